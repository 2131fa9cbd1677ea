"""Photos to say something about, without the bytes of a picture."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from portal.contributions.models import Contribution
from portal.contributions.rules import State
from portal.database import db, transaction
from portal.kernel import clock


@pytest.fixture
def app(app):
    """With every table, also before a migration makes those of this package."""
    with app.app_context():
        db.create_all()
    return app


@pytest.fixture
def publish(app, cast):
    """`publish("maelle", "The harbour")` gives the id of a work that everybody sees."""

    def make(handle, title="The harbour", state=State.VISIBLE, **more):
        with app.app_context(), transaction():
            work = Contribution(
                kind="photo",
                state=state,
                contributor_id=cast[handle].id,
                title=title,
                language="fr",
                licence="CC0-1.0",
                ownership="mine",
                revision=1,
                published_at=clock.now(),
                **more,
            )
            db.session.add(work)
            db.session.flush()
            return work.id

    return make


@pytest.fixture
def send(app):
    """Posts a form as a browser does: with the token of a page (`page`, else the address)."""

    def post(client, url, page=None, **fields):
        shown = client.get(page or url, headers={"Accept": "text/html"}).text
        token = shown.partition('name="csrf-token" content="')[2].partition('"')[0]
        return client.post(
            url,
            data={"csrf_token": token, **fields},
            headers={"Accept": "text/html", "Accept-Language": "en"},
        )

    return post


@pytest.fixture
def rows(app):
    """All rows of a table, read anew."""

    def read(model):
        with app.app_context():
            return db.session.query(model).order_by(model.__mapper__.primary_key[0]).all()

    return read


@pytest.fixture
def count_queries(app):
    """`with count_queries() as said:` collects the statements that the database gets."""

    @contextmanager
    def count():
        said = []

        def hear(_connection, _cursor, statement, *_more):
            said.append(statement)

        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", hear)
        yield said
        event.remove(engine, "before_cursor_execute", hear)

    return count
