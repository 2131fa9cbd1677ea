"""The thread that keeps leases alive, writes progress down and finds what others dropped."""

import logging
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from portal.jobs import claims, turns
from portal.jobs.engine import Jobs
from portal.jobs.kinds import JobContext
from portal.jobs.queries import WORKER
from portal.kernel import clock

LOST = "the worker stopped while it ran"
_log = logging.getLogger(__name__)


class Heart:
    """Beats about once a second while the block lasts; `sweeps` is for workers."""

    def __init__(self, jobs: Jobs, *, sweeps: bool = False) -> None:
        self._jobs = jobs
        self._sweeps = sweeps
        self._holder = secrets.token_hex(16)
        self._held: dict[int, JobContext] = {}
        self._written: dict[int, tuple[float, int, str]] = {}
        self._turns: set[str] = set()
        self._last_sweep = self._last_sign = 0.0
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="portal-heart", daemon=True)

    def __enter__(self) -> "Heart":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        self._thread.join(timeout=20)

    @contextmanager
    def holding(self, context: JobContext) -> Iterator[None]:
        """Renew the lease of this attempt inside the block."""
        with self._lock:
            self._held[context.job_id] = context
            self._written[context.job_id] = (monotonic(), 0, "")
        try:
            yield
        finally:
            with self._lock:
                self._held.pop(context.job_id, None)
                self._written.pop(context.job_id, None)

    @contextmanager
    def turn(self, name: str) -> Iterator[bool]:
        """Whether the turn is ours; kept inside the block, ended after it."""
        with self._jobs.app.app_context():
            mine = turns.take_turn(name, self._holder, self._jobs.lease)
        if not mine:
            yield False
            return
        self._turns.add(name)
        try:
            yield True
        finally:
            self._turns.discard(name)
            with self._jobs.app.app_context():
                turns.end_turn(name, self._holder)

    def release_all(self) -> None:
        """Give back what still runs: the worker stops now."""
        with self._lock:
            held = list(self._held.values())
        with self._jobs.app.app_context():
            for context in held:
                context.lost = True
                claims.release(context)

    def _run(self) -> None:
        fifth = self._jobs.lease.total_seconds() / 5
        while True:
            try:
                with self._jobs.app.app_context():
                    self._beat(fifth)
            except Exception as error:  # noqa: BLE001 - a busy database: the next beat comes
                _log.warning("a beat was missed: %s", type(error).__name__)
            if self._stop.wait(min(1.0, fifth)):
                return

    def _beat(self, fifth: float) -> None:
        with self._lock:
            held = list(self._held.values())
        for context in held:
            self._keep(context, fifth)
        if monotonic() - self._last_sign >= fifth:
            self._last_sign = monotonic()
            for name in tuple(self._turns):
                turns.take_turn(name, self._holder, self._jobs.lease)
            if self._sweeps:
                turns.beat_pulse(WORKER)
        if self._sweeps and monotonic() - self._last_sweep >= fifth * 5 / 8:
            self._last_sweep = monotonic()
            sweep(self._jobs)

    def _keep(self, context: JobContext, fifth: float) -> None:
        written_at, percent, step = self._written.get(context.job_id, (0.0, 0, ""))
        now = (monotonic(), context.percent, context.step)
        if now[1:] == (percent, step) and now[0] - written_at < fifth:
            return
        kept = claims.renew(context, self._jobs.lease)
        with self._lock:
            if self._held.get(context.job_id) is context:
                context.lost = not kept
                self._written[context.job_id] = now


def sweep(jobs: Jobs) -> int:
    """Queue again what a dead worker held, or give up after too many tries; how many."""
    lost = claims.find_lost()
    for context in lost:
        _log.warning("job %s (%s) lost its worker", context.job_id, context.kind)
        if context.tries >= context.max_tries and context.kind in jobs.kinds:
            claims.give_up(context, jobs.kinds[context.kind], LOST)
        else:
            claims.postpone(context, LOST, clock.now())
    return len(lost)
