"""Writes what a long proof has shown into docs/proofs.md, with date and commit."""

import re
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROOFS = ROOT / "docs" / "proofs.md"
HEAD = "# What long proofs have shown\n\nWritten by `make soak`; each section by its own test.\n"


def record(section: str, lines: Iterable[str], path: Path = PROOFS) -> None:
    """Replace the section of this name, or add it; `lines` become its list."""
    text = path.read_text("utf-8") if path.exists() else HEAD
    kept = [part for part in re.split(r"^(?=## )", text, flags=re.M) if part.strip()]
    kept = [part for part in kept if part.splitlines()[0] != f"## {section}"]
    head, sections = kept[0], kept[1:]
    points = "".join(f"- {line}\n" for line in lines)
    sections.append(f"## {section}\n\n{_when()}\n\n{points}\n")
    whole = [head, *sorted(sections)]
    path.write_text("\n\n".join(part.rstrip() for part in whole) + "\n", "utf-8")


def _when() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}, commit {_commit()}"


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty", "--abbrev=10"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"
