"""Comparing shows every change and loses no character."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from portal.history import Op, Segment, compare, diff_words

TEXTS = st.one_of(st.text(max_size=200), st.text(alphabet="ab \n.é", max_size=400))


def test_words_that_changed_are_marked():
    assert diff_words("Le phare du port", "Le petit phare du port") == (
        Segment("Le ", Op.SAME),
        Segment("petit ", Op.ADDED),
        Segment("phare du port", Op.SAME),
    )


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back_from_the_segments(before, after):
    segments = diff_words(before, after)
    assert "".join(s.text for s in segments if s.op is not Op.ADDED) == before
    assert "".join(s.text for s in segments if s.op is not Op.REMOVED) == after


@given(TEXTS)
def test_equal_texts_have_nothing_added_or_removed(text):
    assert all(segment.op is Op.SAME for segment in diff_words(text, text))


def test_long_hostile_texts_are_compared_within_a_second():
    words, pick = [str(n) for n in range(120)], random.Random(1)
    one, two = (" ".join(pick.choices(words, k=40_000))[:100_000] for _ in range(2))
    started = time.perf_counter()
    diff_words(one, two)
    diff_words(one[:10_000], two[:10_000])
    assert time.perf_counter() - started < 1


def test_a_word_changed_in_a_very_long_text_is_still_found():
    text = "mer " * 20_000
    segments = diff_words(text + "calme" + text, text + "agitée" + text)
    assert [s.text for s in segments if s.op is not Op.SAME] == ["calmemer ", "agitéemer "]


def test_fields_that_differ_are_listed_and_only_texts_have_words():
    changes = compare({"a": 1, "t": "x", "same": []}, {"a": 2, "t": None, "new": "n", "same": []})
    assert [(c.field, c.before, c.after) for c in changes] == [
        ("a", 1, 2),
        ("t", "x", None),
        ("new", None, "n"),
    ]
    assert changes[0].words == ()
    assert changes[1].words == (Segment("x", Op.REMOVED),)
