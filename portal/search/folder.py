"""Where the index lies: one folder an index, and a small file that names the current one.

Whoosh's files hold pickles, so the folder belongs to the portal's user alone (0700).
"""

import fcntl
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask_babel import lazy_gettext as _l

from portal.kernel.errors import Unavailable
from portal.search.schema import VERSION

_CURRENT = "current.json"
_PREFIX = "index-"


def must_be_rebuilt() -> Unavailable:
    """The error for an index that is missing, broken or written by another version."""
    message = _l("The search index has to be made again with “portal reindex”.")
    return Unavailable(message, reason="index_unusable")


def is_busy() -> Unavailable:
    """The error when another process has been writing for too long."""
    message = _l("The search index is being written. Try again in a moment.")
    return Unavailable(message, reason="index_busy")


class IndexFolder:
    """The search folder. Locks are the kernel's, so a killed process holds none."""

    def __init__(self, path: Path, lock_timeout: float = 30.0) -> None:
        self.path = path
        self._lock_timeout = lock_timeout

    def make(self) -> None:
        """Make the folder, closed to other users."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.path.stat().st_mode & 0o077:
            self.path.chmod(0o700)

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever written here."""
        return not (self.path / _CURRENT).exists()

    def current(self) -> Path:
        """The folder of the current index; raises Unavailable if there is none of this version."""
        try:
            written = json.loads((self.path / _CURRENT).read_bytes())
            version, name = written["version"], written["folder"]
        except (OSError, ValueError, TypeError, KeyError):
            raise must_be_rebuilt() from None
        if version != VERSION or not str(name).startswith(_PREFIX) or "/" in name:
            raise must_be_rebuilt()
        return self.path / str(name)

    def fresh(self) -> Path:
        """A new folder for an index to be built in."""
        folder = self.path / f"{_PREFIX}{secrets.token_hex(6)}"
        folder.mkdir(mode=0o700)
        return folder

    def swap_in(self, folder: Path) -> None:
        """Make `folder` the current index in one step, and remove the others.

        Readers that have an old one open keep reading it: its files are mapped.
        """
        draft = self.path / f".{_CURRENT}.{secrets.token_hex(4)}"
        with draft.open("w") as file:
            json.dump({"version": VERSION, "folder": folder.name}, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path / _CURRENT)
        self.remove_others(folder)

    def remove_others(self, kept: Path | None) -> None:
        """Remove index folders other than `kept`, such as those of a rebuild that was killed."""
        for folder in self.path.glob(f"{_PREFIX}*"):
            if folder != kept:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def locked(self, name: str, timeout: float | None = None) -> Iterator[None]:
        """Hold the lock `name` among all processes; raises Unavailable after `timeout` seconds."""
        self.make()
        until = time.monotonic() + (self._lock_timeout if timeout is None else timeout)
        with (self.path / f"{name}.lock").open("a") as file:
            while not _try_lock(file.fileno()):
                if time.monotonic() >= until:
                    raise is_busy()
                time.sleep(0.02)
            yield

    def is_locked(self, name: str) -> bool:
        """Whether some process holds the lock now."""
        try:
            with self.locked(name, timeout=0):
                return False
        except Unavailable:
            return True


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
