"""A citizen with a phone, in French: photos from the phone to everybody."""

from collections.abc import Callable
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from portal.contributions import queries, service
from portal.uploads.service import put_away_refusals
from tests.browser import Live
from tests.factories.pictures import jpeg

pytestmark = pytest.mark.browser
SEEDS = count(100)  # another picture each time: a published one would be a twin
PHONE = {"width": 390, "height": 844}
PATIENCE = 60_000  # ms; sizes are made by a worker that shares the machine


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Two photos with place and date, and something that is none."""
    for seed in islice(SEEDS, 2):
        content = jpeg(seed, place=(48.39, -4.48), taken="2019:05:11 10:00:00")
        (tmp_path / f"IMG_{seed}.jpg").write_bytes(content)
    (tmp_path / "notes.txt").write_text("Ceci n'est pas une photo.")
    return sorted(tmp_path.iterdir())


@pytest.fixture
def phone(page: Any, live: Live, log_in: Callable[[Any, str], None]) -> Any:
    """Maëlle at the page, with nothing left from what other tests sent."""
    maelle = live.cast["maelle"].viewer
    with live.app.app_context():
        for work in queries.list_drafts(maelle):
            service.discard(maelle, work.id)
        put_away_refusals(maelle.id)
    page.set_viewport_size(PHONE)
    log_in(page, "maelle")
    page.goto("/contribute?lang=fr")
    assert page.locator("html").get_attribute("lang") == "fr"
    return page


@pytest.fixture
def sent(phone: Any, photos: list[Path]) -> Any:
    """The page after the files were chosen: two cards, one refusal."""
    phone.set_input_files("#files", photos)
    phone.locator("[data-draft]").nth(1).wait_for()
    return phone


def test_photos_go_from_the_phone_to_everybody(sent: Any, live: Live) -> None:
    assert sent.locator(".refusals li").count() == 1
    same = sent.locator("[data-same]")
    same.locator("input[name=all-ownership][value=mine]").check()
    same.locator("input[name=all-licence][value='CC-BY-SA-4.0']").check()
    same.locator("button[value=same]").click()
    sent.locator("[data-flashes] .flash--done").wait_for()
    for number, field in enumerate(sent.locator("[data-draft] input[name$=-title]").all()):
        field.fill(f"Le port {number}")
        field.blur()
    sent.locator(".badge--done").nth(1).wait_for()
    sent.locator("button[value=publish]").click()
    sent.locator(".published .card").nth(1).wait_for()
    address = sent.locator(".published a").first.get_attribute("href")
    assert live.app.test_client().get(address).status_code == 200
    assert sent.locator("[data-draft]").count() == 0


def test_what_was_written_is_there_after_coming_back(phone: Any, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg(81))
    phone.set_input_files("#files", tmp_path / "a.jpg")
    field = phone.locator("[data-draft] input[name$=-title]").first
    field.fill("Une histoire {{7*191}}")
    phone.locator("[data-saved] .icon").first.wait_for()
    phone.reload()
    assert phone.locator("[data-draft] input[name$=-title]").first.input_value() == (
        "Une histoire {{7*191}}"
    )


def test_the_picture_of_the_server_replaces_the_phones_own(phone: Any, tmp_path: Path) -> None:
    (tmp_path / "b.jpg").write_bytes(jpeg(91))
    phone.set_input_files("#files", tmp_path / "b.jpg")
    picture = phone.locator("[data-draft]").first.locator(".draft__picture img")
    picture.wait_for()
    assert picture.get_attribute("src").startswith("blob:")
    made = phone.locator("[data-draft]").first.locator(".draft__picture source")
    made.wait_for(state="attached", timeout=PATIENCE)


def test_a_place_is_chosen_on_the_map(phone: Any, tmp_path: Path) -> None:
    (tmp_path / "c.jpg").write_bytes(jpeg(95))
    phone.set_input_files("#files", tmp_path / "c.jpg")
    where = phone.locator("[data-draft]").first.locator("[data-section=where]")
    where.wait_for()
    if where.get_attribute("open") is None:
        where.locator("summary").click()
    where.locator("[data-pick]").click()
    phone.locator("#place .map").click(position={"x": 150, "y": 60})
    phone.locator("[data-place-take]").click()
    where.locator("[data-part$=-where]", has_text="48.").wait_for()
    assert float(where.locator("input[name$=-latitude]").input_value()) == pytest.approx(
        48.4, abs=0.2
    )


def test_a_file_that_did_not_get_through_is_sent_again(phone: Any, tmp_path: Path) -> None:
    (tmp_path / "d.jpg").write_bytes(jpeg(97))
    phone.route("**/contribute/files/*", lambda route: route.abort())
    phone.set_input_files("#files", tmp_path / "d.jpg")
    again = phone.locator(".sending [data-again]")
    again.wait_for()
    phone.unroute("**/contribute/files/*")
    again.click()
    phone.locator("[data-draft]").first.wait_for()
    assert phone.locator(".sending").count() == 0


def test_nobody_is_shut_out(sent: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    for section in sent.locator("[data-draft] details").all():
        if section.get_attribute("open") is None:
            section.locator("summary").click()
    for scheme in ("light", "dark"):
        sent.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = axe.Axe().run(sent)
        assert found.violations_count == 0, found.generate_report()
