"""Which documents answer the typed words, and how well.

Documents with all words come first, then those with all but one, and so on; among equals BM25
decides. Of one word only the best reading counts (stem in one language, form as written), so a
work translated into four languages has no advantage.
"""

import math

from portal.search.forms import MUTATED, all_terms, meaningful_terms
from portal.search.schema import WORDS
from portal.search.snapshot import Part, Snapshot
from portal.search.stops import is_stop_word
from portal.search.typed import Typed

# More than BM25 can give for all words together, so that one word more always wins.
_ONE_WORD_MORE = 1_000.0
_PREFERRED, _OTHER = 1.15, 1.0
_MUTATED = 0.6


def rank(snapshot: Snapshot, typed: Typed, prefers: str | None) -> dict[int, float]:
    """Scores by document number, deleted documents included."""
    asked = [word for word in typed.words if not is_stop_word(word)]
    scores: dict[int, float] = {}
    for word in asked or typed.words:
        terms = meaningful_terms(word) if asked else all_terms(word)
        for number, score in _score_word(snapshot, terms, prefers).items():
            scores[number] = scores.get(number, 0.0) + score + _ONE_WORD_MORE
    if asked:
        for word in set(typed.words).difference(asked):
            _add_stop_word(scores, _score_word(snapshot, meaningful_terms(word), prefers))
    for phrase in typed.phrases:
        together = having_phrase(snapshot, phrase)
        scores = {number: scores.get(number, 0.0) for number in together}
    return scores


def _add_stop_word(scores: dict[int, float], word_scores: dict[int, float]) -> None:
    """A word that says something in another language only ranks what is found anyway."""
    for number in scores.keys() & word_scores.keys():
        scores[number] += word_scores[number]


def _score_word(
    snapshot: Snapshot, terms: tuple[str, ...], prefers: str | None
) -> dict[int, float]:
    factors = [(term, _factor(term, prefers)) for term in terms]
    weights = snapshot.weights(WORDS, factors)
    rarity = math.log(1 + (snapshot.size - len(weights) + 0.5) / (len(weights) + 0.5))
    damping = snapshot.damping
    return {number: rarity * w / (w + damping[number]) for number, w in weights.items()}


def _factor(term: str, prefers: str | None) -> float:
    preferred = _PREFERRED if term[:2] == prefers else _OTHER
    return preferred * (_MUTATED if term[3:4] == MUTATED else 1)


def having_phrase(snapshot: Snapshot, words: tuple[str, ...]) -> set[int]:
    """The documents in which the words stand one after the other, in any inflection."""
    terms = [all_terms(word) for word in words]
    if len(words) == 1:
        return snapshot.having(WORDS, terms[0])
    return {number for part in snapshot.parts for number in _phrase_in(part, terms)}


def _phrase_in(part: Part, terms: list[tuple[str, ...]]) -> set[int]:
    segment = part.segment
    candidates = set.intersection(
        *({n for t in group for n in segment.postings(WORDS, t).documents} for group in terms)
    )
    ends: dict[int, set[int]] = {}
    for place, group in enumerate(terms):
        if not candidates:
            break
        stands = _positions(part, group, candidates)
        if place:
            stands = {n: found & {end + 1 for end in ends[n]} for n, found in stands.items()}
        ends = stands
        candidates = {number for number, found in ends.items() if found}
    return {part.base + number for number in candidates}


def _positions(part: Part, terms: tuple[str, ...], documents: set[int]) -> dict[int, set[int]]:
    stands: dict[int, set[int]] = {}
    for term in terms:
        for number, found in part.segment.positions(term, documents).items():
            stands.setdefault(number, set()).update(found)
    return stands
