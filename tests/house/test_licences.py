"""The list of licences names every package that ships."""

from portal.config import ROOT
from tools import licences


def test_every_package_that_ships_is_listed_with_its_licence() -> None:
    text = (ROOT / "docs" / "licences.md").read_text("utf-8")
    listed = {line.split("|")[1].strip(): line for line in text.splitlines() if "|" in line}
    for name in (*licences.locked(), *(name for name, _, _ in licences.npm_packages())):
        assert name in listed
        assert "| – |" not in listed[name], name
