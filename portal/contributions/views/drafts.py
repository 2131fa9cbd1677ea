"""What is done with drafts on `/contribute`: kept, filled in alike, published, thrown away."""

from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from portal.contributions import drafting, queries, service
from portal.contributions.draft_cards import draft_cards
from portal.contributions.draft_form import DraftForm, SameForm
from portal.contributions.models import Contribution
from portal.contributions.rules import State
from portal.contributions.views import contribute
from portal.contributions.views.contribute import MAY, MOST_FILES, blueprint
from portal.kernel import ids
from portal.kernel.errors import NotFound
from portal.uploads.queries import derivatives_of
from portal.web.access import current_viewer, requires
from portal.web.locale import current_language

Errors = dict[int, dict[str, object]]


@blueprint.post("/contribute/drafts")
@requires(MAY)
def change() -> ResponseReturnValue:
    """The page's one form. Whatever its button does, what was typed is kept first."""
    viewer = current_viewer()
    works = [drafting.get_own(viewer, i) for i in _listed()]
    errors = {work.id: _keep(work) for work in works if work.state == State.DRAFT}
    errors = {work_id: wrong for work_id, wrong in errors.items() if wrong}
    action, _colon, name = request.form.get("do", "save").partition(":")
    if action == "discard":
        service.discard(viewer, drafting.get_draft(viewer, ids.decode(name)).id)
        return redirect(url_for(".page", discarded=name), 303)
    if action == "same":
        return _fill_in_alike(works, errors)
    if action == "publish":
        return _publish(works, errors)
    if errors:
        return contribute.show_page(viewer, typed=request.form, errors=errors), 422
    flash(_("Saved. Only you see it until you publish it."), "done")
    return redirect(url_for(".page"), 303)


def _listed() -> list[int]:
    return [ids.decode(name) for name in request.form.getlist("draft")[:MOST_FILES]]


def _keep(work: Contribution) -> dict[str, object]:
    form = DraftForm(request.form, prefix=f"{ids.encode(work.id)}-")
    return drafting.keep(current_viewer(), work, form)


def _fill_in_alike(works: list[Contribution], errors: Errors) -> ResponseReturnValue:
    viewer, same = current_viewer(), SameForm(request.form, prefix="all-")
    given, wrong = same.fitting()
    drafts = [work for work in works if work.state == State.DRAFT and not work.problem]
    for work in drafts if not wrong else ():
        values = drafting.for_draft(work.content, given, replaces=bool(same.replaces.data))
        wrong |= drafting.keep_values(viewer, work, values)
    if wrong or errors:
        return contribute.show_page(
            viewer, typed=request.form, errors=errors, same=same, same_errors=wrong
        ), 422
    count = len(drafts)
    flash(ngettext("Filled in on one photo.", "Filled in on %(num)d photos.", count), "done")
    return redirect(url_for(".page"), 303)


def _publish(works: list[Contribution], errors: Errors) -> ResponseReturnValue:
    """Those that are complete go public, the others stay and say what they need."""
    viewer = current_viewer()
    done = drafting.publish_ready(viewer, [work for work in works if work.id not in errors])
    left = sum(not work.problem for work in works) - len(done)
    if left:
        says = ngettext(
            "One photo still needs something: it is marked there.",
            "%(num)d photos still need something: it is marked at each.",
            left,
        )
        flash(says, "need")
    if errors:
        return contribute.show_page(viewer, typed=request.form, errors=errors), 422
    published = "~".join(ids.encode(i) for i in done) or None
    return redirect(url_for(".page", published=published), 303)


@blueprint.post("/contribute/drafts/<id:contribution_id>")
@requires(MAY)
def keep(contribution_id: int) -> str:
    """Keep one draft while it is being written; answers with its card, for the page to compare."""
    work = drafting.get_draft(current_viewer(), contribution_id)
    return _card(work, _keep(work), is_kept=True)


@blueprint.get("/contribute/drafts/<id:contribution_id>")
@requires(MAY)
def card(contribution_id: int) -> str:
    """One draft's card and the line that publishes, as they are now."""
    return _card(drafting.get_draft(current_viewer(), contribution_id), {})


def _card(work: Contribution, wrong: dict[str, object], *, is_kept: bool = False) -> str:
    viewer, language = current_viewer(), current_language()
    typed: MultiDict[str, str] | None = request.form if request.method == "POST" else None
    (shown,) = draft_cards(viewer, [work], language, typed=typed, errors={work.id: wrong})
    works = queries.list_drafts(viewer, MOST_FILES)
    staff = service.is_staff(viewer)
    return render_template(
        "contributions/contribute/_one.html",
        draft=shown,
        is_kept=is_kept,
        total=sum(not w.problem for w in works),
        ready=sum(not drafting.missing_of(w, is_staff=staff) for w in works),
        **contribute.choices(viewer),
    )


@blueprint.get("/contribute/waiting")
@requires(MAY)
def waiting() -> ResponseReturnValue:
    """The names of drafts whose sizes are still being made."""
    works = queries.list_drafts(current_viewer(), MOST_FILES)
    made: dict[int, Any] = derivatives_of(w.cover_file_id for w in works if w.cover_file_id)
    unmade = [w for w in works if not w.problem and not made.get(w.cover_file_id or 0)]
    return jsonify(waiting=[ids.encode(work.id) for work in unmade])


@blueprint.post("/contribute/drafts/<id:contribution_id>/recover")
@requires(MAY)
def recover(contribution_id: int) -> ResponseReturnValue:
    """Take a draft back that was thrown away."""
    viewer = current_viewer()
    work = drafting.get_own(viewer, contribution_id)
    if work.state == State.DISCARDED:
        service.recover(viewer, contribution_id)
    elif work.state != State.DRAFT:
        raise NotFound
    flash(_("The photo is back among your drafts."), "done")
    anchor = f"draft-{ids.encode(contribution_id)}"
    return redirect(url_for(".page", _anchor=anchor), 303)
