"""Who may decide what about a work, and what a decision needs. Plain Python."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from portal.community.rules import CURATING, LONGEST_WORDS, Action, Ground, Reason
from portal.contributions.rules import State
from portal.kernel.errors import Conflict, Forbidden, Invalid
from portal.web.viewer import Viewer

STEWARDS = ("steward",)


class Pile(StrEnum):
    """What lies on the review desk, the most urgent first."""

    REPORTED = "reported"
    APPEALS = "appeals"
    ASKED = "asked"
    FRESH = "fresh"
    HIDDEN = "hidden"


PILE_NAMES = {
    Pile.REPORTED: _l("Reported"),
    Pile.APPEALS: _l("Appeals"),
    Pile.ASKED: _l("Asked"),
    Pile.FRESH: _l("New or changed"),
    Pile.HIDDEN: _l("Hidden"),
}
WAITING = (Pile.REPORTED, Pile.APPEALS, Pile.ASKED, Pile.FRESH)


class AppealState(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    REJECTED = "rejected"


class QuestionState(StrEnum):
    OPEN = "open"  # the contributor has not answered yet
    ANSWERED = "answered"
    CLOSED = "closed"  # a decision followed


# What can be decided about a work in which state.
ALLOWED: dict[Action, frozenset[State]] = {
    Action.KEEP: frozenset({State.VISIBLE}),
    Action.HIDE: frozenset({State.VISIBLE}),
    Action.RESTORE: frozenset({State.HIDDEN}),
    Action.ASK: frozenset({State.VISIBLE, State.HIDDEN}),
    Action.APPEAL_UPHELD: frozenset({State.HIDDEN}),
    Action.APPEAL_REJECTED: frozenset({State.HIDDEN}),
}
NEED_REASON = frozenset({Action.HIDE})
NEED_WORDS = frozenset({Action.ASK, Action.APPEAL_REJECTED})


@dataclass(frozen=True)
class Verdict:
    """What a curator wants decided; `seen` is the revision of the work that they looked at."""

    id: int
    action: Action
    seen: int
    reason: str = ""
    words: str = ""
    is_public: bool = True


def check_decide(viewer: Viewer, owner_id: int, *roles: str) -> None:
    """Raise Forbidden unless the viewer holds the role and the work is somebody else's."""
    if not viewer.has_role(*(roles or CURATING)):
        raise Forbidden(_l("Only curators and stewards decide about works."))
    if viewer.id == owner_id:
        raise Forbidden(_l("Nobody decides about their own work."), reason="own_work")


def check_verdict(verdict: Verdict) -> None:
    """Raise Invalid with what is still missing, by field."""
    wrong: dict[str, object] = {}
    reason = verdict.reason
    if (reason or verdict.action in NEED_REASON) and reason not in set(Reason):
        wrong["reason"] = _l("Choose the reason: the contributor gets it.")
    elif reason == Reason.OTHER and not verdict.words:
        wrong["words"] = _l("Say the reason in a few words.")
    if verdict.action in NEED_WORDS and not verdict.words:
        wrong["words"] = _NEEDED_WORDS[verdict.action]
    if len(verdict.words) > LONGEST_WORDS:
        wrong["words"] = _l("This is too long.")
    if wrong:
        raise Invalid(_l("Some fields need another look."), fields=wrong)


_NEEDED_WORDS = {
    Action.ASK: _l("Write your question."),
    Action.APPEAL_REJECTED: _l("Say why the work stays hidden."),
}


def check_state(action: Action, state: State, revision: int, seen: int) -> None:
    """Raise Conflict when the work is not any more what the curator looked at."""
    if state not in ALLOWED[action] or revision != seen:
        raise Conflict(
            _l("This work has changed since you looked at it. Look again."), reason="changed"
        )


def may_decide_appeal(viewer: Viewer, owner_id: int, decided_by: int | None) -> bool:
    """Another curator than the one who decided first, and never the contributor."""
    return viewer.has_role(*CURATING) and viewer.id not in {owner_id, decided_by}


def check_decide_appeal(viewer: Viewer, owner_id: int, decided_by: int | None) -> None:
    """The same, but Forbidden."""
    check_decide(viewer, owner_id)
    if not may_decide_appeal(viewer, owner_id, decided_by):
        raise Forbidden(
            _l("You hid this work. Another curator decides about the appeal."),
            reason="same_curator",
        )


def check_ground(ground: str, words: str) -> None:
    """Raise Invalid unless the ground is named and told."""
    wrong: dict[str, object] = {}
    if ground not in set(Ground):
        wrong["ground"] = _l("Choose the ground.")
    if not words:
        wrong["words"] = _l("Say what this rests on. It is public, so name nobody.")
    elif len(words) > LONGEST_WORDS:
        wrong["words"] = _l("This is too long.")
    if wrong:
        raise Invalid(_l("Some fields need another look."), fields=wrong)
