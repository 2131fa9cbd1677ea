"""Style sheets speak in tokens, and scripts never write markup or style."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
SHEETS = [path for path in sorted(STATIC.glob("*/*.css")) if path.parent.name != "vendor"]
SCRIPTS = [path for path in sorted(STATIC.glob("*/*.js")) if path.parent.name != "vendor"]
TOKENS = (STATIC / "web/tokens.css").read_text()
DEFINED = set(re.findall(r"(--[\w-]+):", TOKENS))


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("sheet", SHEETS, ids=_name)
def test_every_custom_property_used_is_defined(sheet: Path) -> None:
    text = sheet.read_text()
    own = set(re.findall(r"(--[\w-]+):", text))
    assert set(re.findall(r"var\((--[\w-]+)", text)) <= DEFINED | own


@pytest.mark.parametrize("sheet", SHEETS, ids=_name)
def test_colours_are_written_in_the_tokens_only(sheet: Path) -> None:
    if sheet.name == "tokens.css":
        return
    values = re.sub(r"/\*.*?\*/|@media print.*", "", sheet.read_text(), flags=re.DOTALL)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)|\b(?:rgba?|hsla?|oklch)\(", values)


@pytest.mark.parametrize("sheet", SHEETS, ids=_name)
def test_a_sheet_asks_nobody_but_the_portal(sheet: Path) -> None:
    assert not re.findall(r"https?://|url\(\s*[\"']?//|@import", sheet.read_text())


@pytest.mark.parametrize("sheet", SHEETS, ids=_name)
def test_a_sheet_is_short_enough_to_be_read(sheet: Path) -> None:
    assert len(sheet.read_text().splitlines()) <= 300


@pytest.mark.parametrize("script", SCRIPTS, ids=_name)
def test_scripts_put_no_markup_into_the_page(script: Path) -> None:
    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", script.read_text()
    )


def test_motion_stays_under_a_fifth_of_a_second() -> None:
    durations = [int(ms) for ms in re.findall(r"--duration: (\d+)ms", TOKENS)]
    assert durations == sorted(durations, reverse=True)
    assert max(durations) < 200
    assert min(durations) == 0
