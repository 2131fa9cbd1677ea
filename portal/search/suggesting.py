"""Titles while somebody types."""

import heapq
from collections.abc import Collection

from portal.search.port import Suggestion
from portal.search.schema import STARTS
from portal.search.snapshot import Snapshot
from portal.search.terms import LONGEST_START
from portal.search.words import plain_words

_MOST_WORDS = 8
_LONGEST_PREFIX = 200


def suggest(snapshot: Snapshot, prefix: str, limit: int, dead: Collection[int]) -> list[Suggestion]:
    """Documents with a title where each typed word begins a word; first words and new ones first.

    Index terms reach LONGEST_START letters; longer words are compared with the title itself.
    """
    typed = plain_words(prefix[:_LONGEST_PREFIX])[:_MOST_WORDS]
    if not typed or limit < 1:
        return []
    scores = _scores(snapshot, typed)
    added = snapshot.added
    alive = scores.keys() - dead
    best = heapq.nlargest(4 * limit, alive, key=lambda n: (scores[n], added[n]))
    fitting = (_suggestion(snapshot, number, typed) for number in best)
    return [found for found in fitting if found is not None][:limit]


def _scores(snapshot: Snapshot, typed: list[str]) -> dict[int, float]:
    scores: dict[int, float] = {}
    for place, word in enumerate(typed):
        weights = snapshot.weights(STARTS, [(word[:LONGEST_START], 1.0)])
        if place == 0:
            scores = weights
        else:
            scores = {n: scores[n] + weights[n] for n in scores.keys() & weights.keys()}
    return scores


def _suggestion(snapshot: Snapshot, number: int, typed: list[str]) -> Suggestion | None:
    titles = snapshot.titles(number)
    best = max(titles.values(), key=lambda title: _fitting(title, typed), default="")
    if all(_fitting_in(titles, word) for word in typed):
        kind, _, number_text = snapshot.cards[number].key.rpartition(":")
        return Suggestion(kind, int(number_text), best)
    return None


def _fitting(title: str, typed: list[str]) -> int:
    words = plain_words(title)
    return sum(any(word.startswith(start) for word in words) for start in typed)


def _fitting_in(titles: dict[str, str], start: str) -> bool:
    return any(_fitting(title, [start]) for title in titles.values())
