"""One attempt at a time, and nothing from an attempt that was given up for dead."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from portal.jobs import claims, current_jobs, enqueue, get_job, turns
from portal.jobs.heart import sweep
from portal.jobs.kinds import Periodic
from portal.jobs.worker import run_periodic
from portal.kernel import clock
from tests.jobs.conftest import Diary

LEASE = timedelta(seconds=25)


def from_eight_threads(app: Flask, act: Callable[[], Any]) -> list[Any]:
    def attempt(_number: int) -> Any:
        with app.app_context():
            return act()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(attempt, range(8)))


def test_one_of_many_gets_the_job(app: Flask):
    job = enqueue("draw", "file", 1)
    claimed = from_eight_threads(app, lambda: claims.claim(job.id, LEASE))
    assert len([context for context in claimed if context]) == 1


def test_a_renewed_lease_is_not_swept(app: Flask):
    enqueue("draw", "file", 1)
    context = claims.claim_next(current_jobs())
    assert context is not None
    with clock.frozen(clock.now() + LEASE * 2):
        assert claims.renew(context, LEASE)
        assert sweep(current_jobs()) == 0


def test_a_lost_job_is_queued_again(app: Flask):
    job = enqueue("draw", "file", 1)
    claims.claim(job.id, LEASE)
    with clock.frozen(clock.now() + LEASE * 2):
        assert sweep(current_jobs()) == 1
        assert claims.claim(job.id, LEASE) is not None


def test_a_job_that_kills_its_workers_is_given_up(app: Flask, diary: Diary):
    job = enqueue("draw", "file", 1)
    for hour in range(3):
        with clock.frozen(clock.now() + timedelta(hours=hour)):
            claims.claim(job.id, LEASE)
        with clock.frozen(clock.now() + timedelta(hours=hour, minutes=30)):
            sweep(current_jobs())
    assert get_job(job.id).state == "failed"
    assert diary.given_up == ["the worker stopped while it ran"]


@pytest.mark.parametrize("late", [claims.finish, claims.release])
def test_a_late_attempt_changes_nothing(app: Flask, late: Callable[..., bool]):
    job = enqueue("draw", "file", 1)
    first = claims.claim(job.id, LEASE)
    with clock.frozen(clock.now() + LEASE * 2):
        sweep(current_jobs())
        claims.claim(job.id, LEASE)
    assert not late(first)
    assert (get_job(job.id).state, get_job(job.id).tries) == ("running", 2)


def test_a_job_given_back_does_not_count_as_a_try(app: Flask):
    job = enqueue("draw", "file", 1)
    context = claims.claim(job.id, LEASE)
    assert context is not None
    claims.release(context)
    assert (get_job(job.id).state, get_job(job.id).tries) == ("queued", 0)


def test_many_who_ask_for_a_unique_job_get_the_same(app: Flask):
    asked = from_eight_threads(app, lambda: enqueue("draw", "file", 1, unique=True).id)
    assert len(set(asked)) == 1


def test_a_unique_job_may_be_asked_for_again_while_one_runs(app: Flask):
    running = enqueue("draw", "file", 1, unique=True)
    claims.claim(running.id, LEASE)
    assert enqueue("draw", "file", 1, unique=True).id != running.id


def test_one_of_many_gets_the_turn(app: Flask):
    holders = iter("abcdefgh")
    assert (
        from_eight_threads(app, lambda: turns.take_turn("index", next(holders), LEASE)).count(True)
        == 1
    )


def test_a_turn_passes_on_when_its_holder_is_dead(app: Flask):
    assert turns.take_turn("index", "a", LEASE)
    assert not turns.take_turn("index", "b", LEASE)
    with clock.frozen(clock.now() + LEASE):
        assert turns.take_turn("index", "b", LEASE)


def test_periodic_work_is_done_once_in_its_period(app: Flask):
    done: list[int] = []
    periodic = Periodic("sweep", 60, lambda: done.append(1))
    assert run_periodic(current_jobs(), periodic)
    assert not run_periodic(current_jobs(), periodic)
    with clock.frozen(clock.now() + timedelta(seconds=61)):
        assert run_periodic(current_jobs(), periodic)
    assert len(done) == 2
