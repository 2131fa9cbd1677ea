"""The one clock. Times are timezone-aware UTC everywhere inside."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime


def _system_time() -> datetime:
    return datetime.now(UTC)


_read: Callable[[], datetime] = _system_time


def now() -> datetime:
    """The present moment in UTC."""
    return _read()


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Stop the clock at `moment` for a test."""
    global _read  # noqa: PLW0603 - the one clock is the one global
    before, _read = _read, lambda: moment
    try:
        yield
    finally:
        _read = before
