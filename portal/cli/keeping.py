"""Keeping child processes: started, restarted when they die, stopped together, never orphaned."""

import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from portal.web.logs import start_logging

STOP_SECONDS = 30.0
LIVED_SECONDS = 10.0
# gunicorn's own: a worker could not boot, the application could not be loaded.
HOPELESS = {3, 4}
MOST_WAIT = 30.0
GIVE_UP_AFTER = 5
_PR_SET_PDEATHSIG = 1
_log = logging.getLogger(__name__)


@dataclass
class Child:
    """A process that should run as long as the portal does."""

    name: str
    command: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)
    began: float = 0.0
    deaths: int = 0  # in a row, each soon after its start
    due: float = 0.0

    def start(self, cwd: Path) -> None:
        # A session of its own: Ctrl-C reaches us alone, and we say in which order things end.
        self.process = subprocess.Popen(
            self.command,
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_die_with(os.getpid()),  # noqa: PLW1509 - it takes no lock
        )
        self.began = time.monotonic()

    def note_death(self, code: int) -> bool:
        """Plan its return; False when that would be in vain."""
        lived = time.monotonic() - self.began
        self.deaths = 1 if lived > LIVED_SECONDS else self.deaths + 1
        self.due = time.monotonic() + min(MOST_WAIT, 0.5 * 2 ** (self.deaths - 1))
        self.process = None
        _log.warning("%s ended with status %s", self.name, code)
        return self.deaths < GIVE_UP_AFTER and not (code in HOPELESS and lived < LIVED_SECONDS)


def keep(children: Sequence[Child], cwd: Path, when_up: Callable[[], None] | None = None) -> int:
    """Run until SIGTERM or SIGINT: 0; or until a child cannot be kept alive: 1."""
    start_logging()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        for child in children:
            child.start(cwd)
        if when_up:
            threading.Thread(target=when_up, daemon=True).start()
        while not stop.wait(0.2):
            if not all(_look_after(child, cwd) for child in children):
                return 1
        return 0
    finally:
        _stop(children)


def _look_after(child: Child, cwd: Path) -> bool:
    if child.process is None:
        if time.monotonic() >= child.due:
            child.start(cwd)
        return True
    code = child.process.poll()
    return code is None or child.note_death(code)


def _stop(children: Sequence[Child]) -> None:
    running = [child.process for child in children if child.process]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def run_once(command: Sequence[str], cwd: Path, *, quiet: bool = False) -> None:
    """Run a command to its end; its own words and its status end ours when it fails."""
    output = subprocess.PIPE if quiet else None
    with subprocess.Popen(
        command,
        cwd=cwd,
        stdout=output,
        preexec_fn=_die_with(os.getpid()),  # noqa: PLW1509 - it takes no lock
    ) as process:
        said, _ = process.communicate()
    if process.returncode:
        sys.stdout.write((said or b"").decode())
        raise click.exceptions.Exit(process.returncode)


def _die_with(parent: int) -> Callable[[], None]:
    """What a child does first, so that it ends when its parent is killed (Linux)."""
    if not sys.platform.startswith("linux"):
        return lambda: None
    libc = ctypes.CDLL(None, use_errno=True)

    def prepare() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before we could say so
            os.kill(os.getpid(), signal.SIGTERM)

    return prepare
