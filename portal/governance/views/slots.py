"""What the desk shows on the page of a work: to its contributor, and to curators."""

from flask import render_template

from portal.community.rules import REASON_NAMES, Reason
from portal.contributions.models import Contribution
from portal.contributions.rules import State
from portal.governance import queries, rules
from portal.governance.forms import AnswerForm
from portal.governance.service.appealing import find_hiding
from portal.web.access import current_viewer, may


def show_talk(work: Contribution) -> str:
    """The open questions and the appeal, for the contributor; nothing for anybody else."""
    viewer = current_viewer()
    if not viewer.is_known or viewer.id != work.contributor_id:
        return ""
    hiding = find_hiding(work.id) if work.state == State.HIDDEN else None
    questions = queries.questions_about(work.id)
    if hiding is None and not questions:
        return ""
    return render_template(
        "governance/_talk.html",
        hiding=hiding,
        reason=REASON_NAMES[Reason(hiding.reason)] if hiding and hiding.reason else "",
        appeal=queries.find_appeal(hiding.id) if hiding else None,
        questions=questions,
        form=AnswerForm(formdata=None),
    )


def show_actions(work: Contribution) -> str:
    """The way to the desk, in the menu of somebody else's work."""
    viewer = current_viewer()
    is_on_desk = work.state in {State.VISIBLE, State.HIDDEN}
    if viewer.id == work.contributor_id or not is_on_desk or not may("review.decide"):
        return ""
    return render_template(
        "governance/_actions.html", work=work, may_expunge=viewer.has_role(*rules.STEWARDS)
    )
