"""Changing, publishing, taking back: nobody's change is lost."""

import pytest

from tests.api.conftest import SAID

FIRST = {"If-Match": '"1"'}


def test_a_change_is_a_revision_with_its_reason(client, published, maelle):
    said = {"title": "Le port le soir", "reason": "C’était le soir"}
    answer = client.patch(published, headers=maelle | FIRST, json=said)
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert answer.json["tags"] == SAID["tags"]
    newest = client.get(f"{published}/revisions").json["items"][0]
    assert (newest["reason"], newest["changed"]) == (said["reason"], ["title"])


def test_a_change_without_if_match_is_refused(client, published, maelle):
    answer = client.patch(published, headers=maelle, json={"title": "x"})
    assert (answer.status_code, answer.json["reason"]) == (428, "precondition_required")
    assert client.get(published).json["title"] == SAID["title"]


def test_an_outdated_change_names_the_fields_of_both_and_stores_nothing(
    client, published, maelle, key_of
):
    client.patch(published, headers=key_of("rozenn") | FIRST, json={"title": "A", "maker": "B"})
    mine = {"title": "C", "tags": ["D"]}
    answer = client.patch(published, headers=maelle | FIRST, json=mine)
    assert answer.status_code == 412
    assert answer.json["yours"] == ["tags", "title"]
    assert answer.json["theirs"] == ["maker", "title"]
    assert answer.json["conflicts"] == ["title"]
    assert client.get(published).json["title"] == "A"


@pytest.mark.parametrize("tag", ['"7"', '"x"', 'W/"1"', '"0"', '"²"', '"' + "9" * 5000 + '"'])
def test_a_tag_of_no_revision_is_outdated(client, published, maelle, tag):
    headers = maelle | {"If-Match": tag.encode().decode("latin-1")}
    answer = client.patch(published, headers=headers, json={"title": "x"})
    assert answer.status_code == 412


def test_two_changes_of_a_draft_do_not_overwrite_each_other(client, draft, maelle):
    read = {"If-Match": client.get(draft, headers=maelle).headers["ETag"]}
    first = client.patch(draft, headers=maelle | read, json={"title": "A"})
    second = client.patch(draft, headers=maelle | read, json={"title": "B"})
    assert (first.status_code, second.status_code) == (200, 412)
    assert client.get(draft, headers=maelle).json["title"] == "A"


def test_any_version_will_do_when_one_says_so(client, draft, maelle):
    answer = client.patch(draft, headers=maelle | {"If-Match": "*"}, json={"title": "A"})
    assert answer.json["title"] == "A"


def test_a_place_can_be_taken_away(client, published, maelle):
    answer = client.patch(published, headers=maelle | FIRST, json={"exact_place": None})
    assert (answer.json["place"], answer.json["inside"]["exact_place"]) == (None, None)


def test_a_published_work_keeps_what_it_needs(client, published, maelle):
    answer = client.patch(published, headers=maelle | FIRST, json={"title": ""})
    assert answer.status_code == 422
    assert "title" in answer.json["errors"]


def test_translations_come_and_go(client, published, maelle):
    said = {"translations": {"br": {"title": "Ar porzh"}}}
    answer = client.patch(published, headers=maelle | FIRST, json=said)
    assert answer.json["translations"]["br"]["title"] == "Ar porzh"
    gone = client.patch(published, headers=maelle | {"If-Match": "*"}, json={"translations": {}})
    assert gone.json["translations"] == {}


def test_only_contributor_and_curators_change_a_work(client, published, yann, key_of):
    said = {"title": "x"}
    assert client.patch(published, headers=yann | FIRST, json=said).status_code == 403
    assert client.patch(published, headers=key_of("erwan") | FIRST, json=said).status_code == 200


def test_somebody_elses_draft_cannot_be_touched(client, draft, yann):
    anything = yann | {"If-Match": "*"}
    assert client.patch(draft, headers=anything, json={}).status_code == 404
    assert client.post(f"{draft}/publish", headers=yann).status_code == 404
    assert client.delete(draft, headers=yann).status_code == 404


@pytest.mark.parametrize("body", ["", "{", "[]", "null", "3", '"text"', "[" * 100_000, "9" * 9_999])
def test_a_body_that_is_no_object_is_refused(client, published, maelle, body):
    headers = maelle | FIRST | {"Content-Type": "application/json"}
    answer = client.patch(published, headers=headers, data=body)
    assert (answer.status_code, answer.json["reason"]) == (400, "bad_json")


def test_another_media_type_is_refused(client, published, maelle):
    answer = client.patch(published, headers=maelle | FIRST, data={"title": "x"})
    assert (answer.status_code, answer.json["reason"]) == (415, "unsupported_media_type")


def test_unknown_fields_are_refused(client, published, maelle):
    answer = client.patch(published, headers=maelle | FIRST, json={"state": "hidden"})
    assert (answer.status_code, list(answer.json["errors"])) == (422, ["state"])


def test_publishing_twice_is_publishing_once(client, draft, maelle):
    first = client.post(f"{draft}/publish", headers=maelle)
    second = client.post(f"{draft}/publish", headers=maelle)
    assert (first.status_code, second.status_code, second.headers["ETag"]) == (200, 200, '"1"')


def test_publishing_says_what_is_missing(client, send, maelle):
    identifier = send().json["id"]
    answer = client.post(f"/api/v1/contributions/{identifier}/publish", headers=maelle)
    assert answer.status_code == 422
    assert answer.json["errors"].keys() == {"title", "ownership"}


def test_a_withdrawn_work_can_be_given_again(client, published, maelle):
    assert client.delete(published, headers=maelle).status_code == 204
    assert client.delete(published, headers=maelle).status_code == 204
    assert client.get(published).status_code == 410
    assert client.post(f"{published}/return", headers=maelle).status_code == 200
    assert client.get(published).status_code == 200


def test_a_draft_that_was_thrown_away_comes_back(client, draft, maelle):
    client.delete(draft, headers=maelle)
    assert client.get(draft, headers=maelle).json["inside"]["state"] == "discarded"
    back = client.post(f"{draft}/return", headers=maelle)
    assert back.json["inside"]["state"] == "draft"


def test_only_the_contributor_withdraws(client, published, yann, key_of):
    for key in (yann, key_of("rozenn")):
        assert client.delete(published, headers=key).status_code == 403
    assert client.get(published).status_code == 200


def test_what_was_not_withdrawn_cannot_return(client, published, maelle):
    answer = client.post(f"{published}/return", headers=maelle)
    assert (answer.status_code, answer.json["reason"]) == (409, "state")
