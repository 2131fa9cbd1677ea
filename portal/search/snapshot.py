"""The index at one moment: segments side by side, documents numbered through."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from portal.search.segment import Segment
from portal.search.terms import Card

# BM25 (Robertson and Zaragoza 2009): saturation of repeated words, weight of the length.
_K1, _B = 1.2, 0.5


@dataclass(frozen=True)
class Part:
    """A segment in a snapshot; its first document has the number `base`."""

    segment: Segment
    base: int
    deleted: frozenset[int]


class Snapshot:
    """What a reader sees. Numbers of documents hold within one snapshot only."""

    def __init__(self, segments: Iterable[tuple[Segment, frozenset[int]]]) -> None:
        parts, base = [], 0
        for segment, deleted in segments:
            parts.append(Part(segment, base, deleted))
            base += len(segment.cards)
        self.parts = tuple(parts)
        self.size = base

    @cached_property
    def cards(self) -> list[Card]:
        return list(chain.from_iterable(part.segment.cards for part in self.parts))

    @cached_property
    def deleted(self) -> frozenset[int]:
        return frozenset(part.base + n for part in self.parts for n in part.deleted)

    @cached_property
    def added(self) -> list[float]:
        return [card.added for card in self.cards]

    @cached_property
    def newest_first(self) -> list[int]:
        """All documents; of those added at the same moment the last one indexed leads."""
        return sorted(range(self.size), key=self.added.__getitem__, reverse=True)

    @cached_property
    def damping(self) -> list[float]:
        """For each document what BM25 adds below the line: more for long documents."""
        mean = sum(card.length for card in self.cards) / max(1, self.size) or 1.0
        return [_K1 * (1 - _B + _B * card.length / mean) for card in self.cards]

    def weights(self, field: str, terms: Iterable[tuple[str, float]]) -> dict[int, float]:
        """The documents with one of the terms, each with its best weight times the term's."""
        best: dict[int, float] = {}
        for term, factor in terms:
            for number, weight in self._weighted(field, term, factor):
                if weight > best.get(number, 0.0):
                    best[number] = weight
        return best

    def _weighted(self, field: str, term: str, factor: float) -> Iterator[tuple[int, float]]:
        for part in self.parts:
            found, base = part.segment.postings(field, term), part.base
            for number, weight in zip(found.documents, found.weights, strict=True):
                yield base + number, weight * factor

    def having(self, field: str, terms: Iterable[str]) -> set[int]:
        """The documents with one of the terms."""
        found: set[int] = set()
        for term in terms:
            for part in self.parts:
                numbers, base = part.segment.postings(field, term).documents, part.base
                found.update(numbers if not base else [base + n for n in numbers])
        return found

    def numbers_of(self, keys: Collection[str]) -> set[int]:
        """The documents of these keys."""
        return {
            part.base + number
            for part in self.parts
            for key in keys
            for number in part.segment.numbers.get(key, ())
        }

    def titles(self, number: int) -> dict[str, str]:
        """The titles of a document by language."""
        part = next(part for part in reversed(self.parts) if part.base <= number)
        return part.segment.titles(number - part.base)
