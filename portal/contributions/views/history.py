"""The history of a work: every revision, any two compared, any one restored."""

from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal import history as revisions
from portal.contributions import queries, rules, service
from portal.contributions.cards import when_in_words
from portal.contributions.chosen import licence_label
from portal.contributions.forms import RestoreForm
from portal.contributions.models import Contribution
from portal.contributions.service import subject_of
from portal.contributions.views import blueprint
from portal.kernel.errors import NotFound
from portal.people.queries import names_of
from portal.web.access import current_viewer
from portal.web.locale import current_language
from portal.web.viewer import Viewer

# What only the contributor and curators read: the exact place, and words about third persons.
PRIVATE = {"latitude", "longitude", "accuracy", "direction", "ownership_reason"}


@blueprint.get("/contributions/<id:contribution_id>/revisions/")
def history(contribution_id: int) -> ResponseReturnValue:
    """Who changed what, when and why."""
    viewer = current_viewer()
    work = queries.get_work(viewer, contribution_id)
    page = revisions.list_revisions(subject_of(work.id), request.args.get("cursor"), 50)
    return render_template(
        "contributions/history.html",
        work=work,
        page=page,
        names=names_of({row.author_id for row in page.items if row.author_id}),
        may_restore=rules.may_edit(viewer, work.standing),
    )


@blueprint.get("/contributions/<id:contribution_id>/revisions/<int:number>")
def revision(contribution_id: int, number: int) -> ResponseReturnValue:
    """One revision, and what it changed against another (by default the one before)."""
    viewer = current_viewer()
    work = queries.get_work(viewer, contribution_id)
    against = request.args.get("against", default=max(number - 1, 1), type=int)
    shown, other = _row(work, number), _row(work, against)
    content = _as_seen(viewer, work, shown)
    return render_template(
        "contributions/revision.html",
        work=work,
        revision=shown,
        other=other,
        changes=_changes(_as_seen(viewer, work, other), content),
        content=content,
        when=when_in_words(content.get("edtf") or "", current_language()),
        licence=licence_label(content.get("licence") or ""),
        names=names_of({shown.author_id or 0}),
        may_restore=rules.may_edit(viewer, work.standing) and number != work.revision,
        form=RestoreForm(),
    )


@blueprint.get("/contributions/<id:contribution_id>/revisions/compare")
def compare(contribution_id: int) -> ResponseReturnValue:
    """Any two revisions side by side: the later one's page, against the earlier."""
    work = queries.get_work(current_viewer(), contribution_id)
    pair = sorted((_number("a"), _number("b")))
    address = url_for(".revision", contribution_id=work.id, number=pair[1], against=pair[0])
    return redirect(address, 303)


def _number(name: str) -> int:
    number = request.args.get(name, type=int)
    if number is None or not 0 < number < 2**31:
        raise NotFound
    return number


@blueprint.post("/contributions/<id:contribution_id>/revisions/<int:number>/restore")
def restore(contribution_id: int, number: int) -> ResponseReturnValue:
    """Make this revision the newest."""
    form = RestoreForm()
    if not form.validate_on_submit():
        flash(_("Say why you restore it, in a few words."), "failed")
        address = url_for(".revision", contribution_id=contribution_id, number=number)
        return redirect(address, 303)
    service.restore_revision(current_viewer(), contribution_id, number, form.reason.data or "")
    flash(_("Restored. The revision you saw is the newest again."), "done")
    return redirect(url_for(".show", contribution_id=contribution_id), 303)


def _changes(before: dict[str, Any], after: dict[str, Any]) -> list[revisions.FieldChange]:
    """What differs, with dates and licences in the words of the page."""
    return [_worded(change) for change in revisions.compare(before, after)]


def _worded(change: revisions.FieldChange) -> revisions.FieldChange:
    words = {
        "edtf": lambda kept: when_in_words(kept or "", current_language()),
        "licence": lambda kept: licence_label(kept or ""),
    }.get(change.field)
    if words is None:
        return change
    return replace(change, before=words(change.before), after=words(change.after), words=())


def _row(work: Contribution, number: int) -> revisions.Revision:
    return revisions.get_revision(subject_of(work.id), number)


def _as_seen(viewer: Viewer, work: Contribution, row: revisions.Revision) -> dict[str, Any]:
    """A snapshot with today's gate: exact places only for those who may read them."""
    if rules.may_see_exact_place(viewer, work.contributor_id):
        return dict(row.snapshot)
    return {name: value for name, value in row.snapshot.items() if name not in PRIVATE}
