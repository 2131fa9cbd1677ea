"""The palette can be read: WCAG 2.2 contrast of every pair of tokens that meets on a page."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "static/web/tokens.css").read_text()
GROUNDS = ("ground", "surface", "raised")
READ = [
    *[(text, ground) for text in ("text", "text-quiet", "action") for ground in GROUNDS],
    ("on-action", "action"),
    ("on-action", "action-strong"),
    ("text", "action-ground"),
    *[(f"{state}-text", f"{state}-ground") for state in ("action", "need", "done", "stop")],
    *[("stop-text", ground) for ground in GROUNDS],
]
SEEN = [
    *[("line-strong", ground) for ground in GROUNDS],
    *[("stop", ground) for ground in GROUNDS],
    ("action", "action-ground"),
]


def _block(selector: str) -> dict[str, str]:
    body = TOKENS.split(selector + " {", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--color-([\w-]+): (#[0-9a-f]+);", body))


SCHEMES = {"light": _block('[data-theme="light"]'), "dark": _block('\n[data-theme="dark"]')}


def _luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, success criterion 1.4.3)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_the_known_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), READ)
def test_text_is_read_at_seven_to_one(scheme: str, text: str, ground: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours[text], colours[ground]) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("shape", "ground"), SEEN)
def test_borders_that_carry_meaning_reach_three_to_one(
    scheme: str, shape: str, ground: str
) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours[shape], colours[ground]) >= 3


def test_the_devices_dark_is_the_persons_dark() -> None:
    assert _block("  :root:not([data-theme])") == SCHEMES["dark"]


def test_light_and_dark_have_the_same_names() -> None:
    assert SCHEMES["light"].keys() == SCHEMES["dark"].keys()
