"""Editing a published work, and merging when two people edit at once."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal import maps
from portal.contributions import queries, rules, service
from portal.contributions.content import Content
from portal.contributions.forms import EditForm
from portal.contributions.models import Contribution
from portal.contributions.service import Edit, Outdated
from portal.contributions.views import blueprint
from portal.kernel.errors import Invalid
from portal.web.access import current_viewer
from portal.web.locale import current_language


@blueprint.get("/contributions/<id:contribution_id>/edit")
def edit(contribution_id: int) -> ResponseReturnValue:
    """The form with what is there now."""
    work = _editable(contribution_id)
    form = EditForm.of(work.content)
    form.base.data = work.revision
    return _form(work, form)


@blueprint.post("/contributions/<id:contribution_id>/edit")
def save(contribution_id: int) -> ResponseReturnValue:
    """Keep the change as a revision; where somebody was quicker, show both sides."""
    work = _editable(contribution_id)
    form = EditForm()
    if not form.validate_on_submit():
        return _form(work, form), 422
    change = Edit(form.values(), form.reason.data or "", form.base.data)
    try:
        service.edit(current_viewer(), contribution_id, change)
    except Outdated as outdated:
        return _merge(contribution_id, outdated, form), 409
    except Invalid as refused:
        return _form(work, form, refused), 422
    flash(_("Saved. Everybody sees the change now."), "done")
    return redirect(url_for("contributions.show", contribution_id=contribution_id), 303)


def _editable(contribution_id: int) -> Contribution:
    viewer = current_viewer()
    work = queries.get_work(viewer, contribution_id)
    rules.check_edit(viewer, work.standing)
    return work


def _form(work: Contribution, form: EditForm, refused: Invalid | None = None) -> str:
    for name, says in (refused.fields if refused else {}).items():
        field = getattr(form, name, None) or form.title
        field.errors = [*field.errors, str(says)]
    shell = maps.current_maps().shell("pick", current_language())
    return render_template("contributions/edit.html", work=work, form=form, map_shell=shell)


def _merge(contribution_id: int, outdated: Outdated, form: EditForm) -> str:
    """Both versions, merged as far as they do not touch the same field."""
    work = queries.get_work(current_viewer(), contribution_id)
    mine = outdated.base.changed(**form.values())
    conflicts = sorted(conflict.field for conflict in outdated.merged.conflicts)
    kept = outdated.merged.values | {name: mine.snapshot()[name] for name in conflicts}
    merged = EditForm.of(Content.from_snapshot(kept))
    merged.base.data = outdated.number
    merged.reason.data = form.reason.data
    shell = maps.current_maps().shell("pick", current_language())
    return render_template(
        "contributions/merge.html",
        work=work,
        form=merged,
        mine=mine.snapshot(),
        theirs=outdated.theirs.snapshot(),
        conflicts=conflicts,
        map_shell=shell,
    )
