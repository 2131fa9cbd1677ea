"""A small application with a few kinds of jobs, each writing down what it saw."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from portal.config import Settings
from portal.database import db, session
from portal.jobs import JobContext, JobKind, OutboxItem, register
from portal.kernel.errors import Invalid


@dataclass
class Diary:
    """What ran, and what shall go wrong."""

    ran: list[int] = field(default_factory=list)
    batches: list[list[OutboxItem]] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)
    error: Exception | None = None
    poison: int | None = None
    meanwhile: Callable[[], None] | None = None

    def run(self, context: JobContext) -> None:
        self.ran.append(context.subject_id)
        context.progress(50, "half way")
        if self.error:
            raise self.error

    def refuse(self, context: JobContext) -> None:
        self.ran.append(context.subject_id)
        raise Invalid("this is no picture", reason="no_picture")

    def give_up(self, context: JobContext, reason: str) -> None:
        self.given_up.append(reason)

    def consume(self, batch: list[OutboxItem]) -> None:
        self.batches.append(batch)
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile:
            meanwhile()
        if self.error:
            raise self.error
        if any(item.subject_id == self.poison for item in batch):
            raise RuntimeError("a title nobody may read in a log")


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    env = {"PORTAL_DATA_DIR": str(tmp_path)}
    if url := os.environ.get("PORTAL_TEST_DATABASE_URL"):
        env["PORTAL_DATABASE_URL"] = url
    return Settings.from_env(env)


@pytest.fixture
def app(settings: Settings, diary: Diary) -> Iterator[Flask]:
    app = Flask("test")
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = session.engine_options(settings.database_url)
    session.register(app)
    kinds = [
        JobKind("draw", diary.run, max_tries=3, on_failed=diary.give_up),
        JobKind("refuse", diary.refuse, on_failed=diary.give_up),
    ]
    register(app, settings, kinds, {"index": diary.consume}, lease=timedelta(seconds=2))
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        if db.engine.dialect.name != "sqlite":  # that one's file goes with tmp_path
            db.drop_all()


@pytest.fixture
def redis_url() -> Iterator[str]:
    """A Redis server of this test's own."""
    binary = shutil.which("redis-server")
    if not binary:
        pytest.skip("redis-server is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.kill()
        server.wait()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("redis-server did not start")
