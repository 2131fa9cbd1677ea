"""The rows that are the truth about work to be done; the queue only wakes workers."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Base, IdType, UtcDateTime
from portal.jobs.rules import JobState, OutboxState
from portal.kernel import clock
from portal.kernel.ids import new_id


class Job(Base):
    """One piece of background work on one subject.

    `holder` names the one attempt that may write to the row while `lease_until` lasts.
    `error` is for staff: what went wrong and where, never what people wrote.
    """

    __tablename__ = "jobs"

    id: Mapped[int] = mapped_column(IdType, primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(80))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int] = mapped_column(IdType)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[str] = mapped_column(String(10), default=JobState.QUEUED)
    tries: Mapped[int] = mapped_column(default=0)
    max_tries: Mapped[int]
    progress: Mapped[int] = mapped_column(default=0)
    step: Mapped[str] = mapped_column(String(200), default="")
    error: Mapped[str] = mapped_column(String(1000), default="")
    owner_id: Mapped[int | None] = mapped_column(IdType, index=True)
    created: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    run_after: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    started: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    holder: Mapped[str | None] = mapped_column(String(32))
    # Set while a job asked for with unique=True waits: the database keeps it the only one.
    unique_key: Mapped[str | None] = mapped_column(String(160), unique=True)

    __table_args__ = (
        Index(None, "state", "run_after"),
        Index(None, "subject_type", "subject_id"),
    )


class Outbox(Base):
    """A subject that a topic's consumer still has to look at."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(IdType, primary_key=True, default=new_id)
    topic: Mapped[str] = mapped_column(String(40))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int] = mapped_column(IdType)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    state: Mapped[str] = mapped_column(String(10), default=OutboxState.WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    error: Mapped[str] = mapped_column(String(1000), default="")

    __table_args__ = (
        Index(None, "topic", "subject_type", "subject_id"),
        Index(None, "state", "not_before"),
    )


class Turn(Base):
    """Whose turn it is to do what only one process may do at a time."""

    __tablename__ = "job_turns"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    holder: Mapped[str] = mapped_column(String(32))
    until: Mapped[datetime] = mapped_column(UtcDateTime)


class Pulse(Base):
    """When a worker was last alive."""

    __tablename__ = "job_pulses"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
