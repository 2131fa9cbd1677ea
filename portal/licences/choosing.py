"""From whose work it is, and how others may use it, to the licences that fit."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from portal.kernel.errors import Invalid
from portal.kernel.text import clean_line
from portal.licences.table import LICENCES, Lazy, Licence, get_licence

SHORTEST_REASON = 3
LONGEST_REASON = 500


class Ownership(StrEnum):
    """Whose work it is; asked first."""

    MINE = "mine"
    WITH_PERMISSION = "with_permission"
    OLD_OR_FOUND = "old_or_found"
    PUBLIC_DOMAIN = "public_domain"
    CITY = "city"


class Reuse(StrEnum):
    """How others may use it; asked when there is a choice."""

    ANYTHING = "anything"
    NAME_ME = "name_me"
    SHARE_ALIKE = "share_alike"
    NO_BUSINESS = "no_business"
    COOPERATIVES = "cooperatives"
    LOOK_ONLY = "look_only"


# "Why do you think so?" is asked where the answer cannot be seen from who is asked.
REASON_NEEDED = frozenset(
    {Ownership.WITH_PERMISSION, Ownership.OLD_OR_FOUND, Ownership.PUBLIC_DOMAIN}
)

_OF_A_PERSON = (
    *("CC-BY-SA-4.0", "CC-BY-4.0", "CC0-1.0", "CC-BY-NC-SA-4.0"),
    *("PPL", "shown-with-permission"),
)
_FITTING: dict[Ownership, tuple[str, ...]] = {
    Ownership.MINE: _OF_A_PERSON,
    Ownership.WITH_PERMISSION: _OF_A_PERSON,
    Ownership.OLD_OR_FOUND: ("rights-unknown", "PDM-1.0"),
    Ownership.PUBLIC_DOMAIN: ("PDM-1.0",),
    Ownership.CITY: ("etalab-2.0",),
}
# First what says exactly the answer, then what gives others a little less.
_WISHED: dict[Reuse, tuple[str, ...]] = {
    Reuse.ANYTHING: ("CC0-1.0", "CC-BY-4.0"),
    Reuse.NAME_ME: ("CC-BY-4.0", "CC-BY-SA-4.0"),
    Reuse.SHARE_ALIKE: ("CC-BY-SA-4.0",),
    Reuse.NO_BUSINESS: ("CC-BY-NC-SA-4.0",),
    Reuse.COOPERATIVES: ("PPL", "CC-BY-NC-SA-4.0"),
    Reuse.LOOK_ONLY: ("shown-with-permission",),
}
_MISFITS: dict[Ownership, Lazy] = {
    Ownership.MINE: _l("Choose one of the licences offered for your own work."),
    Ownership.WITH_PERMISSION: _l("Choose what the maker agreed to."),
    Ownership.OLD_OR_FOUND: _l(
        "You cannot give a licence to a work that is not yours: "
        "say that its rights are unknown, or that it is in the public domain."
    ),
    Ownership.PUBLIC_DOMAIN: _l("A work in the public domain carries the public domain mark."),
    Ownership.CITY: _l("The city's own works go under the Open Licence."),
}


def licences_for(ownership: Ownership) -> tuple[Licence, ...]:
    """Every licence a work of this ownership can have; the first is recommended."""
    return tuple(LICENCES[licence_id] for licence_id in _FITTING[ownership])


def choose(ownership: Ownership, reuse: Reuse | None = None) -> tuple[Licence, ...]:
    """The licences that fit the answers, never empty; the first is recommended.

    `reuse` only counts where the contributor may decide it (mine, with permission).
    """
    fitting = _FITTING[ownership]
    wished = _WISHED[reuse] if reuse and ownership not in _DECIDED else fitting
    return tuple(LICENCES[licence_id] for licence_id in wished if licence_id in fitting)


_DECIDED = frozenset({Ownership.OLD_OR_FOUND, Ownership.PUBLIC_DOMAIN, Ownership.CITY})


def check(ownership: Ownership, licence_id: str, *, is_staff: bool) -> Licence:
    """The licence, if it fits. Raises Invalid with a sentence otherwise.

    Reasons: `unknown_licence`, `city_only` (only staff speak for the city) and `wrong_licence`.
    """
    licence = get_licence(licence_id)
    if ownership is Ownership.CITY and not is_staff:
        raise Invalid(_l("Only staff can add the city's own works."), reason="city_only")
    if licence.id not in _FITTING[ownership]:
        raise Invalid(_misfit(ownership, licence), reason="wrong_licence")
    return licence


def _misfit(ownership: Ownership, licence: Licence) -> Lazy:
    if licence.id == "etalab-2.0":
        return _l("The Open Licence is for the city's own works only.")
    if licence.id == "PDM-1.0":
        return _l("The public domain mark is for works whose rights have ended.")
    if licence.id == "PPL":
        return _l("The Peer Production Licence is for citizens' own works only.")
    return _MISFITS[ownership]


def check_reason(ownership: Ownership, reason: str) -> str:
    """The reason, cleaned, empty where none is needed. Raises Invalid (`reason_needed`)."""
    if ownership not in REASON_NEEDED:
        return ""
    cleaned = clean_line(reason)
    if not SHORTEST_REASON <= len(cleaned) <= LONGEST_REASON:
        raise Invalid(
            _l("Say in a few words why you think so, in 500 characters at most."),
            reason="reason_needed",
        )
    return cleaned
