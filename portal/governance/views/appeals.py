"""What contributors send to the desk: an appeal, the answer to a question."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.community.rules import REASON_NAMES, Reason
from portal.governance import queries, service
from portal.governance.forms import AnswerForm, AppealForm
from portal.governance.service.appealing import get_appealable
from portal.governance.views import blueprint
from portal.web.access import current_viewer, requires


@blueprint.route("/decisions/<id:decision_id>/appeal", methods=["GET", "POST"])
@requires("review.appeal")
def appeal(decision_id: int) -> ResponseReturnValue:
    """Say why a hidden work should be shown."""
    viewer = current_viewer()
    decision, work = get_appealable(viewer, decision_id)
    form = AppealForm()
    if form.validate_on_submit():
        service.appeal(viewer, decision_id, form.words.data or "")
        flash(_("Your appeal has arrived. Another curator decides, and you get a letter."), "done")
        return redirect(url_for("contributions.show", contribution_id=work.id), 303)
    shown = render_template(
        "governance/appeal.html",
        form=form,
        decision=decision,
        work=work,
        earlier=queries.find_appeal(decision.id),
        reason=REASON_NAMES[Reason(decision.reason)] if decision.reason else "",
    )
    return shown, 422 if form.errors else 200


@blueprint.post("/questions/<id:question_id>/answer")
@requires("review.appeal")
def answer(question_id: int) -> ResponseReturnValue:
    """Answer what a curator asked, on the page of the work."""
    form = AnswerForm()
    question = service.answer_question(current_viewer(), question_id, form.answer.data or "")
    flash(_("Your answer has arrived. A curator reads it next."), "done")
    address = url_for("contributions.show", contribution_id=question.contribution_id)
    return redirect(address, 303)
