"""Whether the catalogues are complete: every message in every language, forms and placeholders.

Messages are found in the code anew, so one that nobody extracted is missing as well. Words that
are rightly the same in two languages are listed in translations/same-words.txt.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "translations"
LANGUAGES = ("fr", "br", "nl", "en")
# As gettext counts; Breton has a first form for 1 alone, and five more.
PLURAL_FORMS = {"fr": 2, "br": 6, "nl": 2, "en": 2}
MOST_SAME = 0.05
KEYWORDS = {
    "_": None,
    "_l": None,
    "_n": (1, 2),
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
METHODS = [
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
]
_PLACEHOLDER = re.compile(r"%\((\w+)\)([a-z])|\{(\w*)\}")

Ids = tuple[str, ...]


def extract() -> Catalog:
    """Every message of the code and the templates."""
    found = Catalog()
    for name, line, ids, comments, context in extract_from_dir(
        ROOT / "portal", METHODS, keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        found.add(ids, None, [(f"portal/{name}", line)], auto_comments=comments, context=context)
    return found


def read_catalogues() -> dict[str, Catalog]:
    """The catalogue of each language that has one."""
    found = {}
    for language in LANGUAGES:
        path = FOLDER / language / "LC_MESSAGES" / "messages.po"
        if path.is_file():
            with path.open("rb") as file:
                found[language] = read_po(file, locale=language)
    return found


def problems(wanted: Catalog, catalogues: dict[str, Catalog], same_words: set[str]) -> list[str]:
    """One line for everything that is not as it should be."""
    found = [f"{lang}: there is no catalogue" for lang in LANGUAGES if lang not in catalogues]
    for language, catalogue in catalogues.items():
        for message in wanted:
            if message.id:
                found += (f"{language}: {why}" for why in _faults(message, catalogue, language))
    return found + list(_too_equal(wanted, catalogues, same_words))


def _faults(wanted: Message, catalogue: Catalog, language: str) -> Iterator[str]:
    first = _ids(wanted)[0]
    held = catalogue.get(first, wanted.context)
    forms = _strings(held) if held else ()
    if not forms or not all(forms):
        yield f"“{first}” is not translated"
    elif held.fuzzy:
        yield f"“{first}” is marked as fuzzy"
    elif len(_ids(wanted)) > 1 and len(forms) != catalogue.num_plurals:
        yield f"“{first}” has {len(forms)} of {catalogue.num_plurals} plural forms"
    elif len(_ids(wanted)) > 1 and catalogue.num_plurals != PLURAL_FORMS[language]:
        yield f"“{first}”: the language has {PLURAL_FORMS[language]} plural forms"
    else:
        yield from _placeholder_faults(wanted, forms)


def _placeholder_faults(wanted: Message, forms: Ids) -> Iterator[str]:
    allowed = set().union(*map(_placeholders, _ids(wanted)))
    needed = set.intersection(*map(_placeholders, _ids(wanted)))
    for form in forms:
        has = _placeholders(form)
        # "one photo" needs no %(num)d, whichever language says it.
        if has - allowed or (needed - {("num", "d")}) - has:
            yield f"“{_ids(wanted)[0]}” has other placeholders in “{form}”"


def _placeholders(text: str) -> set[tuple[str, str]]:
    return {(m[1] or m[3] or "", m[2] or "{}") for m in _PLACEHOLDER.finditer(text)}


def _too_equal(
    wanted: Catalog, catalogues: dict[str, Catalog], same_words: set[str]
) -> Iterator[str]:
    counted = [m for m in wanted if m.id and _ids(m)[0] not in same_words]
    pairs = [(a, b) for a in catalogues for b in catalogues if a < b]
    for one, other in pairs:
        said = ((m, _said(catalogues[one], m), _said(catalogues[other], m)) for m in counted)
        same = [message for message, here, there in said if here and here == there]
        if len(same) > MOST_SAME * len(counted):
            some = ", ".join(_ids(m)[0] for m in same[:10])
            yield f"{one} and {other} say {len(same)} of {len(counted)} the same way: {some} …"


def _said(catalogue: Catalog, wanted: Message) -> Ids:
    held = catalogue.get(_ids(wanted)[0], wanted.context)
    return _strings(held) if held else ()


def _ids(message: Message) -> Ids:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _strings(message: Message) -> Ids:
    said = message.string
    return (said,) if isinstance(said, str) else tuple(said)


def read_same_words() -> set[str]:
    path = FOLDER / "same-words.txt"
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def update() -> None:
    """Bring the catalogues up to date with the code; what is new has no translation yet."""
    wanted = extract()
    held = read_catalogues()
    for language in LANGUAGES:
        catalogue = held.get(language) or Catalog(locale=language)
        catalogue.update(wanted, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.fuzzy = False
        if language == "en":
            _say_as_in_code(catalogue)
        path = FOLDER / language / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=100, sort_output=True, no_location=True)


def _say_as_in_code(english: Catalog) -> None:
    """The texts in the code are English already."""
    for message in english:
        if message.id:
            message.string = message.id


def main() -> int:
    if "update" in sys.argv[1:]:
        update()
        return 0
    catalogues = read_catalogues()
    found = problems(extract(), catalogues, read_same_words()) if catalogues else []
    print("\n".join(found[:60]), end="\n" if found else "")
    if len(found) > 60:
        print(f"… and {len(found) - 60} more")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
