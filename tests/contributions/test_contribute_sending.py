"""Files on their way to `/contribute`."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import storage
from portal.contributions.models import Contribution
from portal.contributions.views import sending
from portal.kernel import ids
from portal.kernel.errors import Unavailable
from portal.uploads import service as uploads
from portal.web.limits import limiter
from tests.contributions.contribute_page import PAGE, Giver
from tests.factories.pictures import jpeg

pytestmark = pytest.mark.usefixtures("english")

Works = Callable[[str], Contribution]


def test_who_is_not_logged_in_is_told_what_one_can_do_here(client: FlaskClient) -> None:
    page = client.get(PAGE, headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert "/account/login?next=/contribute" in page
    assert 'type="file"' not in page


def test_nobody_in_particular_cannot_send(client: FlaskClient) -> None:
    assert Giver(client).put(jpeg(1)).status_code == 401


def test_a_file_becomes_a_draft(giver: Giver, work_named: Works) -> None:
    answer = giver.put(jpeg(1))
    assert answer.status_code == 201
    told = answer.get_json()
    assert (told["state"], told["reason"]) == ("draft", None)
    assert work_named(told["id"]).state == "draft"
    assert giver.client.get(told["card_url"]).status_code == 200


def test_the_same_id_again_gives_the_first_result(giver: Giver) -> None:
    name = ids.new_id()
    first = giver.put(jpeg(1), as_id=name)
    again = giver.put(jpeg(2), as_id=name)
    assert again.get_json() == first.get_json()


def test_somebody_elses_id_is_a_conflict(
    giver: Giver, client_of: Callable[[str], FlaskClient]
) -> None:
    name = ids.new_id()
    giver.put(jpeg(1), as_id=name)
    assert Giver(client_of("yann")).put(jpeg(2), as_id=name).status_code == 409


def test_what_is_no_picture_says_why(giver: Giver) -> None:
    answer = giver.put(b"Dear all, here is the programme.", "programme.jpg")
    assert answer.status_code == 422
    assert answer.get_json()["reason"] == "not_this_kind"
    assert answer.get_json()["message"]


def test_a_file_that_is_here_already_leads_to_it(giver: Giver) -> None:
    first = giver.put(jpeg(1)).get_json()
    twin = giver.put(jpeg(1)).get_json()
    assert twin["reason"] == "duplicate"
    assert twin["twin_url"] == f"{PAGE}#draft-{first['id']}"


def test_a_twin_that_one_may_not_see_is_not_given_away(
    giver: Giver, client_of: Callable[[str], FlaskClient]
) -> None:
    giver.put(jpeg(1))
    assert Giver(client_of("yann")).put(jpeg(1)).status_code == 201


def test_several_files_by_the_plain_form_one_of_them_bad(giver: Giver) -> None:
    answer = giver.send((jpeg(1), "a.jpg"), (b"nothing of use", "b.jpg"), (jpeg(2), "c.jpg"))
    assert (answer.status_code, answer.location) == (303, PAGE)
    page = giver.page()
    assert page.count("data-draft=") == 2
    assert "b.jpg" in page.split('data-live="drafts"')[0]


def test_sending_the_plain_form_without_a_file_says_so(giver: Giver) -> None:
    giver.send()
    assert "flash--need" in giver.page()


def test_refusals_stay_until_they_are_put_away(giver: Giver) -> None:
    giver.put(b"", "leer.jpg")
    assert "leer.jpg" in giver.page()
    giver.client.post(f"{PAGE}/refusals", data={"csrf_token": giver.token})
    assert "leer.jpg" not in giver.page()


def test_a_full_disk_is_said_at_each_file_and_nothing_is_kept(
    giver: Giver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise Unavailable("no room", reason="disk_full")

    monkeypatch.setattr(storage, "spool", full)
    assert giver.put(jpeg(1)).status_code == 503
    giver.send((jpeg(2), "voll.jpg"))
    assert "voll.jpg: no room" in giver.page()


def test_more_than_fits_into_a_request_is_said_to_programs_and_people(
    app: Flask, giver: Giver
) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 100_000
    answer = giver.put(b"x" * 200_000)
    assert (answer.status_code, answer.get_json()["reason"]) == (413, "too_large")
    assert "200 MB" in answer.get_json()["detail"]
    assert giver.send((b"x" * 200_000, "a.jpg")).status_code == 413


def test_a_file_over_the_limit_is_a_refusal(giver: Giver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads.rules, "LARGEST_PICTURE", 1000)
    assert giver.put(jpeg(1)).get_json()["reason"] == "too_large"


def test_too_many_files_in_an_hour_are_asked_to_wait(
    app: Flask, client_of: Callable[[str], FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "UPLOADS", "3/hour")
    monkeypatch.setattr(limiter, "enabled", True)  # so that it is put back afterwards
    app.config["RATELIMIT_ENABLED"] = True
    limiter.init_app(app)
    giver = Giver(client_of("maelle"))
    assert giver.send((jpeg(1), "a.jpg"), (jpeg(2), "b.jpg")).status_code == 303
    assert giver.put(jpeg(3)).status_code == 201
    late = giver.put(jpeg(4))
    assert (late.status_code, int(late.headers["Retry-After"]) > 0) == (429, True)


def test_the_id_nought_is_refused(giver: Giver) -> None:
    headers = {"X-CSRFToken": giver.token, "Accept": "application/json"}
    answer = giver.client.put(f"{PAGE}/files/{'0' * 13}", data=jpeg(1), headers=headers)
    assert answer.status_code == 422


def test_without_the_token_nothing_is_taken(giver: Giver) -> None:
    address = f"{PAGE}/files/{ids.encode(ids.new_id())}"
    assert giver.client.put(address, data=jpeg(1)).status_code == 400
