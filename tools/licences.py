"""Write docs/licences.md: every package that ships, its version and its licence."""

import json
import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "run.lock"
NPM = ROOT / "package-lock.json"
TARGET = ROOT / "docs" / "licences.md"
HEAD = """# Licences of what ships

The portal itself is under AGPL-3.0-or-later (LICENSE). It stands on these packages, installed by
package managers from `requirements/run.lock` and `package-lock.json`; none is copied into the
repository. `static/vendor/LICENCES.md`, made by the build, carries the full texts of what browsers
get. Written by `python tools/licences.py`.
"""


def locked() -> dict[str, str]:
    """Name and version of every package of the lock that runs the portal."""
    lines = LOCK.read_text("utf-8").splitlines()
    found = (re.match(r"([a-z0-9._-]+)==([^ ;\\]+)", line) for line in lines)
    return {match[1]: match[2] for match in found if match}


# Packages whose metadata says nothing, or that only other platforms install.
KNOWN = {"huey": "MIT", "async-timeout": "Apache-2.0", "colorama": "BSD-3-Clause"}


def licence_of(name: str) -> str:
    """What the installed package says of itself; a dash when nobody says."""
    if name in KNOWN:
        return KNOWN[name]
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return "–"
    said = about.get("License-Expression") or _classified(about.get_all("Classifier") or [])
    return said or (about.get("License") or "–").splitlines()[0][:60]


def _classified(classifiers: list[str]) -> str:
    licences = [c.split(" :: ")[-1] for c in classifiers if c.startswith("License ::")]
    return ", ".join(name for name in licences if name != "OSI Approved")


def npm_packages() -> list[tuple[str, str, str]]:
    """Name, version and licence of the front-end packages."""
    packages = json.loads(NPM.read_text("utf-8"))["packages"]
    return [
        (path.removeprefix("node_modules/"), about["version"], about.get("license", "–"))
        for path, about in sorted(packages.items())
        if path
    ]


def main() -> int:
    python = [(name, version, licence_of(name)) for name, version in locked().items()]
    lines = [HEAD, "## On the server\n", *_table(python), "", "## In the browser\n"]
    TARGET.write_text("\n".join([*lines, *_table(npm_packages()), ""]), "utf-8")
    return 0


def _table(rows: list[tuple[str, str, str]]) -> list[str]:
    head = ["| package | version | licence |", "|---|---|---|"]
    return head + [f"| {name} | {version} | {licence} |" for name, version, licence in rows]


if __name__ == "__main__":
    sys.exit(main())
