"""A job is stored with the change that asks for it, or not at all."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.database import db, transaction
from portal.jobs import (
    Job,
    count_waiting,
    current_jobs,
    enqueue,
    find_latest,
    get_job,
    publish,
    queue_answers,
)
from portal.kernel import clock
from portal.kernel.errors import NotFound


@pytest.fixture
def rings(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    heard: list[int] = []
    monkeypatch.setattr(current_jobs().bell, "ring", lambda job: heard.append(job) or True)
    return heard


def count_jobs() -> int:
    return db.session.scalar(select(func.count(Job.id))) or 0


def test_a_job_of_a_change_that_failed_does_not_exist(app: Flask, rings: list[int]):
    with pytest.raises(RuntimeError), transaction():
        enqueue("draw", "file", 1)
        raise RuntimeError
    assert count_jobs() == 0
    assert rings == []


def test_workers_are_woken_after_the_commit_and_not_before(app: Flask, rings: list[int]):
    with transaction():
        job = enqueue("draw", "file", 1)
        assert rings == []
    assert rings == [job.id]


def test_a_savepoint_wakes_nobody(app: Flask, rings: list[int]):
    with pytest.raises(RuntimeError), transaction():
        enqueue("draw", "file", 1)
        with db.session.begin_nested():
            pass
        raise RuntimeError
    assert rings == []


def test_a_job_asked_for_outside_a_unit_is_stored_at_once(app: Flask, rings: list[int]):
    assert rings == [enqueue("draw", "file", 1).id]


def test_the_message_is_the_id_and_nothing_else(app: Flask):
    job = enqueue("draw", "file", 1, payload={"name": "secret"})
    storage = current_jobs().bell._open().storage
    assert [bytes(message) for message in storage.enqueued_items()] == [b"%d" % job.id]


def test_a_queue_that_does_not_answer_loses_no_job(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(current_jobs().bell, "_open", lambda: 1 / 0)
    job = enqueue("draw", "file", 1)
    assert get_job(job.id).state == "queued"
    assert not queue_answers()


def test_the_queue_in_sqlite_answers(app: Flask):
    assert queue_answers()


def test_a_unique_job_waits_once(app: Flask):
    first = enqueue("draw", "file", 1, unique=True)
    assert enqueue("draw", "file", 1, unique=True).id == first.id
    assert enqueue("draw", "file", 2, unique=True).id != first.id


def test_the_earlier_time_of_a_unique_job_holds(app: Flask):
    now = clock.now()
    enqueue("draw", "file", 1, unique=True, run_after=now + timedelta(hours=1))
    enqueue("draw", "file", 1, unique=True, run_after=now)
    assert get_job(enqueue("draw", "file", 1, unique=True).id).run_after == now


def test_a_kind_that_nobody_registered_is_a_mistake(app: Flask):
    with pytest.raises(LookupError):
        enqueue("unknown", "file", 1)


def test_a_topic_that_nobody_consumes_is_a_mistake(app: Flask):
    with pytest.raises(LookupError):
        publish("unknown", "file", 1)


def test_the_youngest_job_of_a_subject_is_found(app: Flask):
    assert find_latest("draw", "file", 1) is None
    with clock.frozen(clock.now() - timedelta(minutes=1)):
        enqueue("draw", "file", 1)
    young = enqueue("draw", "file", 1)
    found = find_latest("draw", "file", 1)
    assert found is not None
    assert found.id == young.id


def test_waiting_jobs_are_counted(app: Flask):
    enqueue("draw", "file", 1)
    assert count_waiting() == 1


def test_a_job_that_never_was_is_not_found(app: Flask):
    with pytest.raises(NotFound):
        get_job(1)
