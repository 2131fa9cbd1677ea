"""The states of a job and of an outbox row, and how long to wait after a failure."""

from datetime import timedelta
from enum import StrEnum

OUTBOX_TRIES = 12
LONGEST_WAIT = timedelta(minutes=10)


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class OutboxState(StrEnum):
    WAITING = "waiting"
    FAILED = "failed"


def doubling(tries: int) -> timedelta:
    """The wait after so many tries: 2 seconds, 4, 8 … and 10 minutes at most."""
    return min(timedelta(seconds=2 ** min(tries, 20)), LONGEST_WAIT)
