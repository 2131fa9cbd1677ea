"""The queue: it wakes workers with the id of a job, and may lose or repeat what it likes.

huey's own serializer is pickle; ours knows whole numbers and nothing else.
"""

import importlib
import logging
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

SQLITE_POLL_SECONDS = 0.4
PAUSE_SECONDS = 5.0
_log = logging.getLogger(__name__)


class IdSerializer:
    """One whole number as decimal digits."""

    def serialize(self, job_id: int) -> bytes:
        return b"%d" % job_id

    def deserialize(self, message: bytes) -> int:
        return int(message)


class Bell:
    """Rings for a job and listens for rings; never raises, because the rows are the truth."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = threading.Lock()
        self._huey: Any = None
        self._process = 0
        self._silent_until = 0.0

    def ring(self, job_id: int) -> bool:
        """Wake a worker; False when the queue does not answer (a sweep finds the job)."""
        if time.monotonic() < self._silent_until:
            return False
        try:
            huey = self._open()
            huey.storage.enqueue(huey.serializer.serialize(job_id))
        except Exception as error:  # noqa: BLE001 - of any driver; the work itself is safe
            self._pause(error)
            return False
        return True

    def listen(self, seconds: float) -> int | None:
        """The id of a job that wants to be done, or None after so many seconds."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                huey = self._open()
                message = huey.storage.dequeue()
                if message is not None:
                    return int(huey.serializer.deserialize(bytes(message)))
            except Exception as error:  # noqa: BLE001 - as above
                self._pause(error)
                time.sleep(max(0.0, deadline - time.monotonic()))
            left = deadline - time.monotonic()
            if left <= 0:
                return None
            time.sleep(min(left, SQLITE_POLL_SECONDS))

    def answers(self) -> bool:
        """Whether the queue can be reached now."""
        try:
            self._open().storage.queue_size()
        except Exception:  # noqa: BLE001 - as above
            return False
        return True

    def _pause(self, error: Exception) -> None:
        _log.warning("the queue does not answer: %s", type(error).__name__)
        self._silent_until = time.monotonic() + PAUSE_SECONDS

    def _open(self) -> Any:
        # A connection does not survive a fork: gunicorn's children open their own.
        with self._lock:
            if self._huey is None or self._process != os.getpid():
                self._huey, self._process = _connect(self._url), os.getpid()
            return self._huey


def _connect(url: str) -> Any:
    if not url.startswith("sqlite:///"):
        return _with_redis().RedisHuey(
            "portal", connection_pool=_redis_pool(url), results=False, serializer=IdSerializer()
        )
    path = Path(url.removeprefix("sqlite:///"))
    path.parent.mkdir(parents=True, exist_ok=True)
    return _without_drivers().SqliteHuey(
        "portal",
        filename=str(path),
        results=False,
        serializer=IdSerializer(),
        fsync=False,
        timeout=1,
        cache_mb=1,
    )


def _without_drivers() -> Any:
    """huey without the drivers of other queues, which it imports where they are installed.

    Measured: 15 MB less in each process of a portal that lives in SQLite.
    """
    absent = [name for name in ("psycopg", "redis") if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type] # None: cannot be imported
    try:
        return importlib.import_module("huey")
    finally:
        for name in absent:
            del sys.modules[name]


def _with_redis() -> Any:
    storage: Any = importlib.import_module("huey.storage")
    if storage.Redis is None:  # imported without, for another portal in this process
        for name in [name for name in sys.modules if name.partition(".")[0] == "huey"]:
            del sys.modules[name]
    return importlib.import_module("huey")


def _redis_pool(url: str) -> Any:
    from redis import ConnectionPool
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    # No person waits for Redis: one quick try, then the sweep does it.
    return ConnectionPool.from_url(
        url, socket_connect_timeout=1, socket_timeout=3, retry=Retry(NoBackoff(), 0)
    )
