"""A PostgreSQL of the tests' own: in a temporary folder, on a free port, gone afterwards."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

SERVER = "PORTAL_TEST_POSTGRES"
# Nothing of a test survives it, so nothing needs to survive a power cut.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "4GB",
    "autovacuum": "off",
    "max_connections": "300",
}
OWNERS = ("postgres", "nobody")


def find_programs() -> Path | None:
    """The folder with initdb and postgres, the newest version first."""
    on_path = shutil.which("initdb")
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True
    )
    for folder in [*installed, *([Path(on_path).resolve().parent] if on_path else [])]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


def _owner() -> dict[str, int]:
    """PostgreSQL refuses to run as root: then somebody else runs it."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in OWNERS:
        if name in known:
            return {"user": known[name].pw_uid, "group": known[name].pw_gid}
    raise RuntimeError("there is neither a user postgres nor nobody to run PostgreSQL as")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running() -> Iterator[str]:
    """Start a server; its address, to which a database's name is appended."""
    programs = find_programs()
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed (Debian: apt install postgresql)")
    folder, port, owner = Path(tempfile.mkdtemp(prefix="portal-pg-")), _free_port(), _owner()
    if owner:
        os.chown(folder, owner["user"], owner["group"])
    quiet = {"stdout": subprocess.DEVNULL, "cwd": folder, **owner}
    initdb = [programs / "initdb", "-D", folder / "data", "-U", "portal", "-A", "trust"]
    subprocess.run([*initdb, "-E", "UTF8", "--locale=C", "-N"], check=True, **quiet)
    options = [item for key, value in SETTINGS.items() for item in ("-c", f"{key}={value}")]
    command = [programs / "postgres", "-D", folder / "data", "-p", str(port), "-k", folder]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([*command, "-h", "127.0.0.1", *options], stderr=log, **quiet)
    try:
        address = f"postgresql://portal@127.0.0.1:{port}/"
        _wait(address, server, folder / "log")
        yield address
    finally:
        server.send_signal(signal.SIGINT)  # a fast shutdown
        server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg.connect(address + "postgres", connect_timeout=1).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")


def say(address: str, statement: str) -> None:
    """One statement outside a transaction, in the server's own database."""
    with psycopg.connect(address + "postgres", autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]
