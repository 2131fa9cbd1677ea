"""Removing a work for good: for stewards, with a ground, after one more look."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.contributions import expunging
from portal.contributions import queries as works
from portal.governance import rules, service
from portal.governance.forms import ExpungeForm
from portal.governance.service.expunging import Removal
from portal.governance.views import blueprint
from portal.kernel import ids
from portal.kernel.errors import Invalid
from portal.people.queries import names_of
from portal.web.access import current_viewer, requires
from portal.web.forms import client_id


@blueprint.route("/review/<id:contribution_id>/expunge", methods=["GET", "POST"])
@requires("review.expunge")
def expunge(contribution_id: int) -> ResponseReturnValue:
    """What is removed, what stays, and why."""
    facts = expunging.facts_of(contribution_id)
    rules.check_decide(current_viewer(), facts.contributor_id, *rules.STEWARDS)
    form = ExpungeForm()
    form.id.data = form.id.data or ids.encode(ids.new_id())
    if form.validate_on_submit():
        try:
            decision_id = _expunge(form, contribution_id)
        except Invalid as refused:
            for name, why in refused.fields.items():
                form[name].errors = [*form[name].errors, str(why)]
        else:
            flash(_("Removed for good. The ground stands in the public decisions."), "done")
            return redirect(url_for("community.decision", decision_id=decision_id), 303)
    return _page(form, facts), 422 if form.errors else 200


def _expunge(form: ExpungeForm, contribution_id: int) -> int:
    if not form.sure.data:
        why = _l("Say that you know: nothing brings it back.")
        raise Invalid(why, fields={"sure": why})
    removal = Removal(client_id(form.id.data), form.ground.data or "", form.words.data or "")
    return service.expunge(current_viewer(), contribution_id, removal).id


def _page(form: ExpungeForm, facts: expunging.Facts) -> str:
    work = works.find_work(current_viewer(), facts.id)
    return render_template(
        "governance/expunge.html",
        form=form,
        facts=facts,
        title=work.title if work else "",
        contributor=names_of([facts.contributor_id]).get(facts.contributor_id),
        twins=expunging.twins_of(facts.id),
    )
