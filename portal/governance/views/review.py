"""The desk itself: look, decide, next."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug import Response

from portal.community.rules import Action
from portal.governance import service
from portal.governance.desk import Wish, page_for
from portal.governance.forms import BatchForm, DecideForm
from portal.governance.rules import Verdict, check_verdict
from portal.governance.views import blueprint
from portal.kernel import ids
from portal.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from portal.web.access import current_viewer, requires
from portal.web.locale import current_language

MOST_AT_ONCE = 24
APPEALS = {Action.APPEAL_UPHELD, Action.APPEAL_REJECTED}
BATCHED = {Action.KEEP, Action.HIDE, Action.RESTORE}


@blueprint.get("/review/")
@requires("review.decide")
def review() -> ResponseReturnValue:
    """One work large, the reasons under the hand, the queue on the side."""
    return _page(_wish(request.args.get("work")), DecideForm(formdata=None))


@blueprint.post("/review/<id:contribution_id>")
@requires("review.decide")
def decide(contribution_id: int) -> ResponseReturnValue:
    """Keep, hide, restore, ask, or decide an appeal."""
    form = DecideForm()
    wish = _wish(ids.encode(contribution_id))
    if not form.validate_on_submit():
        return _page(wish, form), 422
    try:
        verdict = form.verdict(request.form.get("action", ""))
        verb = service.decide_appeal if verdict.action in APPEALS else service.decide
        verb(current_viewer(), contribution_id, verdict)
    except Invalid as refused:
        if not refused.fields:
            raise
        for name, why in refused.fields.items():
            form[name].errors = [*form[name].errors, str(why)]
        return _page(wish, form), 422
    flash(_done(verdict.action), "done")
    return _onwards(request.form.get("next"))


@blueprint.post("/review/several")
@requires("review.decide")
def decide_several() -> ResponseReturnValue:
    """The ticked works, with one reason. What changed meanwhile stays in the queue."""
    form = BatchForm()
    chosen = [_pick(text) for text in request.form.getlist("pick")[:MOST_AT_ONCE]]
    action = request.form.get("action", "")
    problem = _problem(form, chosen, action)
    if problem:
        flash(problem, "failed")
        return _onwards(request.form.get("work"))
    left = [pick for pick in chosen if not _decide_one(pick, Action(action), form)]
    done = len(chosen) - len(left)
    if done:
        flash(ngettext("%(num)d work decided.", "%(num)d works decided.", done), "done")
    if left:
        text = ngettext(
            "%(num)d work has changed meanwhile. It stays in the queue.",
            "%(num)d works have changed meanwhile. They stay in the queue.",
            len(left),
        )
        flash(text, "failed")
    return _onwards(None)


def _problem(form: BatchForm, chosen: list[tuple[int, int]], action: str) -> str:
    """Why nothing can be decided yet, or nothing."""
    if not chosen:
        return str(_("Tick the works first."))
    if not form.validate_on_submit() or action not in BATCHED:
        return str(_("Choose what to do."))
    try:
        check_verdict(_verdict(Action(action), form, 0))
    except Invalid as refused:
        return " ".join(str(why) for why in refused.fields.values())
    return ""


def _verdict(action: Action, form: BatchForm, seen: int) -> Verdict:
    return Verdict(ids.new_id(), action, seen, form.reason.data or "", form.words.data or "")


def _decide_one(pick: tuple[int, int], action: Action, form: BatchForm) -> bool:
    contribution_id, seen = pick
    try:
        service.decide(current_viewer(), contribution_id, _verdict(action, form, seen))
    except (Conflict, Forbidden, NotFound):
        return False
    return True


def _pick(text: str) -> tuple[int, int]:
    """`<id>.<revision>`, as a tick sends it."""
    name, _dot, revision = text.partition(".")
    if not (revision.isascii() and revision.isdecimal() and len(revision) < 10):
        raise Invalid(reason="bad_pick")
    return ids.decode(name), int(revision)


def _wish(work: str | None) -> Wish:
    given = request.values
    return Wish(
        pile=given.get("show", ""),
        person=given.get("person", ""),
        work_id=ids.decode(work) if work else None,
        cursor=given.get("cursor"),
    )


def _page(wish: Wish, form: DecideForm) -> str:
    context = page_for(current_viewer(), wish, current_language())
    if not form.is_submitted():
        form.id.data = ids.encode(ids.new_id())
        form.seen.data = context["known"].work.revision if context["known"] else 0
    batch = BatchForm(formdata=None)
    return render_template("governance/review.html", form=form, batch=batch, **context)


def _onwards(work: str | None) -> Response:
    """Back to the desk, to the work that comes next, with the hand on the panel."""
    kept: dict[str, Any] = {
        name: request.form.get(name) or None for name in ("show", "person", "cursor")
    }
    return redirect(url_for(".review", work=work or None, _anchor="panel", **kept), 303)


def _done(action: Action) -> str:
    says = {
        Action.KEEP: _("Kept."),
        Action.HIDE: _("Hidden. The contributor gets the reason; you find the work under Hidden."),
        Action.RESTORE: _("Everybody sees it again. The contributor is told."),
        Action.ASK: _("Your question is on its way to the contributor."),
        Action.APPEAL_UPHELD: _("Appeal upheld. Everybody sees the work again."),
        Action.APPEAL_REJECTED: _("Appeal rejected. The contributor gets your reason."),
    }
    return str(says[action])
