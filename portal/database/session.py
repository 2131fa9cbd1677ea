"""One session for a request or a job, and the unit of work that every service opens.

SQLite by default loses updates when two processes read, check and write; here a write unit
begins with BEGIN IMMEDIATE, so that what it reads cannot change before it writes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, MetaData, event, select
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase

from portal.kernel.errors import NotFound

BUSY_MILLISECONDS = 15_000
WRITES = "portal_writes"

T = TypeVar("T", bound="Base")


class Base(DeclarativeBase):
    """The parent of every table; constraint names are the same on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


def register(app: Flask) -> None:
    """Bind the session to the application and teach SQLite its manners."""
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _prepare_sqlite)
            event.listen(db.engine, "begin", _begin_sqlite)


def engine_options(database_url: str) -> dict[str, Any]:
    """Options for create_engine: patience on SQLite, checked connections on PostgreSQL."""
    if database_url.startswith("sqlite"):
        return {"connect_args": {"timeout": BUSY_MILLISECONDS / 1000}}
    return {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 10}


@contextmanager
def transaction() -> Iterator[None]:
    """A unit of work: all of it is stored, or nothing.

    A unit inside a unit joins the outer one. What was read before the unit began is read
    again inside it, so that checks see the present state.
    """
    session = db.session()
    if session.info.get(WRITES):
        yield
        return
    session.rollback()
    session.connection(execution_options={WRITES: True})
    session.info[WRITES] = True
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info[WRITES] = False


def lock_row(model: type[T], key: object) -> T:
    """Read one row for changing it: nobody else changes it before this unit ends.

    Raises NotFound when there is no such row.
    """
    identity = model.__mapper__.primary_key[0]
    row = db.session.scalar(
        select(model)
        .where(identity == key)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound
    return row


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def engine() -> Engine:
    """The engine of the current application."""
    return db.engine
