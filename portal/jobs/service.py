"""Asking for work: in the caller's unit of work, so that it is stored with the change or not."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import event, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, SessionTransaction

from portal.database import db, lock_row, transaction
from portal.jobs.engine import current_jobs
from portal.jobs.models import Job, Outbox
from portal.jobs.rules import JobState, OutboxState
from portal.kernel import clock
from portal.kernel.errors import Conflict

_TO_WAKE = "portal_jobs_to_wake"
# One ring wakes a worker, and that one works until nothing is due.
MOST_RINGS = 16


def enqueue(
    kind: str,
    subject_type: str,
    subject_id: int,
    *,
    payload: Mapping[str, Any] | None = None,
    owner_id: int | None = None,
    run_after: datetime | None = None,
    unique: bool = False,
) -> Job:
    """Store a job; workers are woken when the unit of work is committed.

    With `unique`, a job of this kind that waits for the same subject is returned instead of a
    second one (the earlier time holds). LookupError for a kind that nobody registered.
    """
    job = Job(
        kind=kind,
        subject_type=subject_type,
        subject_id=subject_id,
        payload=dict(payload or {}),
        owner_id=owner_id,
        run_after=run_after or clock.now(),
        max_tries=current_jobs().kinds[kind].max_tries,
    )
    with transaction():
        if unique:
            job.unique_key = f"{kind}:{subject_type}:{subject_id}"
            job = _find_waiting(job) or _add_unique(job)
        else:
            db.session.add(job)
            db.session.flush()
        _wake_after_commit(job.id)
    return job


def publish(topic: str, subject_type: str, subject_id: int) -> None:
    """Tell a topic's consumer, at least once, that the subject changed.

    LookupError for a topic that nobody consumes: its rows would stay for ever.
    """
    if topic not in current_jobs().consumers:
        raise LookupError(f"nobody consumes {topic}")
    with transaction():
        db.session.add(Outbox(topic=topic, subject_type=subject_type, subject_id=subject_id))


def retry(job_id: int) -> Job:
    """Begin a failed job again from its first try.

    Raises NotFound, or Conflict (`not_failed`) when it has not failed.
    """
    with transaction():
        job = lock_row(Job, job_id)
        if job.state != JobState.FAILED:
            raise Conflict("this job has not failed", reason="not_failed")
        job.state, job.tries, job.progress = JobState.QUEUED, 0, 0
        job.run_after, job.finished, job.error = clock.now(), None, ""
        _wake_after_commit(job.id)
    return job


def retry_outbox(topic: str) -> None:
    """Give what a topic's consumer could not take another round of tries."""
    revived = {"state": OutboxState.WAITING, "tries": 0, "not_before": clock.now()}
    with transaction():
        db.session.execute(
            update(Outbox)
            .where(Outbox.topic == topic, Outbox.state == OutboxState.FAILED)
            .values(revived)
            .execution_options(synchronize_session=False)
        )


def _find_waiting(job: Job) -> Job | None:
    waiting = db.session.scalar(select(Job).where(Job.unique_key == job.unique_key))
    if waiting and job.run_after < waiting.run_after:
        waiting.run_after = job.run_after
    return waiting


def _add_unique(job: Job) -> Job:
    db.session.flush()
    # On PostgreSQL another process may add it between our look and our insert.
    try:
        with db.session.begin_nested():
            db.session.add(job)
    except IntegrityError:
        return _find_waiting(job) or _add_unique(job)
    return job


def _wake_after_commit(job_id: int) -> None:
    db.session().info.setdefault(_TO_WAKE, []).append(job_id)


@event.listens_for(db.session, "after_commit")
def _wake(session: Session) -> None:
    if session.in_nested_transaction():
        return
    for job_id in session.info.pop(_TO_WAKE, [])[:MOST_RINGS]:
        if not current_jobs().bell.ring(job_id):
            return


@event.listens_for(db.session, "after_soft_rollback")
def _forget(session: Session, previous: SessionTransaction) -> None:
    if not previous.nested:
        session.info.pop(_TO_WAKE, None)


def forget_payload(job_id: int) -> None:
    """Empty what a finished job carried, where that should not be kept."""
    with transaction():
        db.session.execute(update(Job).where(Job.id == job_id).values(payload={}))
