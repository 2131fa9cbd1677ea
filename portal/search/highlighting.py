"""The passage of a text that answers the typed words, cut into marked and plain pieces."""

from collections.abc import Iterable, Iterator

from portal.search.forms import NEUTRAL, terms_of
from portal.search.port import LANGUAGES, Fragment
from portal.search.stops import is_stop_word
from portal.search.typed import read_typed
from portal.search.words import Word, normal, split_words

_LONGEST_TEXT = 100_000
_ELLIPSIS = "…"


def highlight(
    text: str, query: str, languages: Iterable[str] = LANGUAGES, length: int = 200
) -> tuple[Fragment, ...]:
    """The passage of about `length` characters with most of the typed words.

    The pieces joined give the passage, with an ellipsis where the text goes on. `languages` are
    those the text may be in. Nothing here is HTML; the template puts the marks.
    """
    text = normal(text[:_LONGEST_TEXT])
    readings = (*languages, NEUTRAL)
    wanted = _wanted(query, readings)
    hits = [word for word in split_words(text) if wanted.intersection(_terms(word.text, readings))]
    start, end = _passage(text, hits, length)
    inside = [hit for hit in hits if hit.start >= start and hit.end <= end]
    return tuple(_pieces(text, inside, start, end))


def _terms(word: str, readings: tuple[str, ...]) -> Iterator[str]:
    return (term for language in readings for term in terms_of(word, language))


def _wanted(query: str, readings: tuple[str, ...]) -> set[str]:
    words = read_typed(query).words
    asked = [word for word in words if not is_stop_word(word)] or words
    return {term for word in asked for term in _terms(word, readings)}


def _passage(text: str, hits: list[Word], length: int) -> tuple[int, int]:
    """From a little before the densest run of hits; the beginning of the text without hits."""
    if len(text) <= length:
        return 0, len(text)
    start = max(0, _densest(hits, length) - length // 5)
    start = min(start, len(text) - length)
    return _at_word(text, start, 0), _at_word(text, start + length, start)


def _densest(hits: list[Word], length: int) -> int:
    best, where, last = 0, 0, 0
    for first, hit in enumerate(hits):
        while last < len(hits) and hits[last].end <= hit.start + length * 4 // 5:
            last += 1
        different = len({other.text for other in hits[first : min(last, first + 50)]})
        if different > best:
            best, where = different, hit.start
    return where


def _at_word(text: str, place: int, least: int) -> int:
    """The place moved left to where a word begins, unless the word is very long."""
    if place >= len(text) or place <= 0:
        return min(max(place, 0), len(text))
    space = text.rfind(" ", max(least, place - 30), place)
    return space + 1 if space >= 0 else place


def _pieces(text: str, hits: list[Word], start: int, end: int) -> Iterator[Fragment]:
    if start > 0:
        yield Fragment(_ELLIPSIS, hit=False)
    reached = start
    for hit in hits:
        if hit.start > reached:
            yield Fragment(text[reached : hit.start], hit=False)
        yield Fragment(text[hit.start : hit.end], hit=True)
        reached = hit.end
    if reached < end:
        yield Fragment(text[reached:end], hit=False)
    if end < len(text):
        yield Fragment(_ELLIPSIS, hit=False)
