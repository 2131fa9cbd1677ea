"""Handing the outbox to its consumers: in batches, at least once, a bad row apart from the rest."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import delete, select, tuple_

from portal.database import db, transaction
from portal.jobs.engine import Jobs
from portal.jobs.kinds import OutboxItem
from portal.jobs.models import Outbox
from portal.jobs.reasons import describe
from portal.jobs.rules import OUTBOX_TRIES, OutboxState, doubling
from portal.kernel import clock
from portal.kernel.errors import Unavailable

BATCH = 200
UNAVAILABLE_WAIT = timedelta(seconds=5)
_log = logging.getLogger(__name__)

Batch = dict[OutboxItem, list[int]]


def due_topics(jobs: Jobs) -> list[str]:
    """Topics with something to consume now."""
    query = select(Outbox.topic).where(
        Outbox.state == OutboxState.WAITING,
        Outbox.not_before <= clock.now(),
        Outbox.topic.in_(list(jobs.consumers)),
    )
    with jobs.app.app_context():
        return list(db.session.scalars(query.distinct()))


def consume(jobs: Jobs, topic: str) -> int:
    """Hand one batch to the topic's consumer; how many subjects it was asked to take."""
    with jobs.app.app_context():
        batch = _read(topic)
    if not batch:
        return 0
    error = _hand_over(jobs, topic, list(batch))
    if error is None:
        _remove(jobs, batch)
    elif isinstance(error, Unavailable):
        _postpone(jobs, batch, error)
    elif len(batch) == 1:
        _count_failure(jobs, batch, error)
    else:
        _one_by_one(jobs, topic, batch)
    return len(batch)


def _one_by_one(jobs: Jobs, topic: str, batch: Batch) -> None:
    for item, rows in batch.items():
        error = _hand_over(jobs, topic, [item])
        if error is None:
            _remove(jobs, {item: rows})
        elif isinstance(error, Unavailable):
            _postpone(jobs, {item: rows}, error)
        else:
            _count_failure(jobs, {item: rows}, error)


def _read(topic: str) -> Batch:
    query = (
        select(Outbox.id, Outbox.subject_type, Outbox.subject_id)
        .where(
            Outbox.topic == topic,
            Outbox.state == OutboxState.WAITING,
            Outbox.not_before <= clock.now(),
        )
        .order_by(Outbox.id)
        .limit(BATCH)
    )
    batch: Batch = {}
    for row_id, subject_type, subject_id in db.session.execute(query):
        batch.setdefault(OutboxItem(topic, subject_type, subject_id), []).append(row_id)
    return batch


def _hand_over(jobs: Jobs, topic: str, items: list[OutboxItem]) -> Exception | None:
    try:
        with jobs.app.app_context():
            jobs.consumers[topic](items)
    except Exception as error:  # noqa: BLE001 - a feature's code: its rows stay
        return error
    return None


def _remove(jobs: Jobs, batch: Batch) -> None:
    """Delete what was read, by id: a row that came meanwhile tells of a later change.

    Rows of the same subjects that were given up earlier are true again and go too.
    """
    some = next(iter(batch))
    given_up = (
        Outbox.topic == some.topic,
        Outbox.state == OutboxState.FAILED,
        tuple_(Outbox.subject_type, Outbox.subject_id).in_(
            [(item.subject_type, item.subject_id) for item in batch]
        ),
    )
    with jobs.app.app_context(), transaction():
        for condition in ((Outbox.id.in_(_ids(batch)),), given_up):
            db.session.execute(
                delete(Outbox).where(*condition).execution_options(synchronize_session=False)
            )


def _postpone(jobs: Jobs, batch: Batch, error: Exception) -> None:
    """The consumer's own house is not in order: no row's fault, so none is counted."""
    _log.warning("a consumer of the outbox is unavailable: %s", next(iter(batch)).topic)
    with jobs.app.app_context(), transaction():
        for row in _rows(batch):
            row.not_before, row.error = clock.now() + UNAVAILABLE_WAIT, describe(error)


def _count_failure(jobs: Jobs, batch: Batch, error: Exception) -> None:
    with jobs.app.app_context(), transaction():
        for row in _rows(batch):
            row.tries += 1
            row.error = describe(error)
            row.not_before = clock.now() + doubling(row.tries)
            if row.tries >= OUTBOX_TRIES:
                row.state = OutboxState.FAILED
                _log.error("outbox row %s (%s) was given up", row.id, row.topic)


def _rows(batch: Batch) -> Iterable[Outbox]:
    return db.session.scalars(select(Outbox).where(Outbox.id.in_(_ids(batch)))).all()


def _ids(batch: Batch) -> list[int]:
    return [row_id for rows in batch.values() for row_id in rows]
