"""The review desk by keyboard, in a browser."""

import pytest

from portal.contributions.models import Contribution
from portal.contributions.rules import State
from portal.database import db, transaction
from portal.kernel import clock, ids

pytestmark = pytest.mark.browser


@pytest.fixture
def work(live):
    """A fresh work of maelle's in the running portal; its id."""
    with live.app.app_context():
        db.create_all()
        with transaction():
            row = Contribution(
                kind="photo",
                state=State.VISIBLE,
                contributor_id=live.cast["maelle"].id,
                title="The harbour",
                licence="CC0-1.0",
                ownership="mine",
                revision=1,
                published_at=clock.now(),
            )
            db.session.add(row)
            db.session.flush()
            return row.id


@pytest.fixture
def desk(page, log_in, work):
    """The desk with that work in the middle, before rozenn."""
    log_in(page, "rozenn")
    page.goto(f"/review/?show=fresh&work={ids.encode(work)}&lang=en#panel")
    return page


@pytest.fixture
def state(live, work):
    def read():
        with live.app.app_context():
            return db.session.get(Contribution, work).state

    return read


def test_k_keeps_and_the_hand_stays_on_the_panel(desk, live, work):
    desk.keyboard.press("k")
    desk.get_by_text("Kept.").wait_for()
    with live.app.app_context():
        assert db.session.get(Contribution, work).reviewed_revision == 1


def test_h_asks_for_the_reason_first(desk, state):
    desk.keyboard.press("h")
    assert "Choose a reason" in desk.locator("[data-review-says]").inner_text()
    assert desk.evaluate("document.activeElement.name") == "reason"
    desk.keyboard.press("Space")
    desk.keyboard.press("h")
    desk.get_by_text("Hidden. The contributor gets the reason").wait_for()
    assert state() == State.HIDDEN


def test_letters_in_a_field_are_only_letters(desk, state):
    desk.locator("#panel textarea").click()
    desk.keyboard.type("khan")
    assert desk.locator("#panel textarea").input_value() == "khan"
    assert state() == State.VISIBLE


def test_letters_outside_of_the_panel_do_nothing(desk):
    address = desk.url
    desk.locator("h1").click()
    desk.keyboard.press("k")
    desk.wait_for_timeout(300)
    assert desk.url == address
    assert desk.get_by_text("Kept.").count() == 0


def test_the_keys_can_be_switched_off_for_good(desk):
    desk.locator("[data-review-switch]").uncheck()
    desk.reload()
    assert not desk.locator("[data-review-switch]").is_checked()
    assert desk.locator("kbd").first.is_hidden()
    desk.locator("#panel").focus()
    desk.keyboard.press("k")
    desk.wait_for_timeout(300)
    assert desk.get_by_text("Kept.").count() == 0
