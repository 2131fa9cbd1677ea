"""Background work and the outbox: rows are the truth, the queue only wakes workers."""

from portal.jobs.engine import current_jobs, queue_answers, register
from portal.jobs.kinds import FailedItem, JobContext, JobKind, LeaseLost, OutboxItem, Periodic
from portal.jobs.models import Job, Outbox
from portal.jobs.queries import (
    count_waiting,
    find_latest,
    get_job,
    list_failed,
    list_failed_items,
    pending,
    worker_seen_at,
)
from portal.jobs.rules import JobState
from portal.jobs.run import run_pending
from portal.jobs.service import enqueue, forget_payload, publish, retry, retry_outbox
from portal.jobs.worker import run_worker

__all__ = [
    "FailedItem",
    "Job",
    "JobContext",
    "JobKind",
    "JobState",
    "LeaseLost",
    "Outbox",
    "OutboxItem",
    "Periodic",
    "count_waiting",
    "current_jobs",
    "enqueue",
    "find_latest",
    "forget_payload",
    "get_job",
    "list_failed",
    "list_failed_items",
    "pending",
    "publish",
    "queue_answers",
    "register",
    "retry",
    "retry_outbox",
    "run_pending",
    "run_worker",
    "worker_seen_at",
]
