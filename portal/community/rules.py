"""Why something is reported, what can be decided about it, and how that reads."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from portal.kernel.errors import Conflict
from portal.web.viewer import Viewer

CURATING = ("curator", "steward")
LONGEST_REPORT = 4_000
LONGEST_WORDS = 4_000


class Reason(StrEnum):
    """Why a thing should not stand as it does; curators give the same reasons back."""

    WRONG_PLACE = "wrong_place"
    WRONG_DESCRIPTION = "wrong_description"
    I_AM_ON_IT = "i_am_on_it"
    NOT_THEIRS = "not_theirs"
    OFFENSIVE = "offensive"
    PRIVATE = "private"
    DANGEROUS = "dangerous"
    SPAM = "spam"
    OTHER = "other"


# As the person who reports says it.
REPORT_WORDS = {
    Reason.WRONG_PLACE: _l("The place is wrong"),
    Reason.WRONG_DESCRIPTION: _l("The title, the story or the date is wrong"),
    Reason.I_AM_ON_IT: _l("I am on this picture and do not want to be"),
    Reason.NOT_THEIRS: _l("It belongs to somebody else (copyright)"),
    Reason.OFFENSIVE: _l("It insults or degrades people"),
    Reason.PRIVATE: _l("It shows something private: a home, a number plate, a document"),
    Reason.DANGEROUS: _l("It puts somebody in danger"),
    Reason.SPAM: _l("It is advertising or has nothing to do with this place"),
    Reason.OTHER: _l("Something else"),
}
# As a decision names it.
REASON_NAMES = {
    Reason.WRONG_PLACE: _l("The place is wrong"),
    Reason.WRONG_DESCRIPTION: _l("The description is wrong"),
    Reason.I_AM_ON_IT: _l("Somebody on it does not want to be shown"),
    Reason.NOT_THEIRS: _l("It belongs to somebody else"),
    Reason.OFFENSIVE: _l("It insults or degrades people"),
    Reason.PRIVATE: _l("It shows something private"),
    Reason.DANGEROUS: _l("It puts somebody in danger"),
    Reason.SPAM: _l("It has nothing to do with this place"),
    Reason.OTHER: _l("Another reason"),
}
# People may be harmed while these wait.
URGENT = frozenset({Reason.I_AM_ON_IT, Reason.PRIVATE, Reason.DANGEROUS})


class ReportState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"


class Action(StrEnum):
    """What can be decided about a subject."""

    KEEP = "keep"
    HIDE = "hide"
    RESTORE = "restore"
    ASK = "ask"
    EXPUNGE = "expunge"
    APPEAL_UPHELD = "appeal_upheld"
    APPEAL_REJECTED = "appeal_rejected"


ACTION_NAMES = {
    Action.KEEP: _l("Kept"),
    Action.HIDE: _l("Hidden"),
    Action.RESTORE: _l("Shown again"),
    Action.ASK: _l("Contributor asked"),
    Action.EXPUNGE: _l("Removed for good"),
    Action.APPEAL_UPHELD: _l("Appeal upheld"),
    Action.APPEAL_REJECTED: _l("Appeal rejected"),
}


class Ground(StrEnum):
    """On what ground something is removed for good."""

    LAW = "law"
    SAFETY = "safety"


GROUND_NAMES = {
    Ground.LAW: _l("The law asks for it"),
    Ground.SAFETY: _l("Somebody's safety asks for it"),
}


class Immutable(Conflict):
    """Decisions are written once."""

    reason = "immutable"


def may_read_private(viewer: Viewer) -> bool:
    """Who reads decisions that are not public."""
    return viewer.has_role(*CURATING)
