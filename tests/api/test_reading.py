"""Reading: what everybody sees, page by page, and nothing else."""

import pytest

from tests.api.conftest import SAID, address_of, work_off

LIST = "/api/v1/contributions"


def test_a_work_says_all_one_needs_to_reuse_it(client, published):
    work = client.get(published).json
    assert (work["title"], work["tags"]) == (SAID["title"], SAID["tags"])
    assert work["licence"]["spdx_id"] == "CC-BY-SA-4.0"
    assert work["licence"]["uri"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert work["url"] in work["attribution"]
    assert work["contributor"]["handle"] == "maelle"
    assert work["date"]["edtf"] == "1944~"


def test_the_etag_is_the_number_of_the_revision(client, published):
    answer = client.get(published)
    assert answer.headers["ETag"] == '"1"'
    assert answer.json["revision"] == 1


def test_files_come_with_their_sizes(app, client, published):
    work_off(app)
    files = {file["recipe"]: file for file in client.get(published).json["files"]}
    path = files["original"]["url"].partition("localhost:8000")[2]
    assert files["original"]["bytes"] == len(client.get(path).data)
    assert files["small.jpg"]["media_type"] == "image/jpeg"


def test_others_read_the_published_place_only(client, published, yann):
    for key in ({}, yann):
        answer = client.get(published, headers=key)
        assert "4.48612" not in answer.text
        assert answer.json["place"]["coordinates"] != SAID["exact_place"]["coordinates"]
        assert answer.json["inside"] is None


def test_the_contributor_and_curators_read_the_exact_place(client, published, maelle, key_of):
    for key in (maelle, key_of("rozenn")):
        inside = client.get(published, headers=key).json["inside"]
        assert inside["exact_place"] == SAID["exact_place"]


def test_a_hidden_place_is_absent_everywhere(client, send):
    address = address_of(send({**SAID, "precision": "hidden", "publish": True}))
    for path in (address, LIST, f"{address}/revisions", f"{address}/revisions/1"):
        assert "48.39" not in client.get(path).text
    assert client.get(address).json["place"] is None


def test_a_box_does_not_find_a_hidden_place(client, send):
    send({**SAID, "precision": "hidden", "publish": True})
    everywhere = client.get(f"{LIST}?bbox=-180,-90,180,90").json
    assert everywhere["items"] == []


def test_somebody_elses_draft_is_not_there(client, draft, yann, key_of):
    for key in ({}, yann, key_of("rozenn")):
        assert client.get(draft, headers=key).status_code == 404


def test_ones_own_draft_is_there(client, draft, maelle):
    assert client.get(draft, headers=maelle).json["inside"]["state"] == "draft"


def test_a_withdrawn_work_is_gone(client, published, maelle, yann):
    client.delete(published, headers=maelle)
    for path in (published, f"{published}/revisions", f"{published}/revisions/1"):
        for key in ({}, yann):
            answer = client.get(path, headers=key)
            assert (answer.status_code, answer.json["reason"]) == (410, "gone")


def test_paging_walks_over_all_works_once(client, send):
    sent = [send({**SAID, "publish": True}, seed=n).json["id"] for n in range(7)]
    found, address = [], f"{LIST}?limit=3&tag=port"
    while address:
        page = client.get(address).json
        found += [work["id"] for work in page["items"]]
        address = page["next"]
    assert found == sent[::-1]


def test_next_is_a_whole_address_that_keeps_the_filter(client, send):
    for seed in range(2):
        send({**SAID, "publish": True}, seed=seed)
    following = client.get(f"{LIST}?limit=1&person=maelle").json["next"]
    assert following.startswith("http://localhost:8000/api/v1/contributions?")
    assert "person=maelle" in following


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("tag=bateaux", 1),
        ("tag=none", 0),
        ("person=maelle&licence=CC-BY-SA-4.0", 1),
        ("person=yann", 0),
        ("from=1930&to=1950", 1),
        ("from=1990", 0),
        ("bbox=-5,48,-4,49", 1),
        ("bbox=0,0,1,1", 0),
        ("kind=photo", 1),
    ],
)
def test_a_filter_narrows_the_list(client, published, query, hits):
    assert len(client.get(f"{LIST}?{query}").json["items"]) == hits


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=101", "limit"),
        ("limit=9999999999999999999999", "limit"),
        ("limit=many", "limit"),
        ("from=later", "from"),
        ("colour=blue", "colour"),
        ("kind=tune", "kind"),
        ("licence=mine", "licence"),
    ],
)
def test_what_does_not_fit_is_named(client, query, field):
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert field in answer.json["errors"]


@pytest.mark.parametrize(
    "address",
    [
        f"{LIST}?tag=a%00b",
        f"{LIST}?%00=1",
        "/api/v1/people/a%00b",
        "/api/v1/search?q=a%00b",
        f"{LIST}?cursor=%00",
        f"{LIST}?cursor=WyJub25lIiwxXQ",
        f"{LIST}?bbox=1,2,3",
        f"{LIST}?bbox=nan,nan,nan,nan",
    ],
)
def test_broken_addresses_are_refused(client, address):
    assert client.get(address).status_code == 422


@pytest.mark.parametrize("name", ["N000000000000", "UUUUUUUUUUUUU", "1", "0" * 40])
def test_what_is_no_id_is_not_found(client, name):
    assert client.get(f"{LIST}/{name}").status_code == 404


def test_any_site_may_read_without_cookies(client, published):
    answer = client.get(published, headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_no_site_may_write_from_a_browser(client, published):
    answer = client.options(published, headers={"Access-Control-Request-Method": "DELETE"})
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD"


def test_a_profile_holds_what_is_public_only(client, published, cast):
    answer = client.get("/api/v1/people/maelle")
    assert answer.json["works"] == 1
    assert answer.json["name"] == cast["maelle"].name
    assert "example.org" not in answer.text
    assert client.get("/api/v1/people/nobody-here").status_code == 404
