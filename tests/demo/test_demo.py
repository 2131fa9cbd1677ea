"""The demonstration: loaded once, whole, and taken out again without a trace."""

import pytest
from sqlalchemy import select

from portal import search, storage
from portal.cli.demo import loading, removing
from portal.cli.demo.people import PEOPLE
from portal.cli.demo.telling import Work
from portal.config import LANGUAGES
from portal.contributions.models import Contribution
from portal.database import Base, db
from portal.media.painting import MOTIFS, TONES
from portal.people import service as people
from portal.people.models import Member
from portal.people.queries import find_member_by_email
from tests.cast import PASSWORD, Villager
from tests.factories import works as factory

SOME = {1, 16, 19, 24, 38, 39, 40}  # plain, reported, draft, edited, appealed, hidden, withdrawn
# Rows that say nothing of the demonstration.
HOUSEKEEPING = {"alembic_version", "jobs", "job_turns", "job_pulses"}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> tuple[Work, ...]:
    """One work of each fate, so that the tests take seconds."""
    chosen = tuple(work for work in loading.WORKS if work.number in SOME)
    monkeypatch.setattr(loading, "WORKS", chosen)
    monkeypatch.setattr(removing, "WORKS", chosen)
    return chosen


def rows(app) -> dict[str, int]:
    with app.app_context():
        tables = [t for t in Base.metadata.sorted_tables if t.name not in HOUSEKEEPING]
        return {t.name: len(db.session.execute(select(*t.primary_key)).all()) for t in tables}


def villager(member: Member) -> Villager:
    return Villager(member.id, member.handle, member.name, member.email, "", member.viewer)


def test_every_work_can_be_painted_and_is_told_by_somebody():
    handles = {person.handle for person in PEOPLE}
    for work in loading.WORKS:
        assert work.motif in MOTIFS
        assert work.tone in TONES
        assert {work.by, *(change.by for change in work.changes)} <= handles


def test_numbers_are_used_once_and_there_are_about_forty_works():
    assert len({work.id for work in loading.WORKS}) == len(loading.WORKS) >= 40


def test_all_languages_are_spoken():
    spoken = {work.language for work in loading.WORKS}
    spoken |= {language for work in loading.WORKS for language in work.translations}
    assert spoken == set(LANGUAGES)


def test_places_lie_around_brest():
    placed = [work.place for work in loading.WORKS if work.place]
    assert all(48.2 < north < 48.7 and -5.2 < east < -4.2 for north, east in placed)


def test_works_reach_the_states_that_were_told(app, few):
    loading.load_demonstration(app)
    with app.app_context():
        states = {w.id & 0xFF: w.state for w in db.session.scalars(select(Contribution))}
    expected = {1: "visible", 16: "visible", 19: "draft", 24: "visible"}
    assert states == expected | {38: "hidden", 39: "hidden", 40: "withdrawn"}


def test_pictures_are_ready_and_found(app, few):
    loading.load_demonstration(app)
    with app.app_context():
        assert search.current_index().count() == 3
        ready = app.test_client().get("/contributions/")
    assert ready.text.count("<picture>") == 3


def test_loading_twice_adds_nothing(app, few):
    assert loading.load_demonstration(app) == len(few)
    before = rows(app)
    assert loading.load_demonstration(app) == 0
    assert rows(app) == before


def test_removing_leaves_no_row_and_no_file(app, few):
    empty = rows(app)
    loading.load_demonstration(app)
    assert removing.remove_demonstration(app) == (len(few), [])
    assert rows(app) == empty
    with app.app_context():
        assert list(storage.current_store().keys()) == []
        assert search.current_index().count() == 0


def test_removing_touches_nothing_else(app, few):
    with app.app_context():
        neighbour = people.create_member("gwen@example.net", "Gwen", password=PASSWORD)
        with app.test_request_context():
            factory.published(villager(neighbour))
            factory.settle_jobs()
    before = rows(app)
    loading.load_demonstration(app)
    removing.remove_demonstration(app)
    assert rows(app) == before
    assert app.test_client().get("/contributions/").text.count("<picture>") == 1


def test_somebody_who_did_other_things_stays_and_is_locked(app, few):
    loading.load_demonstration(app)
    with app.test_request_context():
        maelle = find_member_by_email("maelle@example.org")
        own = factory.published(villager(maelle)).id
    _, locked = removing.remove_demonstration(app)
    assert locked == ["Maëlle Kerbrat"]
    with app.app_context():
        assert db.session.get(Contribution, own) is not None
        kept = find_member_by_email("maelle@example.org")
        assert (kept.active, kept.password) == (False, None)
