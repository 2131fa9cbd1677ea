"""Fetched tiles on disk: one file each, written whole or not at all, oldest use goes first."""

import json
import os
import secrets
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from portal.kernel import clock

TOUCH_AFTER = 86_400  # seconds; a finer order of use is not worth a disk write for each look


@dataclass(frozen=True)
class Record:
    """What the tile server answered. An empty body means that it has no such tile.

    `expires` is in seconds since 1970; `etag` and `modified` are its validators as sent.
    """

    body: bytes
    mime: str
    etag: str
    modified: str
    expires: float


class TileCache:
    """A folder of tiles that holds about `limit` bytes at most."""

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit
        self._lock = threading.Lock()
        self._unswept = limit  # so that the first write of a process looks at what is there

    def find(self, name: str) -> Record | None:
        """The record under `name`, fresh or stale; a broken file counts as none."""
        path = self._folder / name
        try:
            about, _, body = path.read_bytes().partition(b"\n")
            record = Record(body=body, **json.loads(about))
            self._mark_used(path)
        except (OSError, ValueError, TypeError):
            return None
        return record

    def put(self, name: str, record: Record) -> None:
        """Keep a record; a full or read-only disk only means that it is not kept."""
        path = self._folder / name
        about = {key: value for key, value in asdict(record).items() if key != "body"}
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(json.dumps(about).encode() + b"\n" + record.body)
            fresh.replace(path)
        except OSError:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            return
        self._sweep_after(len(record.body))

    def _mark_used(self, path: Path) -> None:
        now = clock.now().timestamp()
        if now - path.stat().st_mtime > TOUCH_AFTER:
            os.utime(path, (now, now))

    def _sweep_after(self, written: int) -> None:
        with self._lock:
            self._unswept += written
            if self._unswept < self._limit // 20:
                return
            self._unswept = 0
        self.sweep()

    def sweep(self) -> None:
        """Remove the tiles that nobody looked at longest, down to 90 % of the limit."""
        found = []
        for path in self._folder.rglob("*"):
            with suppress(OSError):
                if path.is_file():
                    stat = path.stat()
                    found.append((stat.st_mtime, stat.st_size, path))
        total = sum(size for _used, size, _path in found)
        if total <= self._limit:
            return
        for _used, size, path in sorted(found, key=lambda entry: entry[0]):
            if total <= self._limit * 0.9:
                return
            with suppress(OSError):
                path.unlink()
                total -= size
