"""Drafts at `/contribute`: kept, filled in alike, published, thrown away."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal import history, jobs
from portal.contributions.models import Contribution
from portal.contributions.service import subject_of
from portal.database import db
from portal.kernel import ids
from tests.contributions.contribute_page import COMPLETE, PAGE, Giver
from tests.factories.pictures import jpeg

Works = Callable[[str], Contribution]
PLACE = (48.381, -4.491)


def test_what_is_written_is_kept(giver: Giver, work_named: Works) -> None:
    name = giver.draft()
    assert giver.write(name, title="Le port", tags="Port, Œuvre").status_code == 200
    work = work_named(name)
    assert (work.title, [tag.label for tag in work.tags]) == ("Le port", ["Port", "Œuvre"])


def test_drafts_are_the_same_on_another_device(
    giver: Giver, client_of: Callable[[str], FlaskClient]
) -> None:
    giver.write(giver.draft(), title="La criée à l'aube")
    assert "La criée à l&#39;aube" in Giver(client_of("maelle")).page()


def test_one_wrong_answer_does_not_cost_the_others(giver: Giver, work_named: Works) -> None:
    name = giver.draft()
    shown = giver.write(name, title="Le port", latitude="200", longitude="3").get_data(as_text=True)
    assert "field__error" in shown
    assert (work_named(name).title, work_named(name).latitude) == ("Le port", None)


def test_a_date_in_parts_is_said_in_words(giver: Giver, work_named: Works) -> None:
    name = giver.draft()
    parts = {"year": "1944", "month": "8", "day": ""}
    shown = giver.write(name, date_mode="about", **parts).get_data(as_text=True)
    assert work_named(name).edtf == "1944-08~"
    assert "1944" in shown.split('data-section="when"')[1].split("</summary>")[0]


@pytest.mark.parametrize(
    ("mode", "parts", "edtf"),
    [
        ("decade", {"year": "1934"}, "193X"),
        ("between", {"year": "1914", "until_year": "1918"}, "1914/1918"),
        ("before", {"year": "1900"}, "../1900"),
        ("unknown", {"year": "1900"}, ""),
        ("edtf", {"edtf": "1950-22"}, "1950-22"),
    ],
)
def test_each_way_to_say_a_date(
    giver: Giver, work_named: Works, mode: str, parts: dict[str, str], edtf: str
) -> None:
    name = giver.draft()
    giver.write(name, date_mode=mode, **parts)
    assert work_named(name).edtf == edtf


def test_a_month_without_its_year_is_asked_again(giver: Giver) -> None:
    shown = giver.write(giver.draft(), date_mode="exact", month="8").get_data(as_text=True)
    assert "field__error" in shown


def test_a_place_may_be_typed_with_commas(giver: Giver, work_named: Works) -> None:
    name = giver.draft()
    giver.write(name, latitude="48,38", longitude="−4,49°")
    assert (work_named(name).latitude, work_named(name).longitude) == (48.38, -4.49)


def test_the_middle_of_the_ocean_is_no_place(giver: Giver, work_named: Works) -> None:
    name = giver.draft()
    assert "field__error" in giver.write(name, latitude="0", longitude="0").get_data(as_text=True)
    assert work_named(name).latitude is None


def test_what_the_photo_says_stays_marked_until_somebody_changes_it(
    giver: Giver, work_named: Works
) -> None:
    name = giver.draft(place=PLACE, taken="1998:07:12 20:00:00")
    as_read = {"date_mode": "exact", "year": "1998", "month": "7", "day": "12"}
    giver.write(name, title="Le port", **as_read)
    assert work_named(name).proposed["edtf"] == "1998-07-12"
    giver.write(name, **as_read | {"day": "13"})
    assert "edtf" not in work_named(name).proposed
    assert "latitude" in work_named(name).proposed


def test_a_moved_place_loses_the_accuracy_of_the_old_one(giver: Giver, work_named: Works) -> None:
    name = giver.draft()
    giver.write(name, latitude="48.38", longitude="-4.49", accuracy="12")
    giver.write(name, latitude="48.39", longitude="-4.49", accuracy="12")
    assert work_named(name).accuracy is None


def test_somebody_elses_draft_is_not_there(
    giver: Giver, client_of: Callable[[str], FlaskClient]
) -> None:
    name, yann = giver.draft(), Giver(client_of("yann"))
    answers = (
        yann.write(name, title="mine"),
        yann.press("save", name, title="mine"),
        yann.press(f"discard:{name}"),
        yann.press("publish", name),
        yann.client.get(f"{PAGE}/drafts/{name}"),
        yann.client.post(f"{PAGE}/drafts/{name}/recover", data={"csrf_token": yann.token}),
    )
    assert [answer.status_code for answer in answers] == [404] * 6


def test_publishing_shows_complete_ones_and_says_what_others_need(
    giver: Giver, client: FlaskClient
) -> None:
    whole, half = giver.draft(1), giver.draft(2)
    giver.write(whole, **COMPLETE)
    answer = giver.press("publish", whole, half)
    assert answer.location == f"{PAGE}?published={whole}"
    page = giver.page(answer.location)
    assert f"/contributions/{whole}" in page
    assert f'data-draft="{half}"' in page and "badge--need" in page
    assert client.get(f"/contributions/{whole}").status_code == 200
    assert client.get(f"/contributions/{half}").status_code == 404


def test_publishing_twice_is_publishing_once(app: Flask, giver: Giver) -> None:
    name = giver.draft()
    first = giver.press("publish", name, **COMPLETE)
    second = giver.press("publish", name, **COMPLETE | {"title": "Autre"})
    assert first.location == second.location
    with app.app_context():
        page = history.list_revisions(subject_of(ids.decode(name)), None, 10)
        assert [row.number for row in page.items] == [1]


def test_nothing_typed_is_lost_when_an_answer_is_wrong(giver: Giver) -> None:
    one, other = giver.draft(1), giver.draft(2)
    wrong = {f"{one}-title": "x" * 201, f"{other}-title": "Le phare"}
    data = {"csrf_token": giver.token, "do": "save", "draft": [one, other], **wrong}
    answer = giver.client.post(f"{PAGE}/drafts", data=data)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "x" * 201 in page and "Le phare" in page and "field__error" in page


def test_the_same_for_all_fills_in_what_is_empty(giver: Giver, work_named: Works) -> None:
    one, other = giver.draft(1), giver.draft(2)
    giver.write(one, **COMPLETE | {"tags": "port"})
    data = {"csrf_token": giver.token, "do": "same", "draft": [one, other]}
    same = {"all-title": "La rade", "all-tags": "mer", "all-ownership": "public_domain"}
    assert giver.client.post(f"{PAGE}/drafts", data=data | same).status_code == 303
    kept, filled = work_named(one), work_named(other)
    assert (kept.title, kept.ownership) == ("Le port", "mine")
    assert [tag.label for tag in kept.tags] == ["port", "mer"]
    assert (filled.title, filled.licence) == ("La rade", "PDM-1.0")


def test_the_same_for_all_replaces_when_asked(giver: Giver, work_named: Works) -> None:
    one, other = giver.draft(1), giver.draft(2)
    giver.write(one, title="Le port", latitude="48.38", longitude="-4.49")
    data = {"csrf_token": giver.token, "do": "same", "draft": [one, other]}
    same = {"all-title": "La rade", "all-precision": "hidden", "all-replaces": "y"}
    giver.client.post(f"{PAGE}/drafts", data=data | same)
    assert (work_named(one).title, work_named(one).precision) == ("La rade", "hidden")
    assert work_named(one).latitude == 48.38


def test_a_licence_that_does_not_fit_is_explained(giver: Giver, work_named: Works) -> None:
    name = giver.draft()
    rights = {"ownership": "old_or_found", "ownership_reason": "Au grenier"}
    shown = giver.write(name, licence="CC0-1.0", title="Noces", **rights).get_data(as_text=True)
    assert f'data-part="{name}-rights-missing"></p>' not in shown
    giver.press("publish", name)
    assert work_named(name).state == "draft"


def test_only_staff_speak_for_the_city(
    giver: Giver, client_of: Callable[[str], FlaskClient], work_named: Works
) -> None:
    name = giver.draft()
    assert 'value="city"' not in giver.page()
    giver.press("publish", name, title="Mairie", ownership="city", licence="etalab-2.0")
    assert work_named(name).state == "draft"


def test_a_removed_draft_can_be_taken_back(giver: Giver, work_named: Works) -> None:
    name = giver.draft()
    answer = giver.press(f"discard:{name}", name, title="Presque perdu")
    assert f'data-draft="{name}"' not in giver.page(answer.location)
    assert "/recover" in giver.page(answer.location)
    giver.client.post(f"{PAGE}/drafts/{name}/recover", data={"csrf_token": giver.token})
    assert (work_named(name).state, work_named(name).title) == ("draft", "Presque perdu")


def test_waiting_drafts_are_named_until_their_sizes_are_made(app: Flask, giver: Giver) -> None:
    name = giver.draft()
    assert giver.client.get(f"{PAGE}/waiting").get_json() == {"waiting": [name]}
    jobs.run_pending(app)
    assert giver.client.get(f"{PAGE}/waiting").get_json() == {"waiting": []}
    assert f"/media/{name}/" in giver.page()


def test_a_damaged_picture_can_only_be_removed(app: Flask, giver: Giver) -> None:
    name = giver.put(jpeg(3)[:-3000]).get_json()["id"]
    jobs.run_pending(app)
    with app.app_context():
        problem = db.session.scalar(
            select(Contribution.problem).where(Contribution.id == ids.decode(name))
        )
    page = giver.page()
    assert problem
    assert "draft--failed" in page and f'name="{name}-title"' not in page


def test_a_picture_that_looks_alike_is_pointed_out(app: Flask, giver: Giver) -> None:
    first = giver.draft(5)
    giver.write(first, title="Le grand pont")
    second = giver.put(jpeg(5) + b"\0").get_json()["id"]
    jobs.run_pending(app)
    card = giver.client.get(f"{PAGE}/drafts/{second}").get_data(as_text=True)
    assert "Le grand pont" in card
