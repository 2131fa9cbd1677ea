"""What browsers are served from others: pinned, without a host, with its licence and every icon."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCK = json.loads((ROOT / "package-lock.json").read_text())
ICONS = [
    line
    for line in (ROOT / "static/web/icons.txt").read_text().splitlines()
    if line and not line.startswith("#")
]
TEMPLATES = sorted(ROOT.glob("portal/**/*.html"))


def test_every_package_is_pinned_to_one_version() -> None:
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())


def test_the_lock_names_no_host_and_checks_every_byte() -> None:
    packages = [entry for path, entry in LOCK["packages"].items() if path]
    assert all("resolved" not in entry for entry in packages)
    assert all(entry["integrity"].startswith("sha512-") for entry in packages)


def test_the_icon_list_is_sorted_and_without_repeats() -> None:
    assert sorted(set(ICONS)) == ICONS


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_icons_named_in_templates_are_in_the_list(template: Path) -> None:
    named = re.findall(r"icon\('([a-z0-9-]+)'", template.read_text())
    assert set(named) <= set(ICONS)


@pytest.mark.skipif(
    not (ROOT / "node_modules").is_dir() or shutil.which("node") is None,
    reason="needs `npm ci --ignore-scripts`",
)
def test_the_vendor_build_ships_every_icon_and_licence(tmp_path: Path) -> None:
    for part in ("tools", "package.json", "static/web/icons.txt"):
        target = tmp_path / part
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, target)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    subprocess.run(["node", "tools/vendor.mjs"], cwd=tmp_path, check=True, capture_output=True)
    sprite = (tmp_path / "static/vendor/icons.svg").read_text()
    licences = (tmp_path / "static/vendor/LICENCES.md").read_text()
    assert re.findall(r'<symbol id="([^"]+)"', sprite) == ICONS
    assert all(f"## {name}\n" in licences for name in LOCK["packages"][""]["dependencies"])
