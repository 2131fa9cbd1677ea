"""How many answers a second an address gives: by wrk, or by threads of our own where it is not."""

import http.client
import re
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

CONNECTIONS = 8
_LUA = """
local paths = {{{paths}}}
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
"""


def answers_per_second(base: str, paths: Sequence[str], seconds: float) -> float:
    """The rate over all paths in turn, nan when an answer was no success."""
    load = _wrk if shutil.which("wrk") else _threads
    return load(base, paths, seconds)


def _wrk(base: str, paths: Sequence[str], seconds: float) -> float:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_LUA.format(paths=", ".join(f'"{path}"' for path in paths)))
        script.flush()
        command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s"]
        command += ["--timeout", "20s", "-s", script.name, base]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    failed = "Non-2xx" in done.stdout or "Socket errors" in done.stdout
    return float("nan") if failed or not found else float(found.group(1))


def _threads(base: str, paths: Sequence[str], seconds: float) -> float:
    counts: list[int] = []
    stop = time.monotonic() + seconds
    workers = [
        threading.Thread(target=_ask_until, args=(base, paths[n:] or paths, stop, counts))
        for n in range(CONNECTIONS)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(counts) / seconds if len(counts) == CONNECTIONS else float("nan")


def _ask_until(base: str, paths: Sequence[str], stop: float, counts: list[int]) -> None:
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)
    done = 0
    for path in cycle(paths):
        if time.monotonic() >= stop:
            break
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            return
        done += 1
    counts.append(done)


def memory_of(process: int) -> float:
    """Resident memory in MB (Linux)."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024  # type: ignore[union-attr]


def children_of(process: int) -> list[int]:
    """The processes that this one started (Linux)."""
    return [int(n) for n in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
