"""Doing one job, and doing everything that is due."""

import logging
import time

from flask import Flask, has_app_context

from portal.database import db
from portal.jobs import claims
from portal.jobs.engine import Jobs, jobs_of
from portal.jobs.heart import Heart
from portal.jobs.kinds import JobContext, LeaseLost
from portal.jobs.outbox import consume, due_topics
from portal.jobs.reasons import describe, place
from portal.kernel import clock
from portal.kernel.errors import Invalid

_log = logging.getLogger(__name__)


def run_pending(app: Flask) -> int:
    """Consume the outbox and do all due jobs in this process; how many jobs and subjects.

    What failed waits for its next try, and what another process holds is left to it. Call it
    outside any unit of work; what the caller reads afterwards is what the jobs left.
    """
    try:
        return _run_pending(jobs_of(app))
    finally:
        if has_app_context():
            db.session.rollback()


def _run_pending(jobs: Jobs) -> int:
    done = 0
    patience = time.monotonic() + jobs.lease.total_seconds() + 5
    with Heart(jobs) as heart:
        while True:
            worked = consume_due(jobs, heart) or int(run_one(jobs, heart))
            done += worked
            if not worked:
                if not due_topics(jobs) or time.monotonic() > patience:
                    return done
                time.sleep(0.05)


def run_one(jobs: Jobs, heart: Heart) -> bool:
    """Do the job that has been due longest; False when nothing is due."""
    with jobs.app.app_context():
        context = claims.claim_next(jobs)
    if context is None:
        return False
    with heart.holding(context):
        _perform(jobs, context)
    return True


def consume_due(jobs: Jobs, heart: Heart) -> int:
    """Hand one batch of each due topic to its consumer; how many subjects."""
    taken = 0
    for topic in due_topics(jobs):
        with heart.turn(f"outbox:{topic}") as ours:
            if ours:
                taken += consume(jobs, topic)
    return taken


def _perform(jobs: Jobs, context: JobContext) -> None:
    try:
        with jobs.app.app_context():
            jobs.kinds[context.kind].run(context)
    except LeaseLost:
        _log.warning("job %s (%s) went on elsewhere", context.job_id, context.kind)
    except Exception as error:  # noqa: BLE001 - a feature's code; its reason goes into the row
        _fail(jobs, context, error)
    except BaseException:
        with jobs.app.app_context():
            claims.release(context)
        raise
    else:
        with jobs.app.app_context():
            claims.finish(context)


def _fail(jobs: Jobs, context: JobContext, error: Exception) -> None:
    kind = jobs.kinds[context.kind]
    _log.warning(
        "job %s (%s) try %s failed: %s at %s",
        context.job_id,
        context.kind,
        context.tries,
        type(error).__name__,
        place(error),
    )
    with jobs.app.app_context():
        if isinstance(error, Invalid) or context.tries >= context.max_tries:
            claims.give_up(context, kind, describe(error))
        else:
            claims.postpone(context, describe(error), clock.now() + kind.backoff(context.tries))
