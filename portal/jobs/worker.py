"""The process that does the work."""

import logging
import secrets
import signal
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from flask import Flask

from portal.jobs import turns
from portal.jobs.claims import forget_done
from portal.jobs.engine import Jobs, jobs_of
from portal.jobs.heart import Heart
from portal.jobs.kinds import Periodic
from portal.jobs.run import consume_due, run_one
from portal.kernel import clock

LISTEN_SECONDS = 1.0
OUTBOX_SECONDS = 0.4
GRACE_SECONDS = 20.0
OWN_PERIODICS = (Periodic("jobs.forget_done", 3600, forget_done),)
_log = logging.getLogger(__name__)


def run_worker(app: Flask, threads: int = 1, stop: threading.Event | None = None) -> None:
    """Work until `stop` is set, or until SIGTERM or SIGINT when none is given.

    A running job gets 20 seconds to finish; after that it is given back for the next worker.
    """
    jobs = jobs_of(app)
    stop = stop or _stop_on_signal()
    with Heart(jobs, sweeps=True) as heart:
        tasks: list[Callable[[], None]] = [partial(_do_jobs, jobs, heart, stop)] * threads
        tasks += [partial(_do_outbox, jobs, heart, stop), partial(_do_periodics, jobs, stop)]
        running = [
            threading.Thread(target=task, name="portal-worker", daemon=True) for task in tasks
        ]
        for thread in running:
            thread.start()
        stop.wait()
        _finish(running, heart)


def _finish(running: list[threading.Thread], heart: Heart) -> None:
    deadline = time.monotonic() + GRACE_SECONDS
    for thread in running:
        thread.join(timeout=max(0.0, deadline - time.monotonic()))
    heart.release_all()


def _stop_on_signal() -> threading.Event:
    stop = threading.Event()

    def handle(number: int, _frame: object) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)  # a second one ends it at once

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, handle)
    return stop


def _do_jobs(jobs: Jobs, heart: Heart, stop: threading.Event) -> None:
    while not stop.is_set():
        worked = _guarded(partial(run_one, jobs, heart))
        if not worked and not stop.is_set():
            jobs.bell.listen(LISTEN_SECONDS)


def _do_outbox(jobs: Jobs, heart: Heart, stop: threading.Event) -> None:
    while not stop.is_set():
        if not _guarded(partial(consume_due, jobs, heart)):
            stop.wait(OUTBOX_SECONDS)


def _do_periodics(jobs: Jobs, stop: threading.Event) -> None:
    look_at = {periodic: clock.now() for periodic in (*OWN_PERIODICS, *jobs.periodics)}
    while not stop.wait(1.0):
        for periodic, moment in look_at.items():
            if moment <= clock.now() and not stop.is_set():
                look_at[periodic] = clock.now() + timedelta(seconds=min(periodic.seconds, 60))
                _guarded(partial(run_periodic, jobs, periodic))


def run_periodic(jobs: Jobs, periodic: Periodic) -> bool:
    """Do the periodic work if it is due and no other worker does it; whether it was done."""
    name, length = f"periodic:{periodic.name}", timedelta(seconds=periodic.seconds)
    with jobs.app.app_context():
        until = turns.find_turn(name)
        if until and until > clock.now():
            return False
        if not turns.take_turn(name, secrets.token_hex(16), length):
            return False
    with jobs.app.app_context():
        periodic.run()
    return True


def _guarded(work: Callable[[], int]) -> int:
    """The loop survives a database that is busy or away for a while."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - said, and tried again
        _log.error("the worker stumbled: %s", type(error).__name__)
        return 0
