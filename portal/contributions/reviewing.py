"""Works as the review desk reads them: other people's, whatever hides or shows them."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, select, tuple_

from portal.contributions.models import UNREVIEWED, Contribution
from portal.contributions.queries import page_of, read_cursor, visible_to
from portal.contributions.rules import State
from portal.database import db
from portal.kernel.pages import Page
from portal.web.viewer import Viewer

Ids = Select[int]
MOST_COUNTED = 1_000


@dataclass(frozen=True)
class Desk:
    """What lies on the desk: in which states, `among` or `without` some ids, of one person."""

    states: frozenset[State] = frozenset({State.VISIBLE, State.HIDDEN})
    is_fresh: bool = False  # only what nobody has looked at as it is now
    among: Ids | None = None
    without: tuple[Ids, ...] = field(default=())
    person_id: int | None = None


def list_for_review(
    viewer: Viewer, desk: Desk, cursor: str | None = None, limit: int = 24
) -> Page[Contribution]:
    """The works of a desk, those that wait longest first; one's own are for others."""
    query = _narrowed(select(Contribution), viewer, desk)
    key = tuple_(Contribution.published_at, Contribution.id)
    if cursor:
        query = query.where(key > read_cursor(cursor))
    query = query.order_by(Contribution.published_at, Contribution.id)
    return page_of(list(db.session.scalars(query.limit(limit + 1))), limit)


def count_for_review(viewer: Viewer, desk: Desk) -> int:
    """How many there are; counting stops at 1,000."""
    some = _narrowed(select(Contribution.id), viewer, desk).limit(MOST_COUNTED).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def _narrowed(query: Select[Any], viewer: Viewer, desk: Desk) -> Select[Any]:
    query = query.where(
        Contribution.state.in_([state.value for state in desk.states]),
        visible_to(viewer),
        Contribution.contributor_id != viewer.id,
        Contribution.published_at.is_not(None),
    )
    if desk.is_fresh:
        query = query.where(UNREVIEWED)
    if desk.among is not None:
        query = query.where(Contribution.id.in_(desk.among))
    for others in desk.without:
        query = query.where(Contribution.id.not_in(others))
    if desk.person_id is not None:
        query = query.where(Contribution.contributor_id == desk.person_id)
    return query
