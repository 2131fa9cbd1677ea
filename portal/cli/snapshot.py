"""One moment of the database as a file, and back: SQLite's own copy, or pg_dump and pg_restore."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from portal.kernel.errors import Invalid, Unavailable

NAMES = {"sqlite": "database.sqlite", "postgresql": "database.pgdump"}


def name_of(database_url: str) -> str:
    """What the dump of this kind of database is called in a backup."""
    return NAMES[make_url(database_url).get_backend_name()]


@contextmanager
def snapshot(database_url: str, target: Path) -> Iterator[Connection]:
    """Write the database of this moment to `target`; the connection reads that same moment.

    The portal goes on writing meanwhile. Raises Unavailable when a program is missing or fails.
    """
    url = make_url(database_url)
    take = _snapshot_sqlite if url.get_backend_name() == "sqlite" else _snapshot_postgresql
    with take(url, target) as connection:
        yield connection


@contextmanager
def _snapshot_sqlite(url: URL, target: Path) -> Iterator[Connection]:
    with closing(sqlite3.connect(str(url.database), timeout=60)) as source:
        source.execute("VACUUM INTO ?", (str(target),))
    engine = create_engine(f"sqlite:///{target}", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


@contextmanager
def _snapshot_postgresql(url: URL, target: Path) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool, isolation_level="REPEATABLE READ")
    with engine.connect() as connection:
        moment = connection.scalar(text("SELECT pg_export_snapshot()"))
        options = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}")
        _run("pg_dump", url, [*options, f"--file={target}"])
        yield connection


def put_back(database_url: str, dump: Path) -> None:
    """Make the empty database what the dump holds; Unavailable when that fails midway."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        _check_sqlite(dump)
        os.replace(dump, str(url.database))  # noqa: PTH105 - the name is a string in the URL
        return
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    _run("pg_restore", url, [*options, str(dump)], database_option=True)


def _check_sqlite(dump: Path) -> None:
    with closing(sqlite3.connect(dump)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchone()
        connection.execute("PRAGMA journal_mode=WAL")
    if found != ("ok",):
        raise Invalid("The database in this backup is damaged.", reason="damaged")


def _run(program: str, url: URL, options: Sequence[str], *, database_option: bool = False) -> None:
    """The password travels in the environment, where other users cannot see it."""
    if shutil.which(program) is None:
        raise Unavailable(f"{program} is missing (Debian: apt install postgresql-client).")
    plain = URL.create(
        "postgresql", url.username, None, url.host, url.port, url.database, url.query
    )
    address = plain.render_as_string(hide_password=False)
    where = [f"--dbname={address}"] if database_option else [address]
    env = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    done = subprocess.run(
        [program, *options, *where], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise Unavailable(f"{program} failed: {last[0]}")
