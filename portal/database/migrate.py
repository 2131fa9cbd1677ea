"""Bring the tables to the state that this version of the portal expects.

The models of every feature must be imported before; an application made by create_app has done
so. All steps of one call are one transaction, on SQLite as on PostgreSQL.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Connection, Engine, text

from portal.database.expression_indexes import missing_indexes
from portal.database.session import WRITES, Base, db

FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x706F7274616C  # "portal": two that upgrade at once take turns


def upgrade(app: Flask, revision: str = "head") -> None:
    """Run the revisions that are missing, up to `revision`."""
    with app.app_context(), _connected(db.engine) as config:
        command.upgrade(config, revision)


def downgrade(app: Flask, revision: str) -> None:
    """Undo revisions down to `revision`; ``base`` undoes all of them."""
    with app.app_context(), _connected(db.engine) as config:
        command.downgrade(config, revision)


def newest_revision() -> str | None:
    """The revision that this version of the portal expects."""
    return ScriptDirectory(str(FOLDER)).get_current_head()


def present_revision(app: Flask) -> str | None:
    """The revision of the database; None for an empty one."""
    with app.app_context(), db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(app: Flask) -> bool:
    """Whether the database is as this version expects it."""
    return present_revision(app) == newest_revision()


def differences(app: Flask) -> list[Any]:
    """What the models say and the tables do not, as Alembic's operations; empty when equal."""
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        missing = missing_indexes(connection, Base.metadata)
        return [*compare_metadata(context, Base.metadata), *missing]


def write_revision(app: Flask, message: str, folder: Path = FOLDER) -> Path | None:
    """Write the step from the present tables to the models; None when there is no difference."""
    if not differences(app):
        return None
    number = len(list((folder / "versions").glob("[0-9]*.py"))) + 1
    with app.app_context(), _connected(db.engine, folder) as config:
        script = command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")
    return Path(script.path) if script and not isinstance(script, list) else None


@contextmanager
def _connected(engine: Engine, folder: Path = FOLDER) -> Iterator[Config]:
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    with (
        engine.connect().execution_options(**{WRITES: True}) as connection,
        _keys_unchecked(connection),
        connection.begin(),
    ):
        _take_turn(connection)
        config.attributes["connection"] = connection
        yield config
        _finish(connection)


def _take_turn(connection: Connection) -> None:
    """On SQLite, BEGIN IMMEDIATE has done it."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _finish(connection: Connection) -> None:
    """The last look before all of it is kept."""
    if connection.dialect.name != "sqlite":
        return  # PostgreSQL has refused them already
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError("a migration left rows that point at nothing")


@contextmanager
def _keys_unchecked(connection: Connection) -> Iterator[None]:
    # SQLite changes a table by making it anew; that must not cascade.
    if connection.dialect.name != "sqlite":
        yield
        return
    _check_keys(connection, on=False)
    try:
        yield
    finally:
        _check_keys(connection, on=True)


def _check_keys(connection: Connection, *, on: bool) -> None:
    # Has an effect outside a transaction only, so it goes around SQLAlchemy, which begins one.
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")
    cursor.close()
