"""Reporting a subject, and the public book of decisions."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.community import queries, rules, service
from portal.community.forms import ReportForm
from portal.community.models import Decision
from portal.community.rules import ACTION_NAMES, GROUND_NAMES, REASON_NAMES, Action, Ground, Reason
from portal.kernel import ids
from portal.kernel.errors import Invalid
from portal.kernel.pages import Page
from portal.people.queries import names_of
from portal.web.access import current_viewer
from portal.web.forms import client_id
from portal.web.limits import limiter
from portal.web.locale import current_language
from portal.web.subjects import find_subjects, get_subject
from portal.web.viewer import NOBODY

blueprint = Blueprint("community", __name__)


@blueprint.route("/report/<subject_type>/<id:subject_id>", methods=["GET", "POST"])
@limiter.limit("12 per hour", methods=["POST"])
def report(subject_type: str, subject_id: int) -> ResponseReturnValue:
    """Say that something should not stand as it does, with or without an account."""
    card = get_subject(current_viewer(), subject_type, subject_id)
    form = ReportForm()
    form.id.data = form.id.data or ids.encode(ids.new_id())
    status = 200
    if form.validate_on_submit():
        try:
            _take(form, subject_type, subject_id)
            address = url_for(".thanks", subject_type=subject_type, subject_id=subject_id)
            return redirect(address, 303)
        except Invalid as refused:
            _tell(form, refused)
    if form.errors:
        status = 422
    return render_template("community/report.html", form=form, card=card), status


def _take(form: ReportForm, subject_type: str, subject_id: int) -> None:
    if form.website.data:  # a machine: it is thanked and forgotten
        return
    said = service.Said(
        client_id(form.id.data),
        form.reason.data or "",
        form.text.data or "",
        form.contact.data or "",
        current_language(),
    )
    service.report(current_viewer(), subject_type, subject_id, said)


def _tell(form: ReportForm, refused: Invalid) -> None:
    if not refused.fields:
        raise refused
    for name, why in refused.fields.items():
        form[name].errors = [*form[name].errors, str(why)]


@blueprint.get("/report/<subject_type>/<id:subject_id>/thanks")
def thanks(subject_type: str, subject_id: int) -> ResponseReturnValue:
    """What happens next."""
    card = get_subject(current_viewer(), subject_type, subject_id)
    return render_template("community/thanks.html", card=card)


@blueprint.get("/decisions/")
def decisions() -> ResponseReturnValue:
    """Everything that was decided, newest first."""
    action = request.args.get("action", "")
    cursor = request.args.get("cursor")
    viewer = current_viewer()
    page = queries.list_decisions(viewer, action, cursor)
    actions = [a for a in Action if a is not Action.ASK or rules.may_read_private(viewer)]
    return render_template(
        "community/decisions.html",
        page=page,
        cursor=cursor,
        action=action,
        actions=[(a.value, ACTION_NAMES[a]) for a in actions],
        **shown(page),
    )


@blueprint.get("/decisions/<id:decision_id>")
def decision(decision_id: int) -> ResponseReturnValue:
    """One decision, with the one it answers."""
    found = queries.get_decision(current_viewer(), decision_id)
    about = queries.find_decision(found.about_id) if found.about_id else None
    return render_template(
        "community/decision.html", decision=found, about=about, **shown(Page((found,)))
    )


def shown(page: Page[Decision]) -> dict[str, object]:
    """What goes with decisions on a page: names, and titles of what everybody sees now."""
    return {
        "names": names_of({row.decided_by for row in page.items}),
        "cards": find_subjects(NOBODY, [(row.subject_type, row.subject_id) for row in page.items]),
        "action_names": {str(a): name for a, name in ACTION_NAMES.items()},
        "reason_names": {str(r): REASON_NAMES[r] for r in Reason},
        "ground_names": {str(g): GROUND_NAMES[g] for g in Ground},
    }
