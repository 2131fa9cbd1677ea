"""Keys are names, never paths out of the store."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.errors import Invalid
from portal.kernel.ids import MAX_ID
from portal.storage import derivative_key, original_key
from portal.storage.keys import check_key


def test_an_original_is_named_by_its_digest():
    assert original_key("ab" * 32) == "originals/ab/ab/" + "ab" * 32


@pytest.mark.parametrize("digest", ["", "ab", "AB" * 32, "../" + "a" * 61, "ab" * 32 + "\n"])
def test_what_is_no_digest_names_no_original(digest: str):
    with pytest.raises(Invalid):
        original_key(digest)


@pytest.mark.parametrize("key", ["", "/etc", "a/../b", "..", "a//b", ".instance", "a/.x", "a\\b"])
def test_a_key_that_climbs_or_hides_is_refused(key: str):
    with pytest.raises(Invalid):
        check_key(key)


@given(st.text(max_size=30))
def test_an_accepted_key_stays_below_the_root(key: str):
    try:
        checked = check_key(key)
    except Invalid:
        return
    assert (Path("/store") / checked).resolve().is_relative_to("/store")


@given(st.integers(0, MAX_ID), st.from_regex(r"[a-z0-9][a-z0-9._-]{0,20}", fullmatch=True))
def test_every_derivative_has_a_good_key(file_id: int, recipe: str):
    assert check_key(derivative_key(file_id, recipe)).startswith("derivatives/")
