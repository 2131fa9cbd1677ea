"""What is expunged is in no revision any more, and a tombstone says so."""

import json

import pytest
from sqlalchemy import text

from portal.database import db, transaction
from portal.history import Action, expunge_fields, get_revision, record
from portal.kernel.errors import NotFound

SECRET = "06 12 34 56 78"


@pytest.fixture
def told(app, subject):
    for number, title in enumerate(("Phare", f"Call {SECRET}", SECRET, "Phare")):
        snapshot = {"title": title, "place": "Brest", "number": number}
        with transaction():
            record(
                subject, author_id=7, reason=f"put {title}", snapshot=snapshot, action=Action.EDIT
            )
    return subject


def expunge(subject, fields, **options):
    with transaction():
        return expunge_fields(subject, fields, ground="law", author_id=1, **options)


def stored_text():
    with db.engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM revisions")).all()
    return json.dumps([list(map(str, row)) for row in rows])


def test_the_content_is_in_no_row_any_more(told):
    assert SECRET in stored_text()
    expunge(told, {"title"}, with_reasons=True)
    assert SECRET not in stored_text()


def test_other_fields_and_who_and_when_stay(told):
    expunge(told, {"title"})
    second = get_revision(told, 2)
    assert second.snapshot == {"title": None, "place": "Brest", "number": 1}
    assert second.changed == {"title": [None, None], "number": [0, 1]}
    assert (second.author_id, second.expunged) == (7, ["title"])


def test_a_tombstone_names_the_ground(told):
    tombstone = expunge(told, {"title"})
    assert (tombstone.number, tombstone.action, tombstone.reason) == (5, Action.EXPUNGE, "law")
    assert tombstone.author_id == 1


def test_expunging_all_leaves_nothing_but_names_of_fields(told):
    expunge(told, None)
    first = get_revision(told, 1)
    assert set(first.snapshot.values()) == {None}
    assert first.reason == ""
    assert "Brest" not in stored_text()


def test_expunging_twice_keeps_both_notes(told):
    expunge(told, {"title"})
    expunge(told, {"place"})
    assert get_revision(told, 1).expunged == ["place", "title"]


def test_a_subject_without_history_cannot_be_expunged(app, subject):
    with pytest.raises(NotFound):
        expunge(subject, None)
