"""Breton words in one form, whatever mutation and plural: ti, di and zi are one house.

Mutations after Favereau, *Grammaire du breton contemporain* (1997), ch. 1: soft (k→g, t→d, p→b,
gw→w, g→c'h, d→z, b→v, m→v), spirant (k→c'h, t→z, p→f), hard (g→k, d→t, b→p, gw→kw) and mixed
(d→t, b→v, m→v, g→c'h, gw→w). No Breton stemmer is published, so plurals are cut by ending.
"""

from portal.kernel.text import fold
from portal.search.words import CH

# Longest first. Each class is closed under all four mutations.
_CLASSES = (
    (f"{CH}w", "w"),
    ("gw", "w"),
    ("kw", "w"),
    ("w", "w"),
    ("ch", "ch"),
    (CH, "k"),
    ("k", "k"),
    ("g", "k"),
    ("t", "t"),
    ("d", "t"),
    ("z", "t"),
    ("p", "b"),
    ("b", "b"),
    ("f", "b"),
    ("v", "b"),
    ("m", "b"),
)
_PLURALS = ("iou", "ou", "ien", "ed")
_SHORTEST_STEM = 3


def radical(word: str) -> str:
    """The form shared by all mutations and regular plurals of a word from `split_words`.

    It is a key for comparing, not a word: bag, vag, bagoù and vagoù all give bag.
    """
    return _without_plural(_unmutated(fold(word))).replace(CH, "ch")


def _unmutated(word: str) -> str:
    for initial, common in _CLASSES:
        if word.startswith(initial) and len(word) > len(initial):
            return common + word[len(initial) :]
    return word


def _without_plural(word: str) -> str:
    for ending in _PLURALS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
