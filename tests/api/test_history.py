"""The history through the API passes today's gate."""

from tests.api.conftest import SAID

FIRST = {"If-Match": '"1"'}


def test_an_old_revision_is_read_as_it_was(client, published, maelle):
    client.patch(published, headers=maelle | FIRST, json={"title": "Autre"})
    old = client.get(f"{published}/revisions/1").json
    assert (old["content"]["title"], old["action"]) == (SAID["title"], "create")
    assert old["author"]["handle"] == "maelle"


def test_an_old_exact_place_is_read_by_contributor_and_curators_only(
    client, published, maelle, yann, key_of
):
    client.patch(published, headers=maelle | FIRST, json={"exact_place": None})
    old = f"{published}/revisions/1"
    for key in (maelle, key_of("rozenn")):
        assert client.get(old, headers=key).json["content"]["exact_place"] == SAID["exact_place"]
    for key in ({}, yann):
        assert client.get(old, headers=key).json["content"]["exact_place"] is None


def test_a_moved_place_is_not_even_named_to_others(client, published, maelle, yann):
    client.patch(published, headers=maelle | FIRST, json={"exact_place": None})
    lines = f"{published}/revisions"
    assert client.get(lines, headers=maelle).json["items"][0]["changed"] == ["exact_place"]
    assert client.get(lines, headers=yann).json["items"][0]["changed"] == []


def test_pages_of_revisions_lead_to_the_first(client, published, maelle):
    for number in range(1, 5):
        tag = {"If-Match": f'"{number}"'}
        client.patch(published, headers=maelle | tag, json={"title": f"Titre {number}"})
    numbers, address = [], f"{published}/revisions?limit=2"
    while address:
        page = client.get(address).json
        numbers += [line["number"] for line in page["items"]]
        address = page["next"]
    assert numbers == [5, 4, 3, 2, 1]


def test_a_number_of_no_revision_is_not_found(client, published):
    for number in ("0", "2", "99999999999999999999", "9" * 6000, "-1", "one", "²"):
        assert client.get(f"{published}/revisions/{number}").status_code == 404


def test_revisions_of_somebody_elses_draft_are_not_there(client, draft, yann):
    assert client.get(f"{draft}/revisions", headers=yann).status_code == 404
