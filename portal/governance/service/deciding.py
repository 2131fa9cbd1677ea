"""Keep, hide, restore, ask: one unit with the public decision, the answers and the letters."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from portal.community import queries as decisions
from portal.community import service as book
from portal.community.models import Decision, Report
from portal.community.rules import Action
from portal.contributions import queries as works
from portal.contributions import service as contributions
from portal.contributions.models import Contribution
from portal.contributions.rules import State
from portal.contributions.service import SUBJECT
from portal.database import db, lock_row, transaction
from portal.governance import letters, queries, rules
from portal.governance.models import Question
from portal.governance.rules import QuestionState, Verdict
from portal.kernel import text
from portal.kernel.errors import Conflict
from portal.kernel.ids import new_id
from portal.web.locale import current_language
from portal.web.viewer import Viewer


def decide(viewer: Viewer, contribution_id: int, verdict: Verdict) -> Decision | None:
    """Do what the verdict says; the same id again returns the first decision.

    None when a work was to be kept that another curator has kept already. Raises NotFound,
    Forbidden (`own_work`), Invalid (`fields`), Conflict (`changed`, `appeal_open`).
    """
    verdict = cleaned(verdict)
    with transaction():
        earlier = find_same(viewer, contribution_id, verdict)
        if earlier is not None:
            return earlier
        work = lock_row(Contribution, works.get_work(viewer, contribution_id).id)
        rules.check_decide(viewer, work.contributor_id)
        rules.check_verdict(verdict)
        rules.check_state(verdict.action, State(work.state), work.revision, verdict.seen)
        if verdict.action is Action.RESTORE and queries.find_open_appeal(work.id):
            raise Conflict(
                _l("There is an appeal about this work. Decide that."), reason="appeal_open"
            )
        if verdict.action is Action.KEEP and _is_settled(work):
            return None
        act(viewer, work, verdict)
        return write_down(viewer, work, verdict)


def cleaned(verdict: Verdict) -> Verdict:
    """With words as they are stored."""
    return Verdict(**{**verdict.__dict__, "words": text.clean(verdict.words)})


def find_same(viewer: Viewer, contribution_id: int, verdict: Verdict) -> Decision | None:
    """The decision that this sending repeats; Conflict when the id belongs to another one."""
    earlier = decisions.find_decision(verdict.id)
    if earlier is None:
        return None
    if (earlier.subject_id, earlier.decided_by) != (contribution_id, viewer.id):
        raise Conflict(reason="id_taken")
    return earlier


def _is_settled(work: Contribution) -> bool:
    """Whether nothing about this work waits: then keeping it once more says nothing."""
    is_reviewed = work.reviewed_revision == work.revision
    waits = decisions.open_reports(SUBJECT, [work.id])[work.id] or queries.questions_about(work.id)
    return is_reviewed and not waits


def act(viewer: Viewer, work: Contribution, verdict: Verdict) -> None:
    """Change the work as the verdict says."""
    # The reason of a revision is read with the history of the work, once it is shown again.
    why = text.shorten(verdict.words, 500) if verdict.is_public else ""
    if verdict.action is Action.HIDE:
        contributions.hide(viewer, work.id, why)
    elif verdict.action in {Action.RESTORE, Action.APPEAL_UPHELD}:
        contributions.unhide(viewer, work.id, why)
    if verdict.action in {Action.KEEP, Action.RESTORE, Action.APPEAL_UPHELD}:
        contributions.mark_reviewed(viewer, work.id)


def write_down(
    viewer: Viewer, work: Contribution, verdict: Verdict, about_id: int | None = None
) -> Decision:
    """The decision, the end of what waited for it, and the letters that tell it."""
    reports: list[Report] = []
    answers: list[book.Answer] = []
    if verdict.action is Action.ASK:
        _ask(viewer, work, verdict)
    else:
        reports, answers = book.answer_reports(SUBJECT, work.id)
        close_questions(work.id)
    decision = book.decide(
        Decision(
            id=verdict.id,
            subject_type=SUBJECT,
            subject_id=work.id,
            action=verdict.action,
            reason=verdict.reason,
            words="" if verdict.action is Action.ASK else verdict.words,
            language=current_language(),
            decided_by=viewer.id,
            is_public=_is_public(verdict, has_reports=bool(reports)),
            report_ids=[report.id for report in reports],
            about_id=about_id,
        )
    )
    book.link_reports(reports, decision)
    _tell(work, decision, verdict, answers)
    return decision


def _is_public(verdict: Verdict, *, has_reports: bool) -> bool:
    """Questions are private; what was kept without anybody asking fills no public list."""
    routine = verdict.action is Action.KEEP and not (has_reports or verdict.reason or verdict.words)
    return verdict.is_public and verdict.action is not Action.ASK and not routine


def _ask(viewer: Viewer, work: Contribution, verdict: Verdict) -> None:
    db.session.add(
        Question(
            id=new_id(),
            contribution_id=work.id,
            asked_by=viewer.id,
            words=verdict.words,
            language=current_language(),
        )
    )


def close_questions(contribution_id: int) -> None:
    """A decision settles what was asked."""
    db.session.execute(
        update(Question)
        .where(Question.contribution_id == contribution_id)
        .values(state=QuestionState.CLOSED)
    )


def _tell(
    work: Contribution, decision: Decision, verdict: Verdict, answers: list[book.Answer]
) -> None:
    if verdict.action is not Action.KEEP:
        said = verdict.words if verdict.action is Action.ASK else decision.words
        letters.tell_contributor(work, work.title, decision, said)
    for answer in answers:
        letters.tell_reporter(answer, decision)
