"""A document into weighted terms with positions, and into what is kept beside them."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from portal.search.forms import ALL, MUTATED, NEUTRAL, terms_of
from portal.search.port import LANGUAGES, Document
from portal.search.words import CH, Word, normal, plain, split_words

# How much a word counts by where it stands.
TITLE, TAG, PERSON, PLACE, BODY = 6.0, 3.0, 3.0, 2.0, 1.0
_MUTATED_SHARE = 0.6
# A phrase does not reach from one text into the next.
_GAP = 10
LAST_POSITION = 65_535
LONGEST_START = 12
_SEPARATOR = "\x1f"


@dataclass
class Term:
    """What one document says about one term: its weight and its word positions."""

    weight: float = 0.0
    positions: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Analysed:
    """A document ready for the engine. `starts` are beginnings of title words, `spelling` the
    words that may be proposed as corrections, `length` the number of words."""

    terms: Mapping[str, Term]
    starts: Mapping[str, float]
    spelling: frozenset[str]
    length: int


class _Collector:
    def __init__(self) -> None:
        self.terms: dict[str, Term] = defaultdict(Term)
        self.spelling: set[str] = set()
        self.length = 0
        self._next = 0

    def add(self, text: str, languages: tuple[str, ...], weight: float, *, names: bool) -> None:
        """`names`: a title, tag or name, kept as written too, for spelling and exact hits."""
        readings = tuple(dict.fromkeys((*languages, NEUTRAL))) if names else languages
        words = list(split_words(normal(text)))
        for word in words:
            for language in readings:
                self._put(terms_of(word.text, language), weight)
            if names:
                self.spelling.add(word.text.replace(CH, "c’h"))
            self._next += 1
        self.length += len(words)
        for joined in _joined(text, words):
            self._put((f"{NEUTRAL}:{joined}",), weight / 2)
        self._next += _GAP

    def _put(self, terms: tuple[str, ...], weight: float) -> None:
        for name in terms:
            term = self.terms[name]
            term.weight += weight * (_MUTATED_SHARE if name[3:4] == MUTATED else 1)
            if self._next <= LAST_POSITION and term.positions[-1:] != [self._next]:
                term.positions.append(self._next)


def _joined(text: str, words: list[Word]) -> Iterator[str]:
    """saintmarc for Saint-Marc."""
    for left, right in pairwise(words):
        if text[left.end : right.start] == "-":
            yield plain(left.text) + plain(right.text)


def analyse(document: Document) -> Analysed:
    """Everything the engine needs to find the document again."""
    collector = _Collector()
    for language, text in document.title.items():
        collector.add(text, (_known(language),), TITLE, names=True)
    for weight, texts in ((TAG, document.tags), (PLACE, document.places)):
        for text in texts:
            collector.add(text, ALL, weight, names=True)
    for text in document.people:
        collector.add(text, (NEUTRAL,), PERSON, names=True)
    for language, text in document.body.items():
        collector.add(text, (_known(language),), BODY, names=False)
    starts = _starts(document.title)
    return Analysed(collector.terms, starts, frozenset(collector.spelling), collector.length)


def _known(language: str) -> str:
    return language if language in LANGUAGES else NEUTRAL


def _starts(titles: Mapping[str, str]) -> dict[str, float]:
    """Beginnings of title words; those of a title's first word weigh more."""
    starts: dict[str, float] = {}
    for title in titles.values():
        for place, word in enumerate(split_words(normal(title))):
            text = plain(word.text)[:LONGEST_START]
            for length in range(1, len(text) + 1):
                weight = 2.0 if place == 0 else 1.0
                starts[text[:length]] = max(weight, starts.get(text[:length], 0.0))
    return starts


@dataclass(frozen=True, slots=True)
class Card:
    """What is kept in memory of each document while searching; `added` in Unix seconds."""

    key: str
    first_year: float
    last_year: float
    added: float
    length: int
    facets: tuple[str, ...]


def facet_term(name: str, value: str) -> str:
    """A filter's value as one word."""
    return f"{name}{_SEPARATOR}{value}"


def facet_of(term: str) -> tuple[str, str]:
    """The filter's name and value of a facet term."""
    name, _, value = term.partition(_SEPARATOR)
    return name, value


def facets_of(document: Document) -> list[str]:
    """All facet terms of a document."""
    pairs = ((name, value) for name, values in document.facets.items() for value in values)
    return list(dict.fromkeys(facet_term(name, value) for name, value in pairs))


def write_card(document: Document, length: int) -> bytes:
    """The card as it lies in the index."""
    years = [document.year_start, document.year_end]
    values = [document.key, *years, document.added.timestamp(), length, facets_of(document)]
    return json.dumps(values).encode()


def read_card(written: bytes) -> Card:
    """The card back; an undated document overlaps no period."""
    key, first, last, added, length, facets = json.loads(written)
    if first is None and last is None:
        first, last = float("inf"), float("-inf")
    return Card(
        key,
        float("-inf") if first is None else first,
        float("inf") if last is None else last,
        added,
        length,
        tuple(facets),
    )
