"""What may be done with a work, by whom, and what it needs. Plain Python."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from portal.kernel import geo
from portal.kernel.errors import Conflict, Forbidden
from portal.web.viewer import Viewer

CURATING = ("curator", "steward")


class Kind(StrEnum):
    """What a work is; each has a module in kinds/."""

    PHOTO = "photo"


class State(StrEnum):
    """Where a work stands."""

    DRAFT = "draft"
    VISIBLE = "visible"
    HIDDEN = "hidden"  # by review
    WITHDRAWN = "withdrawn"  # by its contributor
    EXPUNGED = "expunged"  # by law or for safety; a tombstone remains
    DISCARDED = "discarded"  # a draft that its contributor threw away


class Consent(StrEnum):
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Precision(StrEnum):
    """How exactly the place is published."""

    EXACT = "exact"
    STREET = "street"
    NEIGHBOURHOOD = "neighbourhood"
    HIDDEN = "hidden"


GRID_METRES = {Precision.STREET: 50.0, Precision.NEIGHBOURHOOD: 500.0}
DEFAULT_PRECISION = Precision.STREET

# action → from which states → to which state. The only table of moves there is.
MOVES: dict[str, tuple[frozenset[State], State]] = {
    "publish": (frozenset({State.DRAFT}), State.VISIBLE),
    "hide": (frozenset({State.VISIBLE}), State.HIDDEN),
    "unhide": (frozenset({State.HIDDEN}), State.VISIBLE),
    "withdraw": (frozenset({State.VISIBLE, State.HIDDEN}), State.WITHDRAWN),
    "discard": (frozenset({State.DRAFT}), State.DISCARDED),
    "recover": (frozenset({State.DISCARDED}), State.DRAFT),
    "expunge": (frozenset(State) - {State.EXPUNGED}, State.EXPUNGED),
}


@dataclass(frozen=True)
class Standing:
    """What the gate needs to know of a work."""

    state: State
    contributor_id: int
    consent: Consent = Consent.GIVEN
    embargoed_until: datetime | None = None


def may_see(viewer: Viewer, work: Standing, moment: datetime) -> bool:
    """The one gate, as a rule. `queries.visible_to` says the same in SQL."""
    if work.state is State.EXPUNGED:
        return False
    if viewer.is_known and viewer.id == work.contributor_id:
        return True
    if work.consent is not Consent.GIVEN:
        return False
    if viewer.has_role(*CURATING):
        return work.state in {State.VISIBLE, State.HIDDEN}
    embargoed = work.embargoed_until is not None and work.embargoed_until > moment
    return work.state is State.VISIBLE and not embargoed


def may_see_exact_place(viewer: Viewer, contributor_id: int) -> bool:
    """Who reads the exact coordinate: the contributor and curators."""
    return (viewer.is_known and viewer.id == contributor_id) or viewer.has_role(*CURATING)


def may_edit(viewer: Viewer, work: Standing) -> bool:
    """The contributor their own, curators what is published or hidden."""
    if work.state in {State.EXPUNGED, State.WITHDRAWN, State.DISCARDED}:
        return False
    if viewer.is_known and viewer.id == work.contributor_id:
        return True
    return viewer.has_role(*CURATING) and work.state is not State.DRAFT


def check_edit(viewer: Viewer, work: Standing) -> None:
    """Raise Forbidden unless the viewer may edit."""
    if not may_edit(viewer, work):
        raise Forbidden(_l("Only the contributor and curators may change this work."))


def may_withdraw(viewer: Viewer, work: Standing) -> bool:
    own = viewer.is_known and viewer.id == work.contributor_id
    return own and work.state in MOVES["withdraw"][0]


def moved(action: str, state: State) -> State:
    """The state after an action; Conflict when the state does not allow it any more."""
    allowed, target = MOVES[action]
    if state not in allowed:
        raise Conflict(_l("The state of this work has changed in the meantime."), reason="state")
    return target


def published_place(exact: geo.Point | None, precision: Precision) -> geo.Point | None:
    """What everybody sees of a place: the centre of a fixed grid cell, or nothing."""
    if exact is None or precision is Precision.HIDDEN:
        return None
    metres = GRID_METRES.get(precision)
    return exact if metres is None else geo.coarsen(exact, metres)
