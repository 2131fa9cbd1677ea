"""The application's jobs: which kinds there are, who consumes what, and the bell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from flask import Flask, current_app

from portal.config import Settings
from portal.jobs.bell import Bell
from portal.jobs.kinds import Consumer, JobKind, Periodic

NAME = "portal.jobs"
# A sign of life every fifth of it; the sweep looks every eighth: a killed worker's job is
# taken up again within 30 seconds.
LEASE = timedelta(seconds=25)


@dataclass(frozen=True)
class Jobs:
    """Everything that the rest of this package needs to know."""

    app: Flask
    kinds: Mapping[str, JobKind]
    consumers: Mapping[str, Consumer]
    periodics: tuple[Periodic, ...]
    bell: Bell
    lease: timedelta = LEASE


def register(
    app: Flask,
    settings: Settings,
    kinds: Iterable[JobKind],
    consumers: Mapping[str, Consumer],
    periodics: Iterable[Periodic] = (),
    *,
    lease: timedelta = LEASE,
) -> None:
    """Give the application its jobs; nothing is opened before the first is enqueued."""
    named = {kind.name: kind for kind in kinds}
    app.extensions[NAME] = Jobs(
        app, named, dict(consumers), tuple(periodics), Bell(settings.queue_url), lease
    )


def current_jobs() -> Jobs:
    """The jobs of the running application."""
    return cast(Jobs, current_app.extensions[NAME])


def jobs_of(app: Flask) -> Jobs:
    """The jobs of this application."""
    return cast(Jobs, app.extensions[NAME])


def queue_answers() -> bool:
    """Whether the queue can be reached now; within seconds, never raises."""
    return current_jobs().bell.answers()
