"""Filters, periods and their counts over found documents."""

from collections import Counter
from collections.abc import Collection, Mapping
from itertools import chain

from portal.search.schema import FACETS
from portal.search.snapshot import Snapshot
from portal.search.terms import facet_of, facet_term

MOST_VALUES = 100

Filters = Mapping[str, tuple[str, ...]]
Years = tuple[int | None, int | None]


def within_years(snapshot: Snapshot, found: Collection[int], years: Years) -> Collection[int]:
    """Those whose period overlaps the inclusive range; an undated one overlaps none."""
    if years == (None, None):
        return found
    first = float("-inf") if years[0] is None else years[0]
    last = float("inf") if years[1] is None else years[1]
    cards = snapshot.cards
    return [n for n in found if cards[n].first_year <= last and cards[n].last_year >= first]


class Narrowing:
    """What filters leave of the found documents, and what each value would leave."""

    def __init__(self, snapshot: Snapshot, found: Collection[int], filters: Filters) -> None:
        self._snapshot = snapshot
        self._found = frozenset(found)
        self._filters = {name: values for name, values in filters.items() if values}
        self._allowed = {
            name: snapshot.having(FACETS, (facet_term(name, value) for value in values))
            for name, values in self._filters.items()
        }
        self.kept = self._without(None)

    def _without(self, left_out: str | None) -> frozenset[int]:
        """What all filters but one leave."""
        kept = self._found
        for name, allowed in self._allowed.items():
            if name != left_out:
                kept &= allowed
        return kept

    def counts(self) -> dict[str, dict[str, int]]:
        """For each filter the commonest MOST_VALUES values, and the chosen ones."""
        counts = self._count(self.kept)
        for name in self._filters:
            counts[name] = self._count(self._without(name)).get(name, {})
        return counts

    def _count(self, numbers: Collection[int]) -> dict[str, dict[str, int]]:
        cards = self._snapshot.cards
        terms = Counter(chain.from_iterable(cards[number].facets for number in numbers))
        counts: dict[str, dict[str, int]] = {}
        for term, count in terms.most_common():
            name, value = facet_of(term)
            values = counts.setdefault(name, {})
            if len(values) < MOST_VALUES or value in self._filters.get(name, ()):
                values[value] = count
        return counts
