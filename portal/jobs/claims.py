"""Who may work on a job: one attempt at a time, for as long as its lease is renewed.

Every write names the holder, so an attempt that was given up for dead changes nothing more.
"""

import logging
import secrets
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, Update, delete, select, update

from portal.database import db, transaction
from portal.jobs.engine import Jobs
from portal.jobs.kinds import JobContext, JobKind
from portal.jobs.models import Job
from portal.jobs.rules import JobState
from portal.kernel import clock

KEEP_DONE = timedelta(days=7)
_CANDIDATES = 8
_FREE: dict[str, Any] = {"holder": None, "lease_until": None}
_log = logging.getLogger(__name__)


def claim_next(jobs: Jobs) -> JobContext | None:
    """Take the job that has been due longest; None when nothing is due."""
    due = (
        select(Job.id)
        .where(
            Job.state == JobState.QUEUED,
            Job.run_after <= clock.now(),
            Job.kind.in_(list(jobs.kinds)),
        )
        .order_by(Job.run_after, Job.id)
        .limit(_CANDIDATES)
    )
    for job_id in db.session.scalars(due).all():
        context = claim(job_id, jobs.lease)
        if context is not None:
            return context
    return None


def claim(job_id: int, lease: timedelta) -> JobContext | None:
    """Take this job; None when another worker was quicker."""
    now, holder = clock.now(), secrets.token_hex(16)
    taken: dict[str, Any] = {
        "state": JobState.RUNNING,
        "tries": Job.tries + 1,
        "progress": 0,
        "step": "",
        "started": now,
        "lease_until": now + lease,
        "holder": holder,
        "unique_key": None,
    }
    with transaction():
        ours = update(Job).where(Job.id == job_id, Job.state == JobState.QUEUED)
        if not _changed(ours.values(taken)):
            return None
        return _context(db.session.get_one(Job, job_id, populate_existing=True))


def renew(context: JobContext, lease: timedelta) -> bool:
    """A sign of life, with the progress; False when the lease is another's by now."""
    return _write(
        context,
        lease_until=clock.now() + lease,
        progress=context.percent,
        step=context.step,
    )


def finish(context: JobContext) -> bool:
    """Mark as done; False when the lease was lost."""
    return _write(
        context, state=JobState.DONE, progress=100, error="", finished=clock.now(), **_FREE
    )


def release(context: JobContext) -> bool:
    """Give the job back untouched: this attempt does not count."""
    return _write(context, state=JobState.QUEUED, tries=Job.tries - 1, **_FREE)


def postpone(context: JobContext, reason: str, until: datetime) -> bool:
    """Queue the job for another try at `until`."""
    return _write(context, state=JobState.QUEUED, run_after=until, error=reason, **_FREE)


def give_up(context: JobContext, kind: JobKind, reason: str) -> bool:
    """Mark as failed and let the kind say so in its own tables, both or nothing."""
    try:
        return _give_up(context, kind, reason)
    except Exception as error:  # noqa: BLE001 - the kind's own code; the job has failed anyway
        _log.error("on_failed of %s raised %s", kind.name, type(error).__name__)
        return _write(context, **_failed(reason))


def find_lost() -> list[JobContext]:
    """Attempts whose worker gave no sign of life until their lease ran out."""
    query = select(Job).where(Job.state == JobState.RUNNING, Job.lease_until < clock.now())
    return [_context(job) for job in db.session.scalars(query)]


def forget_done() -> None:
    """Delete the rows of jobs that were done a week ago."""
    old = clock.now() - KEEP_DONE
    with transaction():
        db.session.execute(
            delete(Job)
            .where(Job.state == JobState.DONE, Job.finished < old)
            .execution_options(synchronize_session=False)
        )


def _give_up(context: JobContext, kind: JobKind, reason: str) -> bool:
    with transaction():
        ours = _write(context, **_failed(reason))
        if ours and kind.on_failed:
            kind.on_failed(context, reason)
        return ours


def _failed(reason: str) -> dict[str, Any]:
    return {"state": JobState.FAILED, "error": reason, "finished": clock.now(), **_FREE}


def _write(context: JobContext, **values: Any) -> bool:
    ours = update(Job).where(
        Job.id == context.job_id, Job.holder == context.holder, Job.state == JobState.RUNNING
    )
    with transaction():
        return _changed(ours.values(values))


def _changed(statement: Update) -> bool:
    result = db.session.execute(statement.execution_options(synchronize_session=False))
    return cast("CursorResult[Any]", result).rowcount == 1


def _context(job: Job) -> JobContext:
    return JobContext(
        job_id=job.id,
        kind=job.kind,
        subject_type=job.subject_type,
        subject_id=job.subject_id,
        payload=dict(job.payload),
        owner_id=job.owner_id,
        tries=job.tries,
        max_tries=job.max_tries,
        holder=job.holder or "",
    )
