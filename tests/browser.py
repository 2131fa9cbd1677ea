"""A running portal and a browser that refuses to let it talk to anybody else."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from portal.app import create_app
from portal.config import ROOT
from tests import cast as village

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
LOOPBACK = ("localhost", "127.0.0.1")
OWN_SCHEMES = ("data", "blob", "about", "chrome-error")


@dataclass(frozen=True)
class Live:
    """A portal that runs: `app` is another door to the same data, for preparing and looking."""

    url: str
    app: Flask
    cast: Mapping[str, village.Villager]
    folder: Path


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def live(
    tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[Path], str]
) -> Iterator[Live]:
    """`portal serve`, as a city runs it: web processes and worker, on a port of its own."""
    from tests.conftest import SECRET, make_settings

    folder, port = tmp_path_factory.mktemp("live"), free_port()
    more = {"PORTAL_BIND": f"127.0.0.1:{port}", "PORTAL_URL": f"http://localhost:{port}"}
    settings = make_settings(folder, new_database(folder), **more)
    app = create_app(settings)
    with app.app_context():
        people = village.settle()
    env = {key: value for key, value in os.environ.items() if not key.startswith("PORTAL_")}
    env |= {**more, "PORTAL_DATA_DIR": str(folder), "PORTAL_SECRET_KEY": SECRET}
    env |= {"PORTAL_DATABASE_URL": settings.database_url, "PORTAL_TILES_URL": "off"}
    command = [sys.executable, "-m", "portal.cli", "serve", "--quiet"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            wait_until_up(settings.url, process, folder / "log")
            yield Live(settings.url, app, people, folder)
        finally:
            process.terminate()
            process.wait(timeout=40)


def wait_until_up(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return when the portal answers; RuntimeError with its log when it does not."""
    deadline = time.monotonic() + 90  # machines that run tests are often busy
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/health", timeout=5).close()
        except urllib.error.HTTPError:
            return  # it answers, even if a part of it does not
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the portal did not start:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, which talks to nobody by itself."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    args = ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"]
    return {**browser_type_launch_args, "executable_path": found, "args": args}


@pytest.fixture
def browser_context_args(
    browser_context_args: dict[str, Any], request: pytest.FixtureRequest
) -> dict[str, Any]:
    """English pages; addresses without a host are those of `live` in tests that ask for it."""
    args = {**browser_context_args, "locale": "en-GB"}
    if "live" in request.fixturenames:
        args["base_url"] = request.getfixturevalue("live").url
    return args


@pytest.fixture
def context(context: Any) -> Iterator[Any]:
    """Every page of it fails the test that asks a foreign host or breaks the content policy."""
    complaints: list[str] = []

    def hear_request(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in OWN_SCHEMES and parts.hostname not in LOOPBACK:
            complaints.append(f"asked {parts.netloc} for {request.resource_type}")

    def hear_console(message: Any) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    context.on("request", hear_request)
    context.on("console", hear_console)
    context.on("weberror", lambda error: complaints.append(f"script error: {error.error}"))
    yield context
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def log_in(live: Live) -> Callable[[Any, str], None]:
    """Logs somebody of the cast in through the form: `log_in(page, "maelle")`."""

    def through_form(page: Any, handle: str) -> None:
        page.goto("/account/login")
        page.locator("input[name=email]").fill(live.cast[handle].email)
        page.locator("input[name=password]").fill(live.cast[handle].password)
        page.locator("main form [type=submit]").first.click()
        page.wait_for_url(lambda address: "/account/login" not in address)

    return through_form
