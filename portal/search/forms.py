"""The forms under which a word is indexed and asked for: stems by language, folded.

A term is ``<language>:<form>``; ``x:`` holds words as written, for names and other languages.
Stemmers are Snowball's (Porter, snowballstem.org), as they come with Whoosh.
"""

from collections.abc import Callable
from functools import cache, lru_cache

from whoosh.lang import stemmer_for_language

from portal.search.breton import radical
from portal.search.port import LANGUAGES
from portal.search.stops import stop_languages
from portal.search.words import CH, plain

NEUTRAL = "x"
MUTATED = "~"
ALL = (*LANGUAGES, NEUTRAL)


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    stem: Callable[[str], str] = stemmer_for_language(language)
    return stem


@lru_cache(maxsize=20_000)
def terms_of(word: str, language: str) -> tuple[str, ...]:
    """The terms of a word (from `split_words`) read as `language`; unknown ones read neutral."""
    if language == "br":
        exact, shared = plain(word), radical(word)
        return f"br:{exact}", f"br:{MUTATED}{shared}"
    if language not in LANGUAGES:
        return (f"{NEUTRAL}:{plain(word)}",)
    return tuple(f"{language}:{form}" for form in _stems(word, language))


def _stems(word: str, language: str) -> tuple[str, ...]:
    """The stem of the word as written, and of the word typed without accents if that differs."""
    written = word.replace("œ", "oe").replace("æ", "ae").replace(CH, "ch")
    forms = (_stem(written, language), _stem(plain(word), language))
    return tuple(dict.fromkeys(form for form in forms if form))


def _stem(word: str, language: str) -> str:
    stem = _stemmer(language)
    if language == "en":
        return plain(stem(word))
    # Twice: rochers → rocher → roch, as rocher → roch; torens → toren → tor, as toren → tor.
    twice = plain(stem(stem(word)))
    return _devoiced(twice) if language == "nl" else twice


def _devoiced(stem: str) -> str:
    """Dutch writes huis and huizen, brief and brieven: the stem ends in the voiceless letter."""
    return {"z": stem[:-1] + "s", "v": stem[:-1] + "f"}.get(stem[-1:], stem)


def meaningful_terms(word: str) -> tuple[str, ...]:
    """The terms of a word in each language in which it is not a stop word.

    All of them for a word that is one everywhere; as written only for one that is one nowhere.
    """
    stops = stop_languages(word)
    kept = [language for language in LANGUAGES if language not in stops] or LANGUAGES
    readings = kept if stops else (*kept, NEUTRAL)
    return tuple(term for language in readings for term in terms_of(word, language))


def all_terms(word: str) -> tuple[str, ...]:
    """The terms of a word in every language and as written."""
    return tuple(term for language in ALL for term in terms_of(word, language))
