"""A PostgreSQL of the tests' own: in a temporary folder, on a free port, gone afterwards."""

import os
import pwd
import shutil
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
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
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
    for name in OWNERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid}
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
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    if owner:
        os.chown(folder, owner["user"], owner["group"])
    initdb = [programs / "initdb", "-D", folder / "data", "-U", "portal", "-A", "trust"]
    quiet = {"stdout": subprocess.DEVNULL, "cwd": folder, **owner}
    subprocess.run([*initdb, "-E", "UTF8", "--locale=C", "-N"], check=True, **quiet)
    port = _free_port()
    options = [item for key, value in FAST.items() for item in ("-c", f"{key}={value}")]
    options += ["-c", "max_connections=300", "-c", "max_wal_size=4GB", "-c", "autovacuum=off"]
    command = [programs / "postgres", "-D", folder / "data", "-p", str(port), "-k", folder]
    command += ["-h", "127.0.0.1", *options]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stderr=log, **quiet)
        try:
            address = f"postgresql://portal@127.0.0.1:{port}/"
            _wait(address, server, folder / "log")
            yield address
        finally:
            server.send_signal(2)  # SIGINT: a fast shutdown
            server.wait(timeout=30)
            shutil.rmtree(folder, ignore_errors=True)


def _wait(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _try in range(300):
        if server.poll() is not None:
            raise RuntimeError(log.read_text())
        try:
            psycopg.connect(address + "postgres", connect_timeout=1).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid}
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
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    if owner:
        os.chown(folder, owner["user"], owner["group"])
    initdb = [programs / "initdb", "-D", folder / "data", "-U", "portal", "-A", "trust"]
    quiet = {"stdout": subprocess.DEVNULL, "cwd": folder, **owner}
    subprocess.run([*initdb, "-E", "UTF8", "--locale=C", "-N"], check=True, **quiet)
    port = _free_port()
    options = [item for key, value in FAST.items() for item in ("-c", f"{key}={value}")]
    options += ["-c", "max_connections=300", "-c", "max_wal_size=4GB", "-c", "autovacuum=off"]
    command = [programs / "postgres", "-D", folder / "data", "-p", str(port), "-k", folder]
    command += ["-h", "127.0.0.1", *options]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stderr=log, **quiet)
        try:
            address = f"postgresql://portal@127.0.0.1:{port}/"
            _wait(address, server, folder / "log")
            yield address
        finally:
            server.send_signal(2)  # SIGINT: a fast shutdown
            server.wait(timeout=30)
            shutil.rmtree(folder, ignore_errors=True)


def _wait(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _try in range(300):
        if server.poll() is not None:
            raise RuntimeError(log.read_text())
        try:
            psycopg.connect(address + "postgres", connect_timeout=1).close()
        except psycopg.OperationalError:
            with socket.socket() as pause:
                pause.settimeout(0.1)
                try:
                    pause.connect(("127.0.0.1", 9))
                except OSError:
                    pass
            continue
        return
    raise RuntimeError("PostgreSQL did not start within a minute")


def say(address: str, statement: str) -> None:
    """One statement outside a transaction, in the server's own database."""
    with psycopg.connect(address + "postgres", autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]
