import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.spelling import count_edits

WORDS = st.text(alphabet="abc", max_size=8)


@pytest.mark.parametrize(
    ("left", "right", "edits"),
    [("port", "port", 0), ("port", "porte", 1), ("port", "prot", 1), ("bag", "vag", 1),
     ("phare", "gare", 2)],
)  # fmt: skip
def test_letters_inserted_missing_wrong_or_swapped_count_one(left, right, edits):
    assert count_edits(left, right, 3) == edits


@given(WORDS, WORDS)
def test_the_distance_is_the_same_both_ways(left, right):
    assert count_edits(left, right, 20) == count_edits(right, left, 20)


@given(WORDS, WORDS, st.integers(1, 3))
def test_stopping_early_changes_only_what_is_too_far(left, right, most):
    exact, bounded = count_edits(left, right, 20), count_edits(left, right, most)
    assert bounded == exact if exact <= most else bounded > most
