"""Workers in processes of their own: killed, stopped, several at once."""

import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from portal.config import Settings
from portal.database import db, transaction
from portal.jobs import (
    Periodic,
    count_waiting,
    current_jobs,
    enqueue,
    get_job,
    pending,
    publish,
    run_worker,
    worker_seen_at,
)
from portal.jobs.bell import Bell
from portal.jobs.engine import NAME
from tests.jobs.conftest import Diary
from tests.jobs.dying import make_app

ROOT = Path(__file__).resolve().parents[2]
Start = Callable[[], "subprocess.Popen[bytes]"]


def until(true: Callable[[], object], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        db.session.remove()
        time.sleep(0.05)


@pytest.fixture
def start(app: Flask, settings: Settings) -> Iterator[Start]:
    """Starts worker processes and kills what is left of them."""
    started: list[subprocess.Popen[bytes]] = []
    command = [sys.executable, "-m", "tests.jobs.dying"]
    command += [str(settings.data_dir), settings.database_url]

    def start_one() -> "subprocess.Popen[bytes]":
        started.append(subprocess.Popen(command, cwd=ROOT))
        return started[-1]

    yield start_one
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def ask(settings: Settings, app: Flask) -> Iterator[Flask]:
    with make_app(settings.data_dir, settings.database_url).app_context() as context:
        yield context.app


@pytest.fixture
def working(app: Flask) -> Iterator[threading.Event]:
    """A worker in a thread of this process."""
    stop = threading.Event()
    thread = threading.Thread(target=run_worker, args=(app, 1, stop))
    thread.start()
    yield stop
    stop.set()
    thread.join(timeout=10)
    assert not thread.is_alive()


def ran(settings: Settings) -> list[str]:
    path = settings.data_dir / "ran"
    return path.read_text().splitlines() if path.exists() else []


@pytest.mark.slow
def test_the_job_of_a_killed_worker_is_finished_by_another(
    ask: Flask, start: Start, settings: Settings
):
    job = enqueue("hang_once", "file", 1)
    victim = start()
    until(lambda: ran(settings))
    victim.send_signal(signal.SIGKILL)
    start()
    until(lambda: get_job(job.id).state == "done")
    assert get_job(job.id).tries == 2


@pytest.mark.slow
def test_several_workers_do_each_job_once(ask: Flask, start: Start, settings: Settings):
    with transaction():
        for number in range(100):
            enqueue("note", "file", number)
    for _ in range(3):
        start()
    until(lambda: len(ran(settings)) >= 100)
    time.sleep(0.5)
    assert set(Counter(line.split()[0] for line in ran(settings)).values()) == {1}


@pytest.mark.soak
def test_twenty_kills_lose_no_job(ask: Flask, start: Start, settings: Settings):
    workers = [start(), start()]
    for number in range(600):
        enqueue("note", "file", number)
        if number % 30 == 29:
            victim = random.randrange(2)
            workers[victim].kill()
            workers[victim] = start()
    until(lambda: count_waiting() == 0, seconds=180)
    assert {int(line.split()[0]) for line in ran(settings)} == set(range(600))


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_worker_stops_cleanly_and_soon(
    ask: Flask, start: Start, number: signal.Signals, settings: Settings
):
    process = start()
    enqueue("note", "file", 1)
    until(lambda: ran(settings))
    process.send_signal(number)
    assert process.wait(timeout=5) == 0


def test_a_worker_is_woken_and_says_that_it_lives(
    app: Flask, diary: Diary, working: threading.Event
):
    until(worker_seen_at)
    job = enqueue("draw", "file", 7)
    until(lambda: get_job(job.id).state == "done", seconds=3)


def test_a_worker_consumes_the_outbox(app: Flask, diary: Diary, working: threading.Event):
    publish("index", "photo", 1)
    until(lambda: not pending("index"), seconds=3)
    assert len(diary.batches) == 1


def test_progress_is_seen_while_the_job_runs(
    app: Flask, diary: Diary, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
):
    go_on = threading.Event()
    monkeypatch.setattr(diary, "ran", type("Wait", (), {"append": lambda *_: None})())
    kind = current_jobs().kinds["draw"]

    def run(context):
        context.progress(42, "reading")
        go_on.wait(10)

    monkeypatch.setitem(current_jobs().kinds, "draw", replace(kind, run=run))
    request.getfixturevalue("working")
    job = enqueue("draw", "file", 7)
    until(lambda: get_job(job.id).progress == 42, seconds=5)
    assert get_job(job.id).step == "reading"
    go_on.set()


def test_a_job_longer_than_its_lease_keeps_it(
    app: Flask, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
):
    kind = current_jobs().kinds["draw"]
    monkeypatch.setitem(
        current_jobs().kinds, "draw", replace(kind, run=lambda context: time.sleep(3))
    )
    request.getfixturevalue("working")
    job = enqueue("draw", "file", 7)
    until(lambda: get_job(job.id).state == "done")
    assert get_job(job.id).tries == 1


def test_a_job_that_does_not_end_in_time_is_given_back(app: Flask, monkeypatch: pytest.MonkeyPatch):
    end, stop = threading.Event(), threading.Event()
    kind = current_jobs().kinds["draw"]
    monkeypatch.setattr("portal.jobs.worker.GRACE_SECONDS", 0.2)
    monkeypatch.setitem(
        current_jobs().kinds, "draw", replace(kind, run=lambda context: end.wait(10) and None)
    )
    thread = threading.Thread(target=run_worker, args=(app, 1, stop))
    thread.start()
    job = enqueue("draw", "file", 7)
    until(lambda: get_job(job.id).state == "running")
    stop.set()
    thread.join(timeout=10)
    db.session.remove()
    assert (get_job(job.id).state, get_job(job.id).tries) == ("queued", 0)
    end.set()
    for abandoned in threading.enumerate():
        if abandoned.name == "portal-worker":
            abandoned.join(timeout=10)


def test_periodic_work_is_done_by_itself(app: Flask):
    done, stop = threading.Event(), threading.Event()
    app.extensions[NAME] = replace(current_jobs(), periodics=(Periodic("ping", 60, done.set),))
    thread = threading.Thread(target=run_worker, args=(app, 1, stop))
    thread.start()
    assert done.wait(5)
    stop.set()
    thread.join(timeout=10)


def test_redis_wakes_a_worker_with_the_id(app: Flask, redis_url: str):
    bell = Bell(redis_url)
    assert bell.ring(2**62)
    assert bell.listen(2) == 2**62
    assert bell.listen(0) is None


def test_jobs_are_done_through_redis(app: Flask, redis_url: str, request: pytest.FixtureRequest):
    app.extensions[NAME] = replace(current_jobs(), bell=Bell(redis_url))
    request.getfixturevalue("working")
    job = enqueue("draw", "file", 7)
    until(lambda: get_job(job.id).state == "done", seconds=5)


def test_a_redis_that_is_off_costs_little_time_and_no_job():
    bell = Bell("redis://127.0.0.1:9/0")
    began = time.monotonic()
    assert not any(bell.ring(number) for number in range(100))
    assert not bell.answers()
    assert time.monotonic() - began < 2


def test_each_ring_is_heard_once_on_sqlite(tmp_path: Path):
    bell = Bell(f"sqlite:///{tmp_path}/queue.db")
    for number in range(20):
        bell.ring(number)
    heard = [bell.listen(0.1) for _ in range(20)]
    assert sorted(number for number in heard if number is not None) == list(range(20))
    assert bell.listen(0) is None
