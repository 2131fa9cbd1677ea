"""What is done to every text that people write, and to names in addresses."""

import re
import unicodedata

_KEPT_CONTROLS = {"\n", "\t"}
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o"})


def clean(text: str) -> str:
    """Typed text as it is stored: NFC, Unix line ends, no control characters, no outer space.

    Marks that writing needs (right-to-left, joiners) stay.
    """
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (c for c in unified if c in _KEPT_CONTROLS or unicodedata.category(c) not in _DROPPED)
    return "".join(kept).strip()


_DROPPED = {"Cc", "Cs", "Cn"}


def clean_line(text: str) -> str:
    """The same for a one-line field: any run of white space becomes one space."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """Without case, accents and ligatures, for comparing: Île d'Œssant → ile d'oessant."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def slugify(text: str, longest: int = 60) -> str:
    """A name for an address: lower-case ASCII letters, digits and hyphens; may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:longest].rstrip("-")


def shorten(text: str, longest: int) -> str:
    """At most `longest` characters, cut at a word, with an ellipsis."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
