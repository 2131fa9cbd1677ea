"""Whether anything in the database has changed: what may be remembered, and for how long.

Two calls that give the same answer mean that no transaction was committed between them, so that
a reader would find the same rows. SQLite counts the commits of other connections for each
connection (https://www.sqlite.org/pragma.html#pragma_data_version), so one that never writes is
kept for asking. On PostgreSQL the present snapshot names every transaction that a reader would
not see (https://www.postgresql.org/docs/current/functions-info.html): a commit changes it.
"""

import os
import sqlite3
import threading
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, text

from portal.database.session import db


class _Watch:
    """A connection that only asks SQLite whether others have written."""

    def __init__(self, path: str) -> None:
        self.process = os.getpid()
        self._lock = threading.Lock()
        address = f"file:{path}?mode=ro"
        self._connection = sqlite3.connect(
            address, uri=True, isolation_level=None, check_same_thread=False
        )

    def ask(self) -> str:
        with self._lock:
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return f"{self.process}:{id(self)}:{version}"

    def __del__(self) -> None:
        self._connection.close()


_watches: WeakKeyDictionary[Engine, _Watch] = WeakKeyDictionary()
_opening = threading.Lock()


def state_of_database() -> str | None:
    """A token of the present state, for this process only; None where it cannot be told.

    What is read after this call, and found again under the same token, is still so. None while
    a transaction is open: what that reads may be older than the present state.
    """
    engine = db.engine
    path = engine.url.database
    if db.session().in_transaction() or not path or path == ":memory:":
        return None
    if engine.dialect.name == "postgresql":
        snapshot: str = db.session.scalar(text("SELECT CAST(pg_current_snapshot() AS text)"))
        return snapshot
    return _watch(engine, path).ask()


def _watch(engine: Engine, path: str) -> _Watch:
    watch = _watches.get(engine)
    if watch is None or watch.process != os.getpid():
        with _opening:
            watch = _watches[engine] = _Watch(path)
    return watch
