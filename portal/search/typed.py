"""What a person typed, taken apart: words, phrases in quotes, words that must not be there."""

import re
from dataclasses import dataclass

from portal.search.words import normal, split_words

MOST_WORDS = 24
LONGEST_TEXT = 2_000

_PIECE = re.compile(
    r'(?P<minus>(?<!\S)-)?(?:["“”«](?P<phrase>[^"“”«»]*)["“”»]|(?P<plain>[^\s"“”«»]+))'
)


@dataclass(frozen=True)
class Typed:
    """Words are as `split_words` gives them; the words of phrases are among `words` too."""

    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    without: tuple[tuple[str, ...], ...]
    is_blank: bool

    @property
    def only_excludes(self) -> bool:
        return bool(self.without) and not self.words


def read_typed(text: str) -> Typed:
    """Any text is fine; at most MOST_WORDS words of the first LONGEST_TEXT characters count."""
    words: list[str] = []
    phrases: list[tuple[str, ...]] = []
    without: list[tuple[str, ...]] = []
    left = MOST_WORDS
    for piece in _PIECE.finditer(normal(text[:LONGEST_TEXT])):
        found = _words(piece["phrase"] or piece["plain"] or "")[:left]
        left -= len(found)
        if found and piece["minus"]:
            without.append(found)
        else:
            words.extend(found)
            if len(found) > 1 and piece["phrase"]:
                phrases.append(found)
    unique = tuple(dict.fromkeys(words))
    return Typed(unique, tuple(phrases), tuple(without), not text.strip())


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.text for word in split_words(text))
