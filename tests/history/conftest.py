"""A database of its own for each test, in memory of the test's folder."""

import os

import pytest
from flask import Flask

from portal import database
from portal.database import Base, db
from portal.history import Subject


@pytest.fixture
def app(tmp_path):
    app = Flask(__name__)
    url = os.environ.get("PORTAL_TEST_DATABASE_URL") or f"sqlite:///{tmp_path}/test.db"
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = database.engine_options(url)
    database.register(app)
    tables = [Base.metadata.tables["revisions"]]
    with app.app_context():
        Base.metadata.create_all(db.engine, tables=tables)
        yield app
        db.session.remove()
        Base.metadata.drop_all(db.engine, tables=tables)
        db.engine.dispose()


@pytest.fixture
def subject():
    return Subject("contribution", 2**62)
