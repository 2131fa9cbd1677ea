"""Editing a published work, and merging when two people edit at once."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal import history, maps
from portal.contributions import queries, rules, service
from portal.contributions.content import Content
from portal.contributions.edit_form import EditForm, messages
from portal.contributions.models import Contribution
from portal.contributions.service import Edit, Outdated
from portal.contributions.views import blueprint
from portal.contributions.views.contribute import choices
from portal.kernel.errors import Invalid
from portal.web.access import current_viewer
from portal.web.locale import current_language

Told = dict[str, Any]  # translations as snapshots keep them, by language


@blueprint.get("/contributions/<id:contribution_id>/edit")
def edit(contribution_id: int) -> ResponseReturnValue:
    """The form with what is there now."""
    work = _editable(contribution_id)
    return _form(work, EditForm.showing(work.content, work.revision))


@blueprint.post("/contributions/<id:contribution_id>/edit")
def save(contribution_id: int) -> ResponseReturnValue:
    """Keep the change as a revision; where somebody was quicker, show both sides."""
    work = _editable(contribution_id)
    form = EditForm()
    values, wrong = form.fitting()
    if wrong or form.base.data is None:
        return _form(work, form, wrong), 422
    try:
        change = Edit(values, form.reason.data or "", form.base.data)
        service.edit(current_viewer(), contribution_id, change)
    except Outdated as outdated:
        return _merge(contribution_id, outdated, values, form.reason.data or ""), 409
    except Invalid as refused:
        return _form(work, form, messages(refused.fields)), 422
    flash(_("Saved. Everybody sees the change now."), "done")
    return redirect(url_for("contributions.show", contribution_id=contribution_id), 303)


def _editable(contribution_id: int) -> Contribution:
    viewer = current_viewer()
    work = queries.get_work(viewer, contribution_id)
    rules.check_edit(viewer, work.standing)
    return work


def _form(work: Contribution, form: EditForm, wrong: Mapping[str, object] | None = None) -> str:
    return render_template(
        "contributions/edit.html", work=work, form=form, errors=wrong or {}, **_asked(form)
    )


def _asked(form: EditForm) -> dict[str, Any]:
    """What the form offers to choose from; its own language is no translation."""
    viewer = current_viewer()
    return {
        "map_shell": maps.current_maps().shell("pick", current_language()),
        "told": [row for row in form.translations() if row[0] != form.language.data],
        **choices(viewer),
    }


def _merge(contribution_id: int, outdated: Outdated, values: dict[str, Any], reason: str) -> str:
    """Both versions, merged as far as they do not touch the same field."""
    work = queries.get_work(current_viewer(), contribution_id)
    base, theirs = outdated.base.snapshot(), outdated.theirs.snapshot()
    mine = outdated.base.changed(**values).snapshot()
    conflicts = {conflict.field for conflict in outdated.merged.conflicts}
    kept = outdated.merged.values | {name: mine[name] for name in conflicts}
    told, is_clean = _merge_translations(*(side["translations"] for side in (base, mine, theirs)))
    kept["translations"] = told
    if is_clean:
        conflicts.discard("translations")
    form = EditForm.showing(Content.from_snapshot(kept), outdated.number, reason)
    return render_template(
        "contributions/merge.html",
        work=work,
        form=form,
        errors={},
        mine=mine,
        theirs=theirs,
        conflicts=sorted(conflicts),
        **_asked(form),
    )


def _merge_translations(base: Told, mine: Told, theirs: Told) -> tuple[Told, bool]:
    """Each language by itself, mine where both changed the same one; whether none was."""
    merged = history.merge(base, mine, theirs)
    told = merged.values | {one.field: one.mine for one in merged.conflicts}
    return {language: said for language, said in told.items() if said}, merged.is_clean
