"""Giving a work through the API."""

import io
import json

import pytest

from portal.contributions.models import Contribution
from portal.database import db
from portal.uploads.models import Intake
from tests.api.conftest import SAID, address_of, fresh_id, jpeg

LIST = "/api/v1/contributions"


def count(app, model):
    with app.app_context():
        return db.session.query(model).count()


def test_a_file_alone_makes_a_draft(client, send, maelle):
    answer = send()
    assert answer.status_code == 201
    assert answer.json["inside"]["state"] == "draft"
    assert answer.headers["Location"].endswith(address_of(answer))
    assert client.get(address_of(answer), headers=maelle).status_code == 200


def test_publishing_at_once(client, send):
    answer = send({**SAID, "publish": True})
    assert (answer.status_code, answer.headers["ETag"]) == (201, '"1"')
    assert client.get(address_of(answer)).status_code == 200


def test_what_the_photo_says_is_proposed_and_not_taken(send):
    work = send({"title": "Ici"}, picture=jpeg(place=True)).json
    assert work["inside"]["proposed"]["edtf"] == "2024-07-14"
    longitude, latitude = work["inside"]["proposed"]["exact_place"]["coordinates"]
    assert (round(latitude, 2), round(longitude, 2)) == (48.39, -4.49)
    assert (work["date"], work["place"], work["inside"]["exact_place"]) == (None, None, None)


def test_proposals_come_with_a_published_work_too(send):
    work = send({**SAID, "edtf": "", "publish": True}, picture=jpeg(place=True)).json
    assert work["inside"]["proposed"]["edtf"] == "2024-07-14"
    assert work["date"] is None


def test_the_same_id_again_returns_the_first_result(app, send):
    said = {**SAID, "id": fresh_id(), "publish": True}
    first, second = send(said), send({**said, "title": "Autre"})
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json["id"] == second.json["id"] == said["id"]
    assert second.json["title"] == SAID["title"]
    assert count(app, Contribution) == 1


def test_sending_again_finishes_what_a_broken_connection_left(send):
    said = {**SAID, "id": fresh_id()}
    send(said)
    assert send({**said, "publish": True}).json["inside"]["state"] == "visible"


def test_somebody_elses_id_is_taken(send, yann):
    said = {**SAID, "id": fresh_id()}
    send(said)
    answer = send(said, key=yann, seed=5)
    assert (answer.status_code, answer.json["reason"]) == (409, "id_taken")


def test_the_id_of_a_work_without_an_upload_is_taken(app, send, draft):
    with app.app_context():
        db.session.query(Intake).delete()
        db.session.commit()
    answer = send({**SAID, "id": draft.rpartition("/")[2]}, seed=5)
    assert (answer.status_code, answer.json["reason"]) == (409, "id_taken")


def test_the_same_bytes_twice_are_refused_with_the_way_to_the_first(client, send, published):
    answer = send(SAID)
    assert (answer.status_code, answer.json["reason"]) == (409, "duplicate")
    assert answer.json["existing"].endswith(published)


def test_a_twin_one_may_not_see_is_not_told(send, draft, yann):
    assert send(SAID, seed=1, key=yann).status_code == 201


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"hello", "not_this_kind"),
        (jpeg()[:300], "damaged"),
        (b"\xff\xd8\xff" + b"\0" * 50, "damaged"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_typed_reason(send, content, reason):
    answer = send(SAID, picture=content)
    assert (answer.status_code, answer.json["reason"]) == (422, reason)
    assert answer.json["errors"].keys() == {"file"}
    assert answer.json["type"] == f"/api/problems/{reason}"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"titel": "x"}, "metadata.titel"),
        ({"title": 3}, "metadata.title"),
        ({"title": "x" * 201}, "metadata.title"),
        ({"language": "xx"}, "language"),
        ({"licence": "WTFPL"}, "licence"),
        ({"edtf": "soon"}, "edtf"),
        ({"tags": ["x"] * 31}, "metadata.tags"),
        ({"id": "me"}, "metadata.id"),
        ({"exact_place": {"type": "Point", "coordinates": [0, 0]}}, "place"),
        (
            {"exact_place": {"type": "Point", "coordinates": [0, 1e308]}},
            "metadata.exact_place.coordinates.1",
        ),
        ({"publish": True}, "title"),
        ({"publish": "yes"}, "metadata.publish"),
        ({**SAID, "ownership": "city", "publish": True}, "licence"),
    ],
)
def test_what_does_not_fit_leaves_nothing_behind(app, send, said, field):
    answer = send(said)
    assert answer.status_code == 422
    assert field in answer.json["errors"]
    assert (count(app, Contribution), count(app, Intake)) == (0, 0)


@pytest.mark.parametrize(
    "metadata", ["", "{", "[]", "NaN", '{"direction": NaN}', "[" * 100_000, '"\\ud800"']
)
def test_broken_metadata_is_refused(client, maelle, metadata):
    data = {"file": (io.BytesIO(jpeg()), "p.jpg"), "metadata": metadata}
    assert client.post(LIST, headers=maelle, data=data).status_code == 422


def test_metadata_may_come_as_a_file(client, maelle):
    said = (io.BytesIO(json.dumps(SAID).encode()), "said.json", "application/json")
    data = {"file": (io.BytesIO(jpeg()), "p.jpg"), "metadata": said}
    assert client.post(LIST, headers=maelle, data=data).json["title"] == SAID["title"]


def test_the_file_has_to_be_a_file(client, maelle):
    answer = client.post(
        LIST, headers=maelle, data={"file": "text"}, content_type="multipart/form-data"
    )
    assert answer.status_code == 422
    assert "file" in answer.json["errors"]


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "image/jpeg", None])
def test_another_media_type_is_refused(client, maelle, kind):
    answer = client.post(LIST, headers=maelle, data=b"{}", content_type=kind)
    assert answer.status_code == 415


def test_null_bytes_are_taken_out_of_texts(send):
    assert send({"title": "a\0b"}).json["title"] == "ab"
