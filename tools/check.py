"""`make check`: every tool side by side on the cores there are; only what complains is shown."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# The longest first, so that two cores end together.
TOOLS = {
    "mypy": [sys.executable, "-m", "mypy"],
    "import floors": [BIN / "lint-imports", "--no-logo"],
    "djlint": [sys.executable, "-m", "djlint", "--lint", "--quiet", "portal"],
    "ruff": [sys.executable, "-m", "ruff", "check", "--quiet", "."],
    "ruff format": [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."],
    "translations": [sys.executable, "tools/translations.py"],
}


def main() -> int:
    began = time.monotonic()
    with ThreadPoolExecutor(max(2, os.cpu_count() or 2)) as pool:
        results = dict(zip(TOOLS, pool.map(_run, TOOLS.values()), strict=True))
    failed = {name: said for name, (status, said) in results.items() if status}
    for name, said in failed.items():
        print(f"── {name} ──\n{said.strip() or 'failed without a word'}\n")
    if failed:
        print(f"{', '.join(failed)} did not pass ({time.monotonic() - began:.0f} s).")
    return 1 if failed else 0


def _run(command: list[str | Path]) -> tuple[int, str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb", "COLUMNS": "120"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


if __name__ == "__main__":
    sys.exit(main())
