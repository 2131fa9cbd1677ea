"""`portal serve`: web processes and a worker, started together, kept alive, stopped together."""

import importlib
import os
import socket
import sys
import time
import urllib.error
import urllib.request

import click

from portal.cli import COMMANDS, is_there
from portal.cli.keeping import Child, keep, run_once
from portal.config import ROOT, Settings, WrongSetting

PORTAL = (sys.executable, "-m", "portal.cli")
# What a crash between making the tables and loading the demonstration leaves is noticed by this.
MARK = "demonstration"
# Of the C library: fewer pools of memory than threads, or each keeps what it once needed.
ENVIRONMENT = {"MALLOC_ARENA_MAX": "2"}


@click.command("serve")
@click.option("--web", default=2, show_default=True, help="Web processes.")
@click.option("--threads", default=4, show_default=True, help="Threads of each web process.")
@click.option("--jobs", default=1, show_default=True, help="Jobs done side by side.")
@click.option("--demo", is_flag=True, help="Make a portal with the demonstration if there is none.")
@click.option("--quiet", is_flag=True, help="Do not say where the portal is.")
def command(web: int, threads: int, jobs: int, demo: bool, quiet: bool) -> int:
    """Run the portal until it is told to stop (Ctrl-C, SIGTERM)."""
    settings = Settings.from_env()
    _check_port(settings)
    if demo:
        _prepare(settings)
    else:
        run_once((*PORTAL, "init", "--check"), cwd=ROOT)
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    children = [
        Child("web", _gunicorn(settings, web, threads)),
        Child("worker", (*PORTAL, "worker", "--threads", str(jobs))),
    ]
    return keep(children, cwd=ROOT, when_up=None if quiet else lambda: _greet(settings))


def _gunicorn(settings: Settings, processes: int, threads: int) -> tuple[str, ...]:
    host = f"[{settings.bind_host}]" if ":" in settings.bind_host else settings.bind_host
    options = {
        "bind": f"{host}:{settings.bind_port}",
        "workers": str(max(1, processes)),
        "threads": str(max(1, threads)),
        "worker-class": "gthread",
        "graceful-timeout": "20",
        "timeout": "120",
        "keep-alive": "5",
        "log-level": "warning",
    }
    given = [part for name, value in options.items() for part in (f"--{name}", value)]
    gunicorn = (sys.executable, "-m", "gunicorn", "--no-control-socket")
    return (*gunicorn, *given, "wsgi:application")


def _check_port(settings: Settings) -> None:
    """WrongSetting when somebody else listens there already."""
    family = socket.AF_INET6 if ":" in settings.bind_host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.bind_host, settings.bind_port))
        except OSError as error:
            raise WrongSetting(
                f"PORTAL_BIND is {settings.bind_host}:{settings.bind_port}, where the portal cannot"
                f" listen ({error.strerror}): is it running already?"
            ) from None


def _prepare(settings: Settings) -> None:
    """Tables of this version, and the demonstration once. In processes that then go away."""
    run_once((*PORTAL, "init", "--upgrade"), cwd=ROOT, quiet=True)
    mark = settings.data_dir / MARK
    if is_there("demo") and not mark.exists():
        run_once((*PORTAL, "demo"), cwd=ROOT)
        mark.touch()


def _greet(settings: Settings) -> None:
    _wait_for_answer(settings)
    click.echo(f"Open {settings.url} – {_how_to_log_in(settings)}")


def _how_to_log_in(settings: Settings) -> str:
    if is_there("demo") and (settings.data_dir / MARK).exists():
        words = getattr(importlib.import_module(COMMANDS["demo"]), "HOW_TO_LOG_IN", None)
        if words:
            return str(words)
    return "the first steward is invited by: portal staff add you@example.org steward"


def _wait_for_answer(settings: Settings) -> None:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.bind_host, settings.bind_host)  # noqa: S104
    host = f"[{host}]" if ":" in host else host
    address = f"http://{host}:{settings.bind_port}/health"
    for _try in range(300):
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except urllib.error.HTTPError:
            return  # it answers, whatever it says
        except OSError:
            time.sleep(0.1)
        else:
            return
