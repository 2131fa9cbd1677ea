"""The verbs: report a subject, answer what was reported, write down a decision."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.exc import IntegrityError

from portal.community import rules
from portal.community.models import Decision, Report
from portal.community.rules import Reason, ReportState
from portal.database import db, transaction
from portal.kernel import clock, text
from portal.kernel.errors import Conflict, Invalid
from portal.mail.message import read_address
from portal.web.subjects import get_subject
from portal.web.viewer import Viewer


@dataclass(frozen=True)
class Said:
    """A report as somebody sends it; `id` is made by the client, `contact` may be empty."""

    id: int
    reason: str
    text: str = ""
    contact: str = ""
    language: str = "fr"


def report(viewer: Viewer, subject_type: str, subject_id: int, said: Said) -> Report:
    """Tell the curators about a subject that the viewer sees.

    The same id again returns the first result; who says the same again joins what they said.
    Raises NotFound, Invalid (`fields`), Conflict (`id_taken`).
    """
    fresh = _checked(viewer, subject_type, subject_id, said)
    try:
        with transaction():
            return _find_same(fresh) or _keep(fresh)
    except IntegrityError:  # the same id arrived twice at the same moment
        return _find_same(fresh) or fresh


def _checked(viewer: Viewer, subject_type: str, subject_id: int, said: Said) -> Report:
    get_subject(viewer, subject_type, subject_id)
    words, contact = check_said(said)
    return Report(
        id=said.id,
        subject_type=subject_type,
        subject_id=subject_id,
        reason=said.reason,
        text=words,
        reporter_id=viewer.id,
        contact=None if viewer.is_known else contact or None,
        language=said.language,
    )


def check_said(said: Said) -> tuple[str, str]:
    """The text and the address as they are stored; Invalid names each field that does not fit."""
    words = text.clean(said.text)
    wrong: dict[str, object] = {}
    if said.reason not in set(Reason):
        wrong["reason"] = _l("Choose what is wrong.")
    elif said.reason == Reason.OTHER and not words:
        wrong["text"] = _l("Say in a few words what is wrong.")
    if len(words) > rules.LONGEST_REPORT:
        wrong["text"] = _l("This is too long.")
    contact = _address(said.contact, wrong)
    if wrong:
        raise Invalid(_l("Some fields need another look."), fields=wrong)
    return words, contact


def _address(typed: str, wrong: dict[str, object]) -> str:
    address = text.clean_line(typed)
    if address:
        try:
            read_address(address)
        except Invalid:
            wrong["contact"] = _l("This is not an e-mail address.")
    return address


def _find_same(fresh: Report) -> Report | None:
    """What this sending repeats: the very same one, or the same words of the same person."""
    same = db.session.get(Report, fresh.id)
    if same is not None:
        if _key(same) != _key(fresh):
            raise Conflict(reason="id_taken")
        return same
    joined = db.session.scalar(
        select(Report).where(*_same_person_and_matter(fresh)).order_by(Report.id).limit(1)
    )
    if joined is not None:
        joined.times += 1
        if fresh.text and fresh.text not in joined.text:
            both = f"{joined.text}\n\n{fresh.text}".strip()
            joined.text = both[: rules.LONGEST_REPORT]
    return joined


def _key(said: Report) -> tuple[str, int, int | None]:
    return said.subject_type, said.subject_id, said.reporter_id


def _same_person_and_matter(fresh: Report) -> list[ColumnElement[bool]]:
    """Without an account, only an address or the very same words tell that it is the same one."""
    same = [
        Report.state == ReportState.OPEN,
        Report.subject_type == fresh.subject_type,
        Report.subject_id == fresh.subject_id,
        Report.reason == fresh.reason,
        Report.reporter_id == fresh.reporter_id,
    ]
    if fresh.reporter_id is None:
        same.append(Report.contact == fresh.contact)
        if fresh.contact is None:
            same.append(Report.text == fresh.text)
    return same


def _keep(fresh: Report) -> Report:
    db.session.add(fresh)
    db.session.flush()
    return fresh


def decide(decision: Decision) -> Decision:
    """Write a decision down for good, in the caller's unit of work."""
    with transaction():
        db.session.add(decision)
        db.session.flush()
    return decision


@dataclass(frozen=True)
class Answer:
    """Whom to tell the outcome: a member, or an address that is forgotten after this."""

    member_id: int | None
    contact: str | None
    language: str


def answer_reports(subject_type: str, subject_id: int) -> tuple[list[Report], list[Answer]]:
    """Close the open reports of a subject and forget their addresses; joins the caller's unit.

    `link_reports` ties them to the decision once it is written.
    """
    with transaction():
        query = select(Report).where(
            Report.state == ReportState.OPEN,
            Report.subject_type == subject_type,
            Report.subject_id == subject_id,
        )
        found = list(db.session.scalars(query.order_by(Report.id).with_for_update()))
        answers = {Answer(row.reporter_id, row.contact, row.language): None for row in found}
        for row in found:
            row.state, row.answered_at, row.contact = ReportState.ANSWERED, clock.now(), None
    return found, [a for a in answers if a.member_id is not None or a.contact]


def link_reports(reports: Sequence[Report], decision: Decision) -> None:
    """These reports were answered by this decision."""
    with transaction():
        for row in reports:
            row.decision_id = decision.id


def forget_texts(subject_type: str, subject_id: int) -> None:
    """A subject is removed for good: what reports say about it goes too."""
    with transaction():
        db.session.execute(
            update(Report)
            .where(Report.subject_type == subject_type, Report.subject_id == subject_id)
            .values(text="", contact=None)
        )
