"""The search engine on Whoosh: many processes read, one at a time writes."""

import heapq
import pickle
import struct
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from portal.kernel.errors import Unavailable
from portal.search import ranking, writing
from portal.search.folder import IndexFolder, must_be_rebuilt
from portal.search.journal import Change, Journal
from portal.search.narrowing import Narrowing, within_years
from portal.search.port import Document, Hit, Results, SearchQuery, Suggestion
from portal.search.reading import Readers
from portal.search.snapshot import Snapshot
from portal.search.spelling import correct
from portal.search.suggesting import suggest
from portal.search.typed import Typed, read_typed

MOST_HITS = 200
DEEPEST = 10_000
_LITTLE = 3
_WRITING, _REBUILDING = "writing", "rebuilding"
_DAMAGE = (OSError, EOFError, pickle.UnpicklingError, struct.error, zlib.error)


class WhooshIndex:
    """A `SearchIndex` in a folder of its own."""

    def __init__(self, path: Path, lock_timeout: float = 30.0) -> None:
        self._folder = IndexFolder(path, lock_timeout)
        self._journal = Journal(path / "changes.jsonl")
        self._readers = Readers(self._folder)

    def prepare(self) -> None:
        """Make an empty index where there is none; leave any other alone."""
        with self._folder.locked(_WRITING):
            self._prepare()

    def _prepare(self) -> None:
        if self._folder.is_new:
            fresh = self._folder.fresh()
            writing.create(fresh)
            self._folder.swap_in(fresh)

    def update(self, documents: Iterable[Document]) -> None:
        """Add or replace documents in one commit."""
        self._write(Change(documents=tuple(documents)))

    def delete(self, keys: Iterable[str]) -> None:
        """Remove documents in one commit; keys that are not there are fine."""
        self._write(Change(removed=tuple(keys)))

    def _write(self, change: Change) -> None:
        if not change.documents and not change.removed:
            return
        with self._folder.locked(_WRITING), _damage_is_unavailable():
            if self._folder.is_locked(_REBUILDING):
                self._journal.append(change)
            else:
                self._prepare()
            writing.write_change(self._folder.current(), change)

    def search(self, query: SearchQuery, hidden: Collection[str] = ()) -> Results:
        """See the port. At most MOST_HITS hits a page, and no page begins beyond DEEPEST."""
        snapshot = self._readers.snapshot()
        typed = read_typed(query.text)
        with _damage_is_unavailable():
            dead = snapshot.deleted.union(snapshot.numbers_of(hidden))
            scores = _find(snapshot, typed, query, dead)
            found = within_years(snapshot, scores.keys(), query.years)
            narrowing = Narrowing(snapshot, found, query.filters)
            kept = narrowing.kept
            little = len(kept) < _LITTLE and bool(typed.words)
            corrected = correct(query.text, snapshot, dead) if little else None
            hits = _page(snapshot, scores, kept, query)
            return Results(hits, len(kept), narrowing.counts(), corrected)

    def suggest(
        self, prefix: str, limit: int = 8, hidden: Collection[str] = ()
    ) -> list[Suggestion]:
        """Titles in which every typed word begins a word, accents aside."""
        snapshot = self._readers.snapshot()
        with _damage_is_unavailable():
            dead = snapshot.deleted.union(snapshot.numbers_of(hidden))
            return suggest(snapshot, prefix, min(limit, MOST_HITS), dead)

    def keys(self) -> Iterator[str]:
        """The keys of all documents, in no order."""
        snapshot = self._readers.snapshot()
        deleted = snapshot.deleted
        return (card.key for n, card in enumerate(snapshot.cards) if n not in deleted)

    def count(self) -> int:
        """How many documents there are."""
        snapshot = self._readers.snapshot()
        return snapshot.size - len(snapshot.deleted)

    def answers(self) -> bool:
        """Whether the index can be asked; never raises."""
        try:
            self._readers.snapshot()
        except Unavailable:
            return False
        return True

    def rebuild(
        self, documents: Iterable[Document], progress: Callable[[int], None] | None = None
    ) -> None:
        """Build anew beside the running index and swap at the end.

        `documents` should read the tables as it is iterated, each key once: changes that come in
        meanwhile go to the running index at once and to the new one before the swap.
        """
        with self._folder.locked(_REBUILDING):
            with self._folder.locked(_WRITING):
                self._journal.begin()
                self._remove_leftovers()
            fresh = self._folder.fresh()
            writing.create(fresh)
            writing.write_all(fresh, documents, progress)
            with self._folder.locked(_WRITING):
                writing.write_change(fresh, self._journal.read())
                self._folder.swap_in(fresh)
                self._journal.end()

    def _remove_leftovers(self) -> None:
        try:
            self._folder.remove_others(self._folder.current())
        except Unavailable:
            self._folder.remove_others(None)


def _find(
    snapshot: Snapshot, typed: Typed, query: SearchQuery, dead: frozenset[int]
) -> dict[int, float]:
    """Scores of all documents that answer the words; everything for an empty text."""
    if typed.is_blank or typed.only_excludes:
        scores = dict.fromkeys(range(snapshot.size), 0.0)
    else:
        scores = ranking.rank(snapshot, typed, query.prefers)
    for words in typed.without:
        for number in ranking.having_phrase(snapshot, words):
            scores.pop(number, None)
    for number in dead:
        scores.pop(number, None)
    return scores


def _page(
    snapshot: Snapshot, scores: dict[int, float], kept: Collection[int], query: SearchQuery
) -> tuple[Hit, ...]:
    offset = min(max(0, query.offset), DEEPEST)
    limit = min(max(0, query.limit), MOST_HITS)
    cards = snapshot.cards
    if query.order == "newest" or not any(map(scores.get, islice(kept, 1))):
        ordered = (number for number in snapshot.newest_first if number in kept)
        best = list(islice(ordered, offset, offset + limit))
    else:
        added = snapshot.added
        best = heapq.nlargest(offset + limit, kept, key=lambda n: (scores[n], added[n]))[offset:]
    return tuple(_hit(cards[n].key, scores[n]) for n in best)


def _hit(key: str, score: float) -> Hit:
    kind, _, number = key.rpartition(":")
    return Hit(kind, int(number), score)


@contextmanager
def _damage_is_unavailable() -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise must_be_rebuilt() from error
