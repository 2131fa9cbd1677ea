"""Typed text into words, the same way for the index, the query and the marks in a passage."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from portal.kernel.text import fold

# Breton c'h is one letter. It gets a character of its own (nobody types it) until a word has been
# looked at as Breton; everywhere else it reads as "ch".
CH = "\uab53"
APOSTROPHES = "'’ʼ‘`´"
LONGEST_WORD = 60

_WORD = re.compile(rf"(?:[cC][{APOSTROPHES}][hH]|[^\W_])+")
_C_H = re.compile(rf"c[{APOSTROPHES}]h")
_ELIDED = {"l", "d", "j", "n", "s", "m", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"}
_ENDINGS = {"s", "t"}


@dataclass(frozen=True)
class Word:
    """A word in lower case with its accents, and where it stood in the text."""

    text: str
    start: int
    end: int


def split_words(text: str) -> Iterator[Word]:
    """The words of an NFC text; hyphens part, elided articles (l', d', qu'…) are left out."""
    for match in _WORD.finditer(text):
        word = _C_H.sub(CH, match.group().lower())[:LONGEST_WORD]
        if not _is_elided(word, text, match.end()) and not _is_ending(word, text, match.start()):
            yield Word(word, match.start(), match.end())


def _is_elided(word: str, text: str, end: int) -> bool:
    follows = text[end : end + 2]
    return (
        word in _ELIDED and len(follows) == 2 and follows[0] in APOSTROPHES and follows[1].isalnum()
    )


def _is_ending(word: str, text: str, start: int) -> bool:
    """The s of foto's and the t of don't."""
    return word in _ENDINGS and start > 0 and text[start - 1] in APOSTROPHES


def plain_words(text: str) -> list[str]:
    """Folded words: without case, accents and ligatures, c'h as ch."""
    return [plain(word.text) for word in split_words(normal(text))]


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """One word folded."""
    return fold(word).replace(CH, "ch")


def normal(text: str) -> str:
    """One Unicode form for one look (NFC)."""
    return unicodedata.normalize("NFC", text)
