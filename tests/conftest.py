"""What every test may ask for: settings, an application with tables, the cast, a browser."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import search
from portal.app import create_app
from portal.config import Settings
from portal.database import db, migrate
from tests import cast as village
from tests import postgres

pytest_plugins = ["tests.browser"]
DATABASE = "PORTAL_TEST_DATABASE"
ENGINES = "PORTAL_TEST_DATABASE_URL"
TEMPLATE = "portal_template"
SECRET = "a-secret-of-the-tests-and-of-nobody-else"


def pytest_addoption(parser: pytest.Parser) -> None:
    chosen = os.environ.get(DATABASE, "sqlite")
    choices = ("sqlite", "postgresql")
    parser.addoption("--database", choices=choices, default=chosen, help="what tests run on")

    parser.addoption(
        "--only-database", action="store_true", help="leave out tests that ask no database"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The second run, on the other database, repeats only what could differ."""
    if config.getoption("--only-database"):
        asks = {"app", "new_database"}
        left_out = [item for item in items if not asks & set(getattr(item, "fixturenames", ()))]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def pytest_configure(config: pytest.Config) -> None:
    """The first process starts the server; those that pytest-xdist starts inherit its address."""
    if config.getoption("--database") != "postgresql" or os.environ.get(postgres.SERVER):
        return
    server = postgres.running()
    os.environ[postgres.SERVER] = server.__enter__()
    config.add_cleanup(lambda: server.__exit__(None, None, None))


@pytest.fixture(scope="session", autouse=True)
def _database_of_engines(request: pytest.FixtureRequest) -> None:
    """Engines are tested with tables of their own, in a database apart."""
    if request.config.getoption("--database") == "postgresql":
        name = f"engines_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
        postgres.say(os.environ[postgres.SERVER], f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        postgres.say(os.environ[postgres.SERVER], f"CREATE DATABASE {name}")
        address = os.environ[postgres.SERVER] + name
        os.environ[ENGINES] = address.replace("postgresql:", "postgresql+psycopg:")


def make_settings(folder: Path, database_url: str, **more: str) -> Settings:
    """Settings of a portal that lives in this folder and asks nobody outside."""
    env = {
        "PORTAL_DATA_DIR": str(folder),
        "PORTAL_DATABASE_URL": database_url,
        "PORTAL_SECRET_KEY": SECRET,
        "PORTAL_TILES_URL": "off",
        **more,
    }
    return replace(Settings.from_env(env), testing=True)


@pytest.fixture(scope="session")
def new_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Path], str]]:
    """Makes a database with all tables and nothing in them; its address. `folder` names it.

    The migrations run once: a test gets a copy of what they made.
    """
    folder = tmp_path_factory.mktemp("template")
    if request.config.getoption("--database") == "sqlite":
        make = _copies_of_file(folder)
    else:
        make = _copies_of_template(folder, os.environ[postgres.SERVER])
    yield make


def _copies_of_file(folder: Path) -> Callable[[Path], str]:
    template = folder / "template.db"
    _migrate(folder, f"sqlite:///{template}")

    def make(target: Path) -> str:
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(template, target / "portal.db")
        return f"sqlite:///{target}/portal.db"

    return make


def _copies_of_template(folder: Path, server: str) -> Callable[[Path], str]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    template = f"{TEMPLATE}_{worker}"
    made: list[str] = []
    postgres.say(server, f"DROP DATABASE IF EXISTS {template} WITH (FORCE)")
    postgres.say(server, f"CREATE DATABASE {template}")
    _migrate(folder, server + template)

    def make(_target: Path) -> str:
        name = f"portal_{worker}_{len(made)}"
        postgres.say(server, f"CREATE DATABASE {name} TEMPLATE {template}")
        made.append(name)
        return server + name

    return make


def _migrate(folder: Path, url: str) -> None:
    app = create_app(make_settings(folder, url))
    migrate.upgrade(app)
    with app.app_context():
        db.session.remove()
        if db.engine.dialect.name == "sqlite":
            with db.engine.connect() as connection:
                connection.connection.cursor().execute("PRAGMA journal_mode=DELETE")
        db.engine.dispose()


@pytest.fixture
def settings(tmp_path: Path, new_database: Callable[[Path], str]) -> Iterator[Settings]:
    """Settings of a portal of this test's own, whose tables are there and empty."""
    url = new_database(tmp_path / "data")
    yield make_settings(tmp_path / "data", url)
    if url.startswith("postgresql"):
        server, _, name = url.rpartition("/")
        postgres.say(server + "/", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """An application with its tables. Ask `client`, or work inside `app.app_context()`."""
    app = create_app(settings)
    with app.app_context():
        search.current_index().prepare()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def inside(app: Flask) -> Iterator[Flask]:
    """For tests of services and queries: the application's context around the whole test.

    Requests made meanwhile would share its `g`; tests that ask `client` do without.
    """
    with app.app_context():
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without a window; nobody is logged in."""
    return app.test_client()


@pytest.fixture
def cast(app: Flask) -> Mapping[str, village.Villager]:
    """The village: maelle and yann (citizens), rozenn and erwan (curators), nolwenn (steward),
    tangi (archivist)."""
    with app.app_context():
        return village.settle()


@pytest.fixture
def client_of(app: Flask, cast: Mapping[str, village.Villager]) -> Callable[[str], FlaskClient]:
    """A client in which somebody of the cast is logged in: `client_of("maelle")`."""
    return lambda handle: village.login(app.test_client(), cast[handle])
