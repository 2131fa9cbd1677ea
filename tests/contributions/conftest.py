"""What tests of works share."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.contributions.models import Contribution
from portal.database import db
from portal.kernel import ids
from tests.contributions.contribute_page import Giver
from tests.contributions.page_of import EnglishReader


@pytest.fixture
def giver(client_of: Callable[[str], FlaskClient]) -> Giver:
    """Maëlle, logged in, at the page where photos are given."""
    return Giver(client_of("maelle"))


@pytest.fixture
def work_named(app: Flask) -> Callable[[str], Contribution]:
    """The work behind a public id, as it is stored now."""

    def read(name: str) -> Contribution:
        with app.app_context():
            work = db.session.get_one(Contribution, ids.decode(name))
            assert work.tags is not None  # loads what a test may look at
            db.session.expunge_all()
            return work

    return read


@pytest.fixture
def english(app: Flask) -> None:
    """All readers of this test read English."""
    app.test_client_class = EnglishReader
