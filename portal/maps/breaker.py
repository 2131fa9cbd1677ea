"""A breaker that threads and processes share: after a failure nobody tries for a while."""

import os
from pathlib import Path

from portal.kernel import clock


class Breaker:
    """Open until the moment kept as the modification time of a small file.

    The file tells the other processes; the attribute serves where it cannot be written.
    """

    def __init__(self, path: Path, seconds: int = 60) -> None:
        self._path = path
        self._seconds = seconds
        self._until = 0.0

    def is_open(self) -> bool:
        """Whether the last failure is too recent to try again."""
        try:
            shared = self._path.stat().st_mtime
        except OSError:
            shared = 0.0
        now = clock.now().timestamp()
        # A time far ahead is a clock that was set back, not a failure.
        return any(now < until <= now + self._seconds for until in (self._until, shared))

    def open(self) -> None:
        """Remember a failure that happened just now."""
        self._until = clock.now().timestamp() + self._seconds
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch()
            os.utime(self._path, (self._until, self._until))
        except OSError:
            return
