"""A contributor appeals against a hidden work; another curator decides."""

from flask_babel import lazy_gettext as _l

from portal.community import queries as decisions
from portal.community.models import Decision
from portal.community.rules import LONGEST_WORDS, Action
from portal.contributions import queries as works
from portal.contributions.models import Contribution
from portal.contributions.rules import State
from portal.contributions.service import SUBJECT
from portal.database import db, lock_row, transaction
from portal.governance import queries, rules
from portal.governance.models import Appeal
from portal.governance.rules import AppealState, Verdict
from portal.governance.service.deciding import act, cleaned, find_same, write_down
from portal.kernel import text
from portal.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from portal.web.locale import current_language
from portal.web.viewer import Viewer


def get_appealable(viewer: Viewer, decision_id: int) -> tuple[Decision, Contribution]:
    """The decision that hid a work of the viewer's, and the work.

    Raises NotFound, Forbidden when it is somebody else's, Conflict (`state`) when the work is
    not hidden any more or was hidden anew since.
    """
    decision = decisions.find_decision(decision_id)
    if decision is None or decision.action != Action.HIDE or decision.subject_type != SUBJECT:
        raise NotFound
    work = works.get_work(viewer, decision.subject_id)
    if not viewer.is_known or work.contributor_id != viewer.id:
        raise Forbidden(_l("Only the contributor may appeal."))
    newest = find_hiding(work.id)
    if work.state != State.HIDDEN or newest is None or newest.id != decision.id:
        raise Conflict(_l("This decision does not hold any more."), reason="state")
    return decision, work


def find_hiding(contribution_id: int) -> Decision | None:
    """The newest decision that hid a work."""
    found = decisions.decisions_about(SUBJECT, contribution_id)
    return next((row for row in found if row.action == Action.HIDE), None)


def appeal(viewer: Viewer, decision_id: int, words: str) -> Appeal:
    """Say why the work should be shown. Once for each decision: again returns the first."""
    said = text.clean(words)
    if not said or len(said) > LONGEST_WORDS:
        why = _l("This is too long.") if said else _l("Say why the work should be shown.")
        raise Invalid(why, fields={"words": why})
    with transaction():
        decision, work = get_appealable(viewer, decision_id)
        lock_row(Contribution, work.id)
        earlier = queries.find_appeal(decision.id)
        if earlier is not None:
            return earlier
        row = Appeal(
            decision_id=decision.id,
            decided_by=decision.decided_by,
            contribution_id=work.id,
            words=said,
            language=current_language(),
        )
        db.session.add(row)
        db.session.flush()
    return row


def decide_appeal(viewer: Viewer, contribution_id: int, verdict: Verdict) -> Decision:
    """Uphold the appeal (the work is shown again) or reject it with a reason.

    Raises NotFound, Forbidden (`own_work`, `same_curator`), Invalid, Conflict (`changed`).
    """
    verdict = cleaned(verdict)
    with transaction():
        earlier = find_same(viewer, contribution_id, verdict)
        if earlier is not None:
            return earlier
        work = lock_row(Contribution, works.get_work(viewer, contribution_id).id)
        row = queries.find_open_appeal(work.id)
        rules.check_decide(viewer, work.contributor_id)
        if row is None:
            raise Conflict(_l("This appeal was decided in the meantime."), reason="changed")
        rules.check_decide_appeal(viewer, work.contributor_id, row.decided_by)
        rules.check_verdict(verdict)
        rules.check_state(verdict.action, State(work.state), work.revision, verdict.seen)
        act(viewer, work, verdict)
        decision = write_down(viewer, work, verdict, about_id=row.decision_id)
        is_upheld = verdict.action is Action.APPEAL_UPHELD
        row.state = AppealState.UPHELD if is_upheld else AppealState.REJECTED
        row.answer_id = decision.id
    return decision
