"""Reading what is to be done, what failed and whether anybody works."""

from datetime import datetime

from sqlalchemy import func, select

from portal.database import db
from portal.jobs.kinds import FailedItem, OutboxItem
from portal.jobs.models import Job, Outbox, Pulse
from portal.jobs.rules import JobState, OutboxState
from portal.kernel.errors import NotFound
from portal.kernel.pages import Page, decode_cursor, encode_cursor

WORKER = "worker"


def get_job(job_id: int) -> Job:
    """The job; NotFound when there is none (done ones are forgotten after a week)."""
    job = db.session.get(Job, job_id, populate_existing=True)
    if job is None:
        raise NotFound
    return job


def find_latest(kind: str, subject_type: str, subject_id: int) -> Job | None:
    """The youngest job of this kind for the subject."""
    return db.session.scalar(
        select(Job)
        .where(Job.subject_type == subject_type, Job.subject_id == subject_id, Job.kind == kind)
        .order_by(Job.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )


def list_failed(cursor: str | None = None, limit: int = 50) -> Page[Job]:
    """Jobs that were given up, the youngest first."""
    query = select(Job).where(Job.state == JobState.FAILED).order_by(Job.id.desc())
    if cursor:
        (last,) = decode_cursor(cursor, int)
        query = query.where(Job.id < last)
    rows = db.session.scalars(
        query.limit(limit + 1).execution_options(populate_existing=True)
    ).all()
    more = encode_cursor(rows[limit - 1].id) if len(rows) > limit else None
    return Page(tuple(rows[:limit]), more)


def pending(topic: str) -> list[tuple[str, int]]:
    """(subject type, subject id) of what the topic's consumer has not taken, failed ones too."""
    query = select(Outbox.subject_type, Outbox.subject_id).where(Outbox.topic == topic).distinct()
    return [(kind, subject) for kind, subject in db.session.execute(query)]


def list_failed_items(limit: int = 50) -> Page[FailedItem]:
    """Outbox rows that were given up, the youngest first."""
    query = select(Outbox).where(Outbox.state == OutboxState.FAILED).order_by(Outbox.id.desc())
    rows = db.session.scalars(query.limit(limit)).all()
    return Page(
        tuple(
            FailedItem(
                OutboxItem(row.topic, row.subject_type, row.subject_id), row.made_at, row.error
            )
            for row in rows
        )
    )


def count_waiting() -> int:
    """Jobs that are queued or running."""
    query = select(func.count()).where(Job.state.in_([JobState.QUEUED, JobState.RUNNING]))
    return db.session.scalar(query) or 0


def worker_seen_at() -> datetime | None:
    """When a worker last said that it lives (every few seconds); None when there never was one."""
    return db.session.scalar(select(Pulse.seen_at).where(Pulse.name == WORKER))
