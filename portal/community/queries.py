"""Reads of reports (for curators) and of decisions (for everybody)."""

from collections.abc import Iterable, Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from portal.community.models import Decision, Report
from portal.community.rules import Action, ReportState, may_read_private
from portal.database import db
from portal.kernel.errors import Invalid, NotFound
from portal.kernel.pages import Page, decode_cursor, encode_cursor
from portal.web.viewer import Viewer

PAGE = 30


def list_decisions(
    viewer: Viewer, action: str = "", cursor: str | None = None, limit: int = PAGE
) -> Page[Decision]:
    """Decisions, newest first; those that are not public are left out for most viewers."""
    query = select(Decision)
    if not may_read_private(viewer):
        query = query.where(Decision.is_public.is_(True))
    if action:
        if action not in set(Action):
            raise Invalid(_l("This filter is not known here."), fields={"action": "?"})
        query = query.where(Decision.action == action)
    if cursor:
        query = query.where(Decision.id < decode_cursor(cursor, int)[0])
    found = db.session.scalars(query.order_by(Decision.id.desc()).limit(limit + 1)).all()
    more = encode_cursor(found[limit - 1].id) if len(found) > limit else None
    return Page(tuple(found[:limit]), more)


def find_decision(decision_id: int) -> Decision | None:
    """A decision, public or not."""
    return db.session.get(Decision, decision_id)


def get_decision(viewer: Viewer, decision_id: int) -> Decision:
    """A decision that the viewer may read; NotFound when there is none."""
    decision = find_decision(decision_id)
    if decision is None or not (decision.is_public or may_read_private(viewer)):
        raise NotFound
    return decision


def decisions_about(subject_type: str, subject_id: int, limit: int = 20) -> Sequence[Decision]:
    """What was decided about a subject, public or not, newest first."""
    query = select(Decision).where(
        Decision.subject_type == subject_type, Decision.subject_id == subject_id
    )
    return db.session.scalars(query.order_by(Decision.id.desc()).limit(limit)).all()


def open_subjects(subject_type: str) -> Select[int]:
    """The ids of subjects with open reports, as a part of another query."""
    return select(Report.subject_id).where(
        Report.state == ReportState.OPEN, Report.subject_type == subject_type
    )


def open_reports(subject_type: str, subject_ids: Iterable[int]) -> dict[int, list[Report]]:
    """The open reports of these subjects, oldest first."""
    wanted = list(subject_ids)
    found: dict[int, list[Report]] = {subject_id: [] for subject_id in wanted}
    query = select(Report).where(
        Report.state == ReportState.OPEN,
        Report.subject_type == subject_type,
        Report.subject_id.in_(wanted),
    )
    for report in db.session.scalars(query.order_by(Report.id)):
        found[report.subject_id].append(report)
    return found
