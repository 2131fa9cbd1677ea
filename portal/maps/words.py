"""The words that maps show, in the language that is current."""

import json

from babel import Locale
from flask_babel import gettext as _
from flask_babel import ngettext

SAMPLES = (*range(2, 131), 1_000_000, 0, 1)


def words_for(kind: str, language: str) -> dict[str, str]:
    """Names of data attributes (without `data-`) and their text, for one kind of map."""
    words = {
        "label": _names()[kind],
        "word-zoom-in": _("Zoom in"),
        "word-zoom-out": _("Zoom out"),
        "word-no-tiles": _("The detailed map does not answer. You see an outline of land and sea."),
    }
    if kind in {"browse", "mini"}:
        words |= _browse_words(language)
    if kind == "pick":
        words |= _pick_words()
    if kind == "work":
        words |= {"word-area": _("The place is shown as an area of about %(metres)s metres.")}
    return words


def _names() -> dict[str, str]:
    return {
        "browse": _("Map of the works"),
        "work": _("Map of this work's place"),
        "pick": _("Map to set the place"),
        "mini": _("Map of the newest works"),
    }


def _browse_words(language: str) -> dict[str, str]:
    return {
        "word-works": _plural_forms(language),
        "word-layers": _("Layers"),
        "word-close": _("Close"),
        "word-failed": _("The works could not be loaded. Move the map to try again."),
    }


def _pick_words() -> dict[str, str]:
    return {
        "word-marker": _("The place of the work. Drag it to correct it."),
        "word-locate": _("Where I am now"),
        "word-locating": _("Looking for your position…"),
        "word-located": _("Your position is set, accurate to about %(metres)s metres."),
        "word-locate-denied": _(
            "Your browser may not tell your position. Allow it in the settings, "
            "or click on the map."
        ),
        "word-locate-failed": _("Your position could not be found. Click on the map instead."),
        "word-bad-place": _("These coordinates are not a place on earth."),
        "word-set": _("The place is set to %(place)s."),
        "word-area": _("Published as an area of about %(metres)s metres."),
        "word-exact": _("Published exactly as set."),
        "word-hidden": _("The place is not published."),
    }


def _plural_forms(language: str) -> str:
    """JSON from CLDR plural category to text, "=1" for exactly one; the browser fills `%(count)s`.

    A category is shown by a number that belongs to it, so gettext's own rule chooses the form.
    """
    rule = Locale.parse(language).plural_form
    forms: dict[str, str] = {"=1": _works(1)}
    for number in SAMPLES:
        forms.setdefault(rule(number), _works(number))
    forms.setdefault("other", _works(2))
    return json.dumps(forms, ensure_ascii=False, sort_keys=True)


def _works(number: int) -> str:
    return str(ngettext("%(count)s work", "%(count)s works", number, count="%(count)s"))
