"""The files of the project as git knows them: tracked, and new ones that are not ignored."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
GENERATED = ("requirements/", "package-lock.json", "portal/database/migrations/versions/")


@cache
def project_files() -> tuple[str, ...]:
    """Paths from the root, with slashes."""
    try:
        out = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        names = out.splitlines()
    except (OSError, subprocess.CalledProcessError):  # a release without .git
        tops = ("portal", "tests", "tools", "static/web", "docs")
        names = [str(p.relative_to(ROOT)) for top in tops for p in (ROOT / top).rglob("*.*")]
    return tuple(name for name in names if (ROOT / name).is_file())


def source_files(*suffixes: str) -> list[str]:
    """What people wrote: no lock files, no generated migrations."""
    return [n for n in project_files() if n.endswith(suffixes) and not n.startswith(GENERATED)]


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@cache
def parse(name: str) -> ast.Module:
    return ast.parse(read(name))
