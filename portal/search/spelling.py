"""A better spelling of what was typed, from the words of titles, tags and names."""

from collections.abc import Iterator

from portal.search.forms import all_terms
from portal.search.schema import SPELLING, WORDS
from portal.search.segment import Spelling, letters_of
from portal.search.snapshot import Snapshot
from portal.search.stops import is_stop_word
from portal.search.typed import LONGEST_TEXT
from portal.search.words import Word, normal, plain, split_words

_MOST_WORDS = 3
_RARE, _COMMON = 1, 5


def correct(text: str, snapshot: Snapshot, dead: frozenset[int]) -> str | None:
    """`text` with the words that nobody wrote replaced by the nearest that somebody did.

    None when there is nothing better. Words only of `dead` documents are never proposed.
    """
    text = normal(text[:LONGEST_TEXT])
    corrected, reached, changes = "", 0, 0
    for word in split_words(text):
        if changes == _MOST_WORDS:
            break
        better = _find_better(word, snapshot, dead)
        if better is not None:
            corrected += text[reached : word.start] + better
            reached, changes = word.end, changes + 1
    return (corrected + text[reached:]) if changes else None


def _find_better(word: Word, snapshot: Snapshot, dead: frozenset[int]) -> str | None:
    typed = plain(word.text)
    often = len(snapshot.having(WORDS, all_terms(word.text)) - dead)
    if often > _RARE or len(typed) < 4 or typed.isdecimal() or is_stop_word(word.text):
        return None
    near = sorted(_near(typed, snapshot))
    for _, often_negative, written in near[:20]:
        enough = not often or -often_negative >= _COMMON
        if enough and not snapshot.having(SPELLING, [written]) <= dead:
            return written
    return None


def _near(typed: str, snapshot: Snapshot) -> Iterator[tuple[int, int, str]]:
    """Words within one edit, or two for long ones: (edits, minus frequency, written)."""
    most = 1 if len(typed) < 6 else 2
    letters = letters_of(typed)
    for part in snapshot.parts:
        for known in part.segment.spelling:
            if _may_be_near(known, typed, letters, most):
                edits = count_edits(typed, known.folded, most)
                if 0 < edits <= most:
                    yield edits, -known.often, known.written


def _may_be_near(known: Spelling, typed: str, letters: int, most: int) -> bool:
    return (known.letters ^ letters).bit_count() <= 2 * most and abs(
        len(known.folded) - len(typed)
    ) <= most


def count_edits(left: str, right: str, most: int) -> int:
    """Inserted, missing, wrong and swapped letters (optimal string alignment distance).

    Stops at `most` + 1.
    """
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before_last, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            edits = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                edits = min(edits, before_last[j - 2] + 1)
            row.append(edits)
        if min(row) > most:
            return most + 1
    return row[-1]
