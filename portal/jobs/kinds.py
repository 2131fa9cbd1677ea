"""What features hand in: kinds of jobs, consumers of the outbox, periodic work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from portal.jobs.rules import doubling


class LeaseLost(Exception):
    """This attempt went on too long without a sign of life; another one has the job now."""


@dataclass
class JobContext:
    """What a running job knows of itself."""

    job_id: int
    kind: str
    subject_type: str
    subject_id: int
    payload: dict[str, Any]
    owner_id: int | None
    tries: int
    max_tries: int
    holder: str
    percent: int = 0
    step: str = ""
    lost: bool = field(default=False, repr=False)

    def progress(self, percent: float, step: str = "") -> None:
        """Say how far the job is (0–100) and what it does now; cheap, written within a second.

        Raises LeaseLost when another worker has taken the job over.
        """
        if self.lost:
            raise LeaseLost
        self.percent, self.step = max(0, min(100, int(percent))), step[:200]


@dataclass(frozen=True)
class JobKind:
    """How one kind of job is done; `run` may be called again after a crash, so it must bear it.

    `run` is called outside any unit of work and opens its own, short ones. `on_failed` gets
    the context and the reason, in the same unit of work that marks the job as failed.
    """

    name: str
    run: Callable[[JobContext], None]
    max_tries: int = 5
    backoff: Callable[[int], timedelta] = doubling
    on_failed: Callable[[JobContext, str], None] | None = None


@dataclass(frozen=True)
class OutboxItem:
    """A subject that changed; what it is now is for the consumer to read."""

    topic: str
    subject_type: str
    subject_id: int


@dataclass(frozen=True)
class Periodic:
    """Work of its own accord every so many seconds, by one worker of all."""

    name: str
    seconds: float
    run: Callable[[], None]


@dataclass(frozen=True)
class FailedItem:
    """An outbox row that its consumer could not take."""

    item: OutboxItem
    made_at: datetime
    error: str


Consumer = Callable[[list[OutboxItem]], None]
