"""`make test`: everything, and at the end one line in pytest's words that sums it up."""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import postgres  # noqa: E402

PYTEST = [sys.executable, "-m", "pytest"]
TWO = ["-n", os.environ.get("WORKERS", "2"), "--dist", "worksteal"]
PLAIN = "not browser and not soak"
OTHER = f"{PLAIN} and not once"
RUNS = {
    "SQLite": [*TWO, "-m", PLAIN, "--database", "sqlite"],
    "PostgreSQL": [*TWO, "-m", OTHER, "--database", "postgresql", "--only-database"],
    "browser": [*TWO, "-m", "browser and not soak"],
}
_COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)")
NOTHING_COLLECTED = 5


def main() -> int:
    began = time.monotonic()
    counts: Counter[str] = Counter()
    for tool in ("provide", "check"):
        if subprocess.run([sys.executable, f"tools/{tool}.py"], cwd=ROOT, check=False).returncode:
            return 1
    with postgres.running() as server:
        env = {
            **os.environ,
            postgres.SERVER: server,
            "PYTHONHASHSEED": "0",
            "PYTHONPATH": str(ROOT),
        }
        statuses = [_run(name, options, env, counts) for name, options in RUNS.items()]
    summary = ", ".join(f"{number} {what}" for what, number in sorted(counts.items()))
    print(f"===== {summary} in {time.monotonic() - began:.2f}s =====")
    return max(statuses)


def _run(name: str, options: list[str], env: dict[str, str], counts: Counter[str]) -> int:
    print(f"── {name} ──", flush=True)
    line = ""
    with subprocess.Popen(
        [*PYTEST, *options], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    ) as pytest:
        for line in pytest.stdout or ():
            print(line, end="", flush=True)
    for number, what in _COUNT.findall(line):
        counts["error" if what == "errors" else what] += int(number)
    return 0 if pytest.returncode == NOTHING_COLLECTED else pytest.returncode


if __name__ == "__main__":
    sys.exit(main())
