"""The licences a work can have, and two statements that are no licence.

Sources: https://spdx.org/licenses/ for ids, https://creativecommons.org/licenses/ for CC,
https://wiki.p2pfoundation.net/Peer_Production_License for PPL,
https://www.etalab.gouv.fr/licence-ouverte-open-licence for etalab-2.0 and
https://rightsstatements.org/page/1.0/ for the statements.
"""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from portal.kernel.errors import Invalid

# A lazy string has no public type of its own; it becomes text in the reader's language by str().
Lazy = object


@dataclass(frozen=True)
class Licence:
    """Terms of use, in a form to decide with and in words to show.

    `uri` names it for machines, `url` is where people read it; `label` is short and the same in
    every language; `may`, `must` and `may_not` are whole sentences, `must` and `may_not` can be
    absent. A statement (`is_licence` False) allows no reuse at all.
    """

    id: str
    label: str
    uri: str
    url: str
    name: Lazy
    may: Lazy
    must: Lazy | None = None
    may_not: Lazy | None = None
    is_licence: bool = True
    is_open: bool = False
    allows_reuse: bool = True
    allows_commercial: bool = False
    sharealike: bool = False
    needs_attribution: bool = True


_CC = "https://creativecommons.org"
_NAME_MAKER = _l("Name the maker, link to the licence and say what you changed.")
_SAME_TERMS = _l(
    "Name the maker, link to the licence, say what you changed, "
    "and share what you make from it under the same licence."
)
_ANY_USE = _l("You may copy, change and share this work for any purpose, business included.")
_NO_BUSINESS_USE = _l("You may copy, change and share this work for any purpose but business.")

_ALL = (
    Licence(
        "CC0-1.0",
        "CC0 1.0",
        f"{_CC}/publicdomain/zero/1.0/",
        f"{_CC}/publicdomain/zero/1.0/",
        _l("Creative Commons Zero 1.0"),
        may=_l("You may do anything with this work, without asking and without naming anyone."),
        is_open=True,
        allows_commercial=True,
        needs_attribution=False,
    ),
    Licence(
        "CC-BY-4.0",
        "CC BY 4.0",
        f"{_CC}/licenses/by/4.0/",
        f"{_CC}/licenses/by/4.0/",
        _l("Creative Commons Attribution 4.0"),
        may=_ANY_USE,
        must=_NAME_MAKER,
        is_open=True,
        allows_commercial=True,
    ),
    Licence(
        "CC-BY-SA-4.0",
        "CC BY-SA 4.0",
        f"{_CC}/licenses/by-sa/4.0/",
        f"{_CC}/licenses/by-sa/4.0/",
        _l("Creative Commons Attribution, Share Alike 4.0"),
        may=_ANY_USE,
        must=_SAME_TERMS,
        is_open=True,
        allows_commercial=True,
        sharealike=True,
    ),
    Licence(
        "CC-BY-NC-SA-4.0",
        "CC BY-NC-SA 4.0",
        f"{_CC}/licenses/by-nc-sa/4.0/",
        f"{_CC}/licenses/by-nc-sa/4.0/",
        _l("Creative Commons Attribution, Non-Commercial, Share Alike 4.0"),
        may=_NO_BUSINESS_USE,
        must=_SAME_TERMS,
        may_not=_l("You may not earn money with it."),
        sharealike=True,
    ),
    Licence(
        "PPL",
        "PPL",
        "https://spdx.org/licenses/PPL",
        "https://wiki.p2pfoundation.net/Peer_Production_License",
        _l("Peer Production Licence"),
        may=_l(
            "You may copy, change and share this work for any purpose but business. "
            "A cooperative that belongs to those who work in it, and shares its gains among "
            "them, may also earn money with it."
        ),
        must=_SAME_TERMS,
        may_not=_l("Other businesses may not earn money with it without an agreement."),
        sharealike=True,
    ),
    Licence(
        "etalab-2.0",
        "Licence Ouverte 2.0",
        "https://spdx.org/licenses/etalab-2.0",
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
        _l("Open Licence 2.0 (Etalab)"),
        may=_ANY_USE,
        must=_l("Name the city as the source, with the date of the last update."),
        is_open=True,
        allows_commercial=True,
    ),
    Licence(
        "PDM-1.0",
        "Public Domain Mark 1.0",
        f"{_CC}/publicdomain/mark/1.0/",
        f"{_CC}/publicdomain/mark/1.0/",
        _l("Public domain"),
        may=_l("Nobody holds the rights to this work any more: you may do anything with it."),
        is_open=True,
        allows_commercial=True,
        needs_attribution=False,
    ),
    Licence(
        "rights-unknown",
        "Copyright Not Evaluated",
        "http://rightsstatements.org/vocab/CNE/1.0/",
        "https://rightsstatements.org/page/CNE/1.0/",
        _l("Rights unknown"),
        may=_l("You may look at this work here. We do not know who holds the rights to it."),
        may_not=_l("No reuse: you may not copy, change or share it."),
        is_licence=False,
        allows_reuse=False,
    ),
    Licence(
        "shown-with-permission",
        "In Copyright",
        "http://rightsstatements.org/vocab/InC/1.0/",
        "https://rightsstatements.org/page/InC/1.0/",
        _l("In copyright, shown here with permission"),
        may=_l("You may look at this work here. Its rights are held by somebody who agreed to it."),
        may_not=_l("No reuse: you may not copy, change or share it without asking them."),
        is_licence=False,
        allows_reuse=False,
    ),
)

LICENCES: dict[str, Licence] = {licence.id: licence for licence in _ALL}


def find_licence(licence_id: str) -> Licence | None:
    """The licence of that id, or None."""
    return LICENCES.get(licence_id)


def get_licence(licence_id: str) -> Licence:
    """The licence of that id. Raises Invalid (`unknown_licence`)."""
    licence = find_licence(licence_id)
    if licence is None:
        raise Invalid(_l("There is no such licence here."), reason="unknown_licence")
    return licence
