"""Receiving the files of `/contribute`, and what could not be taken."""

from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import RequestEntityTooLarge

from portal.contributions.kinds import photo
from portal.contributions.views.contribute import MAY, MOST_FILES, blueprint, refused, twin_url
from portal.database import db
from portal.kernel import ids
from portal.kernel.errors import Conflict, Invalid, PortalError
from portal.uploads.models import Intake
from portal.uploads.rules import refusal
from portal.uploads.service import Sent, put_away_refusals
from portal.web.access import current_viewer, requires
from portal.web.errors import answer
from portal.web.limits import limiter
from portal.web.locale import current_language

UPLOADS = "600/hour"
uploads_limit = limiter.shared_limit(
    lambda: UPLOADS, scope="uploads", cost=lambda: max(1, len(_sent_files()))
)


@blueprint.post("/contribute")
@uploads_limit
@requires(MAY)
def send() -> ResponseReturnValue:
    """Files from the plain form, all at once."""
    taken, left, failed = 0, 0, []
    for file in _sent_files()[:MOST_FILES]:
        try:
            intake = _take(ids.new_id(), file.filename or "", file.stream)
        except PortalError as error:
            failed.append(_("%(file)s: %(why)s", file=file.filename, why=str(error)))
            continue
        taken, left = taken + (not intake.reason), left + bool(intake.reason)
    _tell(taken, left, failed)
    return redirect(url_for(".page"), 303)


def _tell(taken: int, left: int, failed: list[str]) -> None:
    if taken:
        flash(ngettext("One photo is here.", "%(num)d photos are here.", taken), "done")
    if left:
        says = ngettext("One file could not be taken.", "%(num)d files could not be taken.", left)
        flash(says, "need")
    for sentence in failed:
        flash(sentence, "failed")
    if not (taken or left or failed):
        flash(_("No file was chosen yet."), "need")


def _sent_files() -> list[Any]:
    if request.method != "POST":
        return []
    return [file for file in request.files.getlist("files") if file.filename]


@blueprint.put("/contribute/files/<id:intake_id>")
@uploads_limit
@requires(MAY)
def receive(intake_id: int) -> ResponseReturnValue:
    """One file as the request's body, under an id made by the client: `?name=` as it was called.

    Sending the same id again returns the first result: 201 with a draft, 422 with a reason.
    """
    if intake_id == 0:
        raise Invalid("not an id", reason="bad_id")
    intake = _take(intake_id, request.args.get("name", ""), request.stream)
    return jsonify(_as_json(intake)), 422 if intake.reason else 201


def _take(intake_id: int, name: str, stream: Any) -> Intake:
    viewer = current_viewer()
    sent = Sent(intake_id, viewer.id or 0, name, stream)
    try:
        return photo.contribute(viewer, sent, photo.Draft(current_language()))
    except IntegrityError:
        # The same id twice at the same moment: the first one has won.
        db.session.rollback()
        earlier = db.session.get(Intake, intake_id)
        if earlier is None or earlier.member_id != viewer.id:
            raise Conflict(reason="id_taken") from None
        return earlier


def _as_json(intake: Intake) -> dict[str, Any]:
    refused_as = intake.reason
    return {
        "id": ids.encode(intake.id),
        "state": "refused" if refused_as else "draft",
        "card_url": None if refused_as else url_for(".card", contribution_id=intake.id),
        "reason": refused_as,
        "message": str(refusal(refused_as)) if refused_as else None,
        "twin_url": twin_url(intake, current_viewer()),
    }


@blueprint.get("/contribute/refusals")
@requires(MAY)
def refusals() -> str:
    """The list of what could not be taken, for the page to show after sending."""
    shown = refused(current_viewer())
    return render_template("contributions/contribute/_refusals.html", refusals=shown)


@blueprint.post("/contribute/refusals")
@requires(MAY)
def put_away() -> ResponseReturnValue:
    """These refusals have been seen."""
    put_away_refusals(current_viewer().id or 0)
    return redirect(url_for(".page"), 303)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    """More at once than one request may carry."""
    if request.method == "PUT":
        return answer(413, str(refusal("too_large")), reason="too_large")
    says = _("This is more than 200 MB at once. Choose fewer files, and send the others after.")
    return answer(413, says, reason="too_large")
