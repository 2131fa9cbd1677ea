"""Reads of the review desk: what waits, and what is known of one work."""

from collections.abc import Iterable

from sqlalchemy import Select, select

from portal.community.queries import open_subjects
from portal.contributions.models import Contribution
from portal.contributions.reviewing import Desk, count_for_review, list_for_review
from portal.contributions.rules import State
from portal.contributions.service import SUBJECT
from portal.database import db
from portal.governance.models import Appeal, Question, Tombstone
from portal.governance.rules import WAITING, AppealState, Pile, QuestionState
from portal.kernel.pages import Page
from portal.web.viewer import Viewer


def list_pile(
    viewer: Viewer, pile: Pile, cursor: str | None = None, person_id: int | None = None
) -> Page[Contribution]:
    """The works of one pile that this viewer may decide about, those that wait longest first."""
    return list_for_review(viewer, _desk(viewer, pile, person_id), cursor)


def count_pile(viewer: Viewer, pile: Pile) -> int:
    """How many lie there, up to 1,000."""
    return count_for_review(viewer, _desk(viewer, pile))


def count_waiting(viewer: Viewer) -> int:
    """What waits for this viewer on all piles."""
    return sum(count_pile(viewer, pile) for pile in WAITING)


def _desk(viewer: Viewer, pile: Pile, person_id: int | None = None) -> Desk:
    reported, asked = open_subjects(SUBJECT), _asked(QuestionState.OPEN, QuestionState.ANSWERED)
    visible, hidden = frozenset({State.VISIBLE}), frozenset({State.HIDDEN})
    desks = {
        Pile.FRESH: Desk(visible, is_fresh=True, without=(reported, asked), person_id=person_id),
        Pile.REPORTED: Desk(among=reported, person_id=person_id),
        Pile.APPEALS: Desk(hidden, among=_appealed(viewer), person_id=person_id),
        Pile.ASKED: Desk(among=_asked(QuestionState.ANSWERED), person_id=person_id),
        Pile.HIDDEN: Desk(hidden, without=(_appealed(None),), person_id=person_id),
    }
    return desks[pile]


def _asked(*states: QuestionState) -> Select[int]:
    return select(Question.contribution_id).where(Question.state.in_(states))


def _appealed(viewer: Viewer | None) -> Select[int]:
    """Works with an open appeal; for a viewer, those that this viewer may decide."""
    query = select(Appeal.contribution_id).where(Appeal.state == AppealState.OPEN)
    if viewer is not None:
        query = query.where(Appeal.decided_by.is_distinct_from(viewer.id))
    return query


def find_appeal(decision_id: int) -> Appeal | None:
    """The appeal against a decision, if there is one."""
    return db.session.scalar(select(Appeal).where(Appeal.decision_id == decision_id))


def find_open_appeal(contribution_id: int) -> Appeal | None:
    """The appeal that waits for a decision about this work."""
    return db.session.scalar(
        select(Appeal)
        .where(Appeal.state == AppealState.OPEN, Appeal.contribution_id == contribution_id)
        .limit(1)
    )


def questions_about(contribution_id: int) -> list[Question]:
    """What was asked about a work and is not settled, oldest first."""
    query = select(Question).where(
        Question.contribution_id == contribution_id, Question.state != QuestionState.CLOSED
    )
    return list(db.session.scalars(query.order_by(Question.id)))


def tombstones() -> Iterable[Tombstone]:
    """Everything that was ever removed for good."""
    return db.session.scalars(select(Tombstone).order_by(Tombstone.contribution_id))
