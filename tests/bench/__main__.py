"""`make bench`: one table of all figures; fails when one is over its limit."""

import importlib
import sys
from pathlib import Path

from tests.bench.report import Row, table

HERE = Path(__file__).parent


def measure() -> list[Row]:
    """What every module here that has `run()` measures, in the order of their names."""
    rows: list[Row] = []
    for path in sorted(HERE.glob("*.py")):
        if path.stem.startswith("__"):
            continue
        run = getattr(importlib.import_module(f"tests.bench.{path.stem}"), "run", None)
        if run:
            sys.stderr.write(f"{path.stem} …\n")
            rows += run()
    return rows


def main() -> int:
    rows = measure()
    sys.stdout.write(table(rows) + "\n")
    return 0 if all(row.ok for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
