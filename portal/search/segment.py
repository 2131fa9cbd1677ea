"""One immutable piece of the index in memory: its cards at once, its postings as asked for."""

import threading
from array import array
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching import Matcher
from whoosh.reading import TermNotFound

from portal.kernel.text import fold
from portal.search.schema import CARD, SPELLING, TITLES, WORDS, unpack_positions
from portal.search.terms import Card, read_card

# Kept postings of one segment, eight bytes each; beyond that the cache begins anew.
_MOST_KEPT = 1_000_000


@dataclass(frozen=True)
class Postings:
    """The documents of a term, ascending, and the weight of the term in each."""

    documents: "array[int]"
    weights: "array[float]"


_NOTHING = Postings(array("I"), array("f"))


@dataclass(frozen=True)
class Spelling:
    """A word as written somewhere, folded, its letters, and in how many documents it is."""

    written: str
    folded: str
    letters: int
    often: int


def letters_of(folded: str) -> int:
    """The letters of a word as a bit set; two edits change at most four bits."""
    bits = 0
    for letter in folded:
        bits |= 1 << (ord(letter) % 61)
    return bits


class Segment:
    """Cards and postings of one segment; safe for threads. Deleted documents are still in it."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str], Postings] = {}
        self._kept_size = 0
        self.cards: list[Card] = _read_cards(reader)
        # Open the file of the titles now: after a merge it has no name any more.
        self.titles(0)

    @cached_property
    def numbers(self) -> dict[str, list[int]]:
        """Document numbers by key; an updated document may stand here twice, once deleted."""
        numbers: dict[str, list[int]] = {}
        for number, card in enumerate(self.cards):
            numbers.setdefault(card.key, []).append(number)
        return numbers

    @cached_property
    def spelling(self) -> list[Spelling]:
        """Words of titles, tags and names."""
        with self._lock:
            found = [
                (term.decode(), info.doc_frequency())
                for term, info in self._reader.iter_field(SPELLING)
            ]
        return [Spelling(word, fold(word), letters_of(fold(word)), often) for word, often in found]

    def postings(self, field: str, term: str) -> Postings:
        """The documents that have a term, from memory where it was asked before."""
        found = self._kept.get((field, term))
        if found is None:
            with self._lock:
                found = _read_postings(self._reader, field, term)
                self._keep((field, term), found)
        return found

    def _keep(self, name: tuple[str, str], postings: Postings) -> None:
        self._kept_size += len(postings.documents) + 10
        if self._kept_size > _MOST_KEPT:
            self._kept, self._kept_size = {}, 0
        self._kept[name] = postings

    def positions(self, term: str, documents: set[int]) -> dict[int, tuple[int, ...]]:
        """Where the term stands in those of `documents` that have it."""
        with self._lock:
            return _read_positions(self._reader, term, documents)

    def titles(self, number: int) -> dict[str, str]:
        """The titles of a document by language."""
        with self._lock:
            found: dict[str, str] = self._reader.stored_fields(number)[TITLES]
            return found


def _read_cards(reader: Any) -> list[Card]:
    column = reader.column_reader(CARD, translate=False)
    facets: dict[tuple[str, ...], tuple[str, ...]] = {}
    terms: dict[str, str] = {}
    cards = []
    for number in range(reader.doc_count_all()):
        card = read_card(column[number])
        shared = tuple(terms.setdefault(term, term) for term in card.facets)
        object.__setattr__(card, "facets", facets.setdefault(shared, shared))
        cards.append(card)
    return cards


def _matcher(reader: Any, field: str, term: str) -> Matcher | None:
    # Not reader.postings(), which filters deleted documents one by one in Python.
    try:
        return reader._terms.matcher(field, term.encode(), reader.schema[field].format)
    except TermNotFound:
        return None


def _read_postings(reader: Any, field: str, term: str) -> Postings:
    matcher = _matcher(reader, field, term)
    if matcher is None:
        return _NOTHING
    documents, weights = array("I"), array("f")
    while matcher.is_active():
        matcher.id(), matcher.weight()
        if isinstance(matcher, W3LeafMatcher):
            # A whole block at once: stepping through next() is ten times slower.
            documents.extend(matcher._ids)
            weights.extend(matcher._weights)
            matcher._next_block()
        else:
            documents.append(matcher.id())
            weights.append(matcher.weight())
            matcher.next()
    return Postings(documents, weights)


def _read_positions(reader: Any, term: str, wanted: set[int]) -> dict[int, tuple[int, ...]]:
    matcher = _matcher(reader, WORDS, term)
    found: dict[int, tuple[int, ...]] = {}
    while matcher is not None and matcher.is_active():
        matcher.id(), matcher.value()
        if isinstance(matcher, W3LeafMatcher):
            pairs = zip(matcher._ids, matcher._values, strict=True)
            found.update((n, unpack_positions(v)) for n, v in pairs if n in wanted)
            matcher._next_block()
        else:
            if matcher.id() in wanted:
                found[matcher.id()] = unpack_positions(matcher.value())
            matcher.next()
    return found
