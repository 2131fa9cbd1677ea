"""Every change is a revision, and nothing else is."""

import threading
from datetime import UTC, datetime

import pytest

from portal.database import db, transaction
from portal.history import (
    Action,
    Subject,
    current_number,
    get_revision,
    list_revisions,
    record,
)
from portal.kernel import clock
from portal.kernel.errors import Conflict, Invalid, NotFound


def save(subject, action=Action.EDIT, **fields):
    with transaction():
        return record(subject, author_id=7, reason="why", snapshot=fields, action=action)


@pytest.fixture
def three(app, subject):
    for title in ("a", "b", "c"):
        save(subject, title=title)
    return subject


def test_a_revision_keeps_who_when_why_and_the_whole_state(app, subject):
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with clock.frozen(moment):
        save(subject, Action.CREATE, title="Phare", tags=["mer"])
    kept = get_revision(subject, 1)
    assert (kept.author_id, kept.reason, kept.made_at) == (7, "why", moment)
    assert kept.snapshot == {"title": "Phare", "tags": ["mer"]}
    assert (kept.action, kept.subject, kept.changed) == (Action.CREATE, subject, {})


def test_a_revision_says_what_changed(app, subject):
    save(subject, title="Phare", place=None)
    second = save(subject, title="Le phare", place=None, year="1944~")
    assert second.number == 2
    assert second.changed == {"title": ["Phare", "Le phare"], "year": [None, "1944~"]}


def test_saving_without_a_change_makes_no_revision(app, subject):
    save(subject, tags=("mer", "phare"))
    assert save(subject, Action.RESTORE, tags=["mer", "phare"], place=None) is None
    assert current_number(subject) == 1


def test_an_undone_unit_leaves_no_revision(app, subject):
    with pytest.raises(RuntimeError), transaction():
        record(subject, author_id=7, reason="", snapshot={"a": 1}, action=Action.CREATE)
        raise RuntimeError
    assert current_number(subject) == 0


def test_subjects_count_for_themselves(app, three):
    other = Subject("trail", three.id)
    assert current_number(other) == 0
    assert save(other, title="x").number == 1


def test_the_newest_revisions_come_first_page_by_page(app, three):
    first = list_revisions(three, limit=2)
    second = list_revisions(three, first.next, limit=2)
    assert [r.number for r in first.items + second.items] == [3, 2, 1]
    assert second.next is None


def test_a_broken_page_address_is_refused(app, three):
    with pytest.raises(Invalid):
        list_revisions(three, "nonsense")


@pytest.mark.parametrize("number", [0, 4, -1, 2**80])
def test_a_revision_that_is_not_there_is_not_found(app, three, number):
    with pytest.raises(NotFound):
        get_revision(three, number)


def test_a_number_taken_by_somebody_else_is_a_conflict(app, three, monkeypatch):
    first = get_revision(three, 1)
    monkeypatch.setattr("portal.history.recording.find_last", lambda _subject: first)
    with pytest.raises(Conflict):
        save(three, title="d")
    assert current_number(three) == 3


def test_people_who_save_at_once_each_get_a_number_or_a_conflict(app, subject):
    outcomes = []

    def write(title):
        with app.app_context():
            try:
                outcomes.append(save(subject, title=title).number)
            except Conflict:
                outcomes.append(None)
            db.session.remove()

    threads = [threading.Thread(target=write, args=(f"t{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = sorted(number for number in outcomes if number)
    assert len(outcomes) == 6
    assert numbers == list(range(1, current_number(subject) + 1))


def test_a_snapshot_that_is_no_json_is_a_programming_error(app, subject):
    with pytest.raises(ValueError):
        save(subject, latitude=float("nan"))
