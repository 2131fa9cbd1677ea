"""Words that carry no meaning of their own, by language (folded, c'h as ch).

French, Dutch and English lists are Snowball's as they come with Whoosh, with the words that begin
questions; the Breton one is ours: articles, particles, common prepositions and forms of to be.
"""

from functools import cache

from whoosh.lang.stopwords import stoplists

from portal.search.port import LANGUAGES
from portal.search.words import plain

_BRETON = """a ar an al ur un ul ha hag e er el en ez ech d da din dit deomp deoch deus eus ouzh
gant evit war diwar dre dindan etre diouzh diwar na ne n ned ket o och ma va he hon ho hor hol
pe met eo zo oa pa pan petra piv pelech penaos pegoulz peseurt"""
_FRENCH_QUESTIONS = "où les est sont une quel quelle quels quelles comment quand qui y a"
_DUTCH_QUESTIONS = "waar wie hoe zijn wanneer welke"
_ENGLISH_QUESTIONS = "where who how when which what is are was were do does"
_OURS = {
    "br": _BRETON,
    "fr": _FRENCH_QUESTIONS,
    "nl": _DUTCH_QUESTIONS,
    "en": _ENGLISH_QUESTIONS,
}


@cache
def _stops(language: str) -> frozenset[str]:
    words = {*stoplists.get(language, ()), *_OURS[language].split()}
    return frozenset(plain(word) for word in words)


def stop_languages(word: str) -> frozenset[str]:
    """The languages in which the word carries no meaning."""
    return frozenset(c for c in LANGUAGES if plain(word) in _stops(c))


def is_stop_word(word: str) -> bool:
    """Whether the word carries no meaning in at least one of the languages."""
    return bool(stop_languages(word))
