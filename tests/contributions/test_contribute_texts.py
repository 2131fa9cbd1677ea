"""Hostile texts in every field of `/contribute`: shown as typed, or refused with a sentence."""

from collections.abc import Callable

import pytest
from markupsafe import escape

from portal.contributions.models import Contribution
from portal.kernel.text import clean_line
from tests.contributions.contribute_page import PAGE, Giver
from tests.factories.pictures import jpeg

HOSTILE = (
    "{{7*191}}",
    "{% x",
    "back`tick`",
    "</script><script>alert(1)</script>",
    "\u200fright to left\u202e",
    "x" * 10_000,
    "⛵️ 👩‍👩‍👧",
    "nul\0l",
    "' OR 1=1 --",
)
FIELDS = (
    *("title", "maker", "tags", "description", "ownership_reason", "language", "precision"),
    *("ownership", "licence", "date_mode", "year", "month", "day", "edtf"),
    *("until_year", "until_day", "latitude", "longitude", "accuracy"),
)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_a_field(giver: Giver, text: str) -> None:
    name = giver.draft()
    answers = dict.fromkeys(FIELDS, text)
    assert giver.write(name, **answers).status_code == 200
    assert giver.press("save", name, **answers).status_code in {303, 422}
    assert giver.press("same", name, **answers).status_code in {303, 422}
    for address in (PAGE, f"{PAGE}/drafts/{name}"):
        page = giver.page(address)
        assert "<script>alert(1)" not in page and "1337" not in page


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) < 200])
def test_a_title_is_shown_as_typed(
    giver: Giver, work_named: Callable[[str], Contribution], text: str
) -> None:
    name = giver.draft()
    giver.write(name, title=text)
    assert work_named(name).title == clean_line(text)
    assert f'value="{escape(clean_line(text))}"' in giver.page()


def test_a_title_that_is_too_long_is_refused_and_shown_again(giver: Giver) -> None:
    answer = giver.press("save", giver.draft(), title="x" * 10_000)
    assert answer.status_code == 422
    assert "x" * 10_000 in answer.get_data(as_text=True)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_file_may_be_called_anything(giver: Giver, text: str) -> None:
    assert giver.put(jpeg(1), text).status_code == 201
    assert giver.put(b"no picture", text).status_code == 422
    page = giver.page()
    assert "<script>alert(1)" not in page and "1337" not in page


@pytest.mark.parametrize("text", [*HOSTILE, "~", "0" * 13, "Z" * 13])
def test_addresses_hold_any_text(giver: Giver, text: str) -> None:
    for name in ("published", "discarded"):
        assert giver.client.get(PAGE, query_string={name: text}).status_code == 200
    assert giver.press(f"discard:{text}").status_code in {404, 422}
    assert giver.press("save", text).status_code in {404, 422}
