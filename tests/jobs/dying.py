"""A worker process for tests that kill it: `python -m tests.jobs.dying DATA_DIR DATABASE_URL`."""

import os
import sys
import time
from datetime import timedelta
from pathlib import Path

from flask import Flask

from portal.config import Settings
from portal.database import session
from portal.jobs import JobContext, JobKind, register, run_worker


def make_app(data_dir: Path, database_url: str) -> Flask:
    env = {"PORTAL_DATA_DIR": str(data_dir), "PORTAL_DATABASE_URL": database_url}
    settings = Settings.from_env(env)
    app = Flask("dying")
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = session.engine_options(settings.database_url)
    session.register(app)

    def note(context: JobContext) -> None:
        with (data_dir / "ran").open("a") as ran:
            ran.write(f"{context.subject_id} {os.getpid()}\n")

    def hang_once(context: JobContext) -> None:
        note(context)
        if context.tries == 1:
            time.sleep(600)

    kinds = [JobKind("note", note), JobKind("hang_once", hang_once)]
    register(app, settings, kinds, {}, lease=timedelta(seconds=2))
    return app


if __name__ == "__main__":
    run_worker(make_app(Path(sys.argv[1]), sys.argv[2]))
