"""`portal serve` keeps its processes, and leaves none behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import psutil
import pytest

from portal.app import create_app
from portal.config import ROOT
from portal.database import db, migrate
from tests.browser import free_port, wait_until_up
from tests.conftest import make_settings

pytestmark = pytest.mark.slow


@pytest.fixture
def env(tmp_path, settings):
    port = free_port()
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PORTAL_")}
    return kept | {
        "PORTAL_DATA_DIR": str(settings.data_dir),
        "PORTAL_DATABASE_URL": settings.database_url,
        "PORTAL_BIND": f"127.0.0.1:{port}",
        "PORTAL_TILES_URL": "off",
    }


def _url(env):
    return f"http://{env['PORTAL_BIND']}"


def _start(env, log, *options):
    command = [sys.executable, "-m", "portal.cli", "serve", *options]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)


@pytest.fixture
def served(env, tmp_path):
    with (tmp_path / "log").open("wb") as log:
        process = _start(env, log)
    wait_until_up(_url(env), process, tmp_path / "log")
    yield psutil.Process(process.pid)
    family = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
    for one in [*family, process]:
        if isinstance(one, subprocess.Popen) or one.is_running():
            one.kill()
    process.wait()


def _until(is_so, seconds=40):
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _named(served, word):
    family = served.children(recursive=True)
    return [child for child in family if word in _words_of(child)]


def _words_of(process):
    try:
        return " ".join(process.cmdline())
    except psutil.Error:  # it has just ended
        return ""


def _all_gone(family):
    return not any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in family)


def test_two_web_processes_and_a_worker_run(served):
    _until(lambda: len(_named(served, "gunicorn")) == 3)  # the arbiter and two that answer
    assert len(_named(served, "worker --threads")) == 1


def test_a_killed_worker_is_started_again(served):
    first = _named(served, "worker --threads")[0]
    first.kill()
    _until(lambda: [w.pid for w in _named(served, "worker --threads")] not in ([], [first.pid]))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_with_everything_it_started(served, number):
    family = served.children(recursive=True)
    served.send_signal(number)
    assert served.wait(40) == 0
    assert _all_gone(family)


def test_killing_it_leaves_no_orphans(served, env):
    family = served.children(recursive=True)
    served.kill()
    _until(lambda: _all_gone(family))
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(_url(env), timeout=2)


def _say(env, *words):
    """Status and what was said, of a command that should end by itself."""
    command = [sys.executable, "-m", "portal.cli", *words]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_place_without_tables_is_refused_with_a_sentence(env, app):
    migrate.downgrade(app, "base")
    status, said = _say(env, "serve")
    assert status == 1
    assert said.strip() == "There is no portal here yet: run `portal init`."


def test_a_wrong_setting_is_one_sentence_and_status_2(env):
    status, said = _say({**env, "PORTAL_BIND": "here"}, "serve")
    assert status == 2
    assert said.startswith("PORTAL_BIND is “here”")
    assert said.count("\n") == 1


def test_a_port_in_use_is_told(env):
    host, port = env["PORTAL_BIND"].split(":")
    with socket.create_server((host, int(port))):
        status, said = _say(env, "serve")
    assert status == 2
    assert "running already" in said


def test_init_makes_a_portal_once(tmp_path):
    env = {**os.environ, "PORTAL_DATA_DIR": str(tmp_path / "new")}
    assert "steward" in _say(env, "init")[1]
    assert "there already" in _say(env, "init")[1]
    app = create_app(make_settings(tmp_path / "new", f"sqlite:///{tmp_path}/new/portal.db"))
    assert migrate.is_current(app)
    with app.app_context():
        db.engine.dispose()
