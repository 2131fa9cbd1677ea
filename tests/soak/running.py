"""A portal that really runs, and can be killed part by part."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from portal.config import ROOT
from tests.browser import wait_until_up


@dataclass
class Running:
    """`portal serve` in a folder; `env` is what every command of this portal gets."""

    url: str
    folder: Path
    env: dict[str, str]
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        command = [sys.executable, "-m", "portal.cli", "serve", "--quiet"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.env, stdout=log, stderr=log, start_new_session=True
            )
        wait_until_up(self.url, self.process, self.folder / "log")

    def parts(self) -> dict[str, int]:
        """The process ids of what `serve` keeps: web and worker."""
        assert self.process is not None
        found = {}
        for pid in _children(self.process.pid):
            words = _command_of(pid)
            name = "web" if "gunicorn" in words else "worker" if " worker" in words else ""
            found |= {name: pid} if name else {}
        return found

    def kill(self, part: str) -> bool:
        """SIGKILL for a part and all its processes; False when it does not run just now."""
        pid = self.parts().get(part)
        if pid is None:
            return False
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        return True

    def kill_all(self) -> None:
        """Like a power cut: nobody gets to say good-bye."""
        assert self.process is not None
        groups = [*self.parts().values(), self.process.pid]
        for group in reversed(groups):
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
        self.process.wait()
        time.sleep(0.5)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)

    def command(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """`portal …` with this portal's settings, `more` on top."""
        done = subprocess.run(
            [sys.executable, "-m", "portal.cli", *words],
            cwd=ROOT,
            env=self.env | more,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done


def _children(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = stat.read_text().rpartition(")")[2].split()[1]
            found += [int(stat.parent.name)] if int(parent) == pid else []
    return found


def _command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
