"""Pages that are remembered for strangers are never older than the last commit."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from portal.contributions import service
from portal.contributions.models import Contribution
from portal.database import db, state_of_database, transaction
from portal.kernel import clock, ids
from portal.people.models import Member
from portal.web import recalling
from tests.factories import works as factory


@pytest.fixture
def work(app, cast) -> int:
    with app.test_request_context():
        number = factory.published(cast["maelle"], title="Le phare du matin").id
        factory.settle_jobs()
    return number


def renders(monkeypatch) -> list[str]:
    """Each page that is rendered from now on and kept."""
    kept: list[str] = []
    keep = recalling.Memory.keep

    def note(self, state, key, page):
        kept.append(key[0])
        keep(self, state, key, page)

    monkeypatch.setattr(recalling.Memory, "keep", note)
    return kept


# On a shared PostgreSQL server the commits of other databases count as well.
@pytest.mark.once
def test_the_second_stranger_gets_the_same_page_without_its_being_made(app, work, monkeypatch):
    made = renders(monkeypatch)
    pages = [app.test_client().get(f"/contributions/{ids.encode(work)}") for _ in range(3)]
    assert len(made) == 1
    assert {page.status_code for page in pages} == {200}
    assert all("Le phare du matin" in page.text for page in pages)


def test_each_stranger_gets_a_token_of_their_own_that_works(app, work):
    token = r'name="csrf-token" content="'
    first, second = (app.test_client() for _ in range(2))
    tokens = [c.get("/contributions/").text.split(token)[1].split('"')[0] for c in (first, second)]
    assert tokens[0] != tokens[1]
    sent = {"csrf_token": tokens[1], "theme": "dark"}
    assert second.post("/theme", data=sent).status_code == 303
    assert first.post("/theme", data=sent).status_code == 400


@pytest.mark.parametrize("path", ["/", "/contributions/", "/contributions/{id}"])
def test_what_is_hidden_is_gone_from_the_very_next_page(app, cast, work, path):
    path = path.format(id=ids.encode(work))
    assert "Le phare du matin" in app.test_client().get(path).text
    with app.test_request_context():
        service.hide(cast["rozenn"].viewer, work, "test")
    assert "Le phare du matin" not in app.test_client().get(path).text


def test_a_changed_name_shows_at_once(app, cast, work):
    assert "Maëlle Kerbrat" in app.test_client().get("/contributions/").text
    with app.app_context(), transaction():
        new_name = update(Member).where(Member.id == cast["maelle"].id).values(name="Maela K.")
        db.session.execute(new_name)
    assert "Maela K." in app.test_client().get("/contributions/").text


def test_members_see_their_own_page_and_leave_none_behind(app, client_of, work, monkeypatch):
    made = renders(monkeypatch)
    address = f"/contributions/{ids.encode(work)}"
    assert f'{address}/withdraw"' in client_of("maelle").get(address).text
    assert made == []


def test_a_message_for_one_person_is_not_remembered(app, work, monkeypatch):
    made = renders(monkeypatch)
    client = app.test_client()
    with client.session_transaction() as session:
        session["_flashes"] = [("done", "Nur für dich")]
    assert "Nur für dich" in client.get("/contributions/").text
    assert made == []


@pytest.mark.parametrize("headers", [{"Accept-Language": "nl"}, {"Cookie": "theme=dark"}])
def test_languages_and_colours_have_pages_of_their_own(app, work, headers):
    plain = app.test_client().get("/contributions/").text
    other = app.test_client(use_cookies=False).get("/contributions/", headers=headers).text
    assert plain.split("<head>")[0] != other.split("<head>")[0]


def test_an_embargo_that_ends_shows_within_a_minute(app, work):
    soon = clock.now() + timedelta(seconds=90)
    with app.app_context(), transaction():
        db.session.execute(update(Contribution).values(embargoed_until=soon))
    assert "Le phare du matin" not in app.test_client().get("/contributions/").text
    with clock.frozen(soon + timedelta(seconds=1)):
        assert "Le phare du matin" in app.test_client().get("/contributions/").text


def test_memory_keeps_within_its_bounds(monkeypatch):
    monkeypatch.setattr(recalling, "LARGEST", 100)
    memory = recalling.Memory()
    for number in range(10):
        page = recalling._Kept((b"x" * 30,), clock.now())
        memory.keep("state", (str(number),), page)
    found = [n for n in range(10) if memory.find("state", (str(n),))]
    assert found == [7, 8, 9]


def test_the_state_changes_with_every_commit_and_only_then(app, cast):
    with app.app_context():
        first, second = state_of_database(), state_of_database()
        db.session.rollback()
    with app.app_context(), transaction():
        db.session.execute(update(Member).values(about="Something new."))
    with app.app_context():
        third = state_of_database()
    assert first is not None
    assert first != third
    if db_is_sqlite(app):
        assert first == second


def test_the_state_is_not_told_inside_a_transaction(app, cast):
    with app.app_context():
        db.session.scalar(db.select(Member.id).limit(1))
        assert state_of_database() is None


def db_is_sqlite(app) -> bool:
    return app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite")
