"""`/contribute`: the page where people give photos, and the receiving of their files."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from portal import maps
from portal.contributions import queries, service
from portal.contributions.cards import cards
from portal.contributions.draft_cards import draft_cards
from portal.contributions.draft_form import REUSE, SameForm, months, ownerships
from portal.contributions.drafting import get_own
from portal.contributions.forms import PRECISIONS
from portal.contributions.kinds import photo
from portal.contributions.models import Contribution
from portal.contributions.rules import State
from portal.database import db
from portal.kernel import ids
from portal.kernel.errors import Conflict, Invalid, NotFound, PortalError
from portal.licences import LICENCES, REASON_NEEDED, Ownership, licences_for
from portal.uploads.models import Intake
from portal.uploads.queries import list_refusals
from portal.uploads.rules import LARGEST_PICTURE, refusal
from portal.uploads.service import Sent, put_away_refusals
from portal.web.access import current_viewer, requires
from portal.web.errors import answer
from portal.web.limits import limiter
from portal.web.locale import current_language
from portal.web.viewer import Viewer

blueprint = Blueprint("contribute", __name__)

MOST_FILES = 200
MAY = "contributions.contribute"
# By content the server decides; this list only helps the file chooser of the device.
ACCEPT = "image/*,.heic,.heif,.hif,.avif,.tif,.tiff"
uploads_limit = limiter.shared_limit(
    "600/hour", scope="uploads", cost=lambda: max(1, len(_sent_files()))
)

from portal.contributions.views import drafts  # noqa: E402

__all__ = ["blueprint", "drafts"]


@blueprint.get("/contribute")
def page() -> ResponseReturnValue:
    """Choose files; below, what was received and waits to be described and published."""
    viewer = current_viewer()
    if not viewer.is_known:
        return render_template("contributions/contribute/welcome.html")
    return show_page(viewer)


def show_page(
    viewer: Viewer,
    *,
    typed: MultiDict[str, str] | None = None,
    errors: Mapping[int, Mapping[str, object]] | None = None,
    same: SameForm | None = None,
    same_errors: Mapping[str, object] | None = None,
) -> str:
    """The page with all drafts; `typed` and `errors` come from a form that did not fit."""
    language = current_language()
    works = queries.list_drafts(viewer, MOST_FILES)
    return render_template(
        "contributions/contribute/page.html",
        drafts=draft_cards(viewer, works, language, typed=typed, errors=errors),
        same=same or SameForm(MultiDict(), prefix="all-"),
        same_errors=same_errors or {},
        refusals=refused(viewer),
        published=cards(_just_published(viewer), language),
        discarded=_just_discarded(viewer),
        map_shell=maps.current_maps().shell("pick", language),
        most=MOST_FILES,
        largest=LARGEST_PICTURE,
        accept=ACCEPT,
        **choices(viewer),
    )


def choices(viewer: Viewer) -> dict[str, Any]:
    """What one can choose from in a draft's form."""
    fitting = {whose: [lic.id for lic in licences_for(whose)] for whose in Ownership}
    return {
        "months": months(current_language()),
        "ownerships": ownerships(is_staff=service.is_staff(viewer)),
        "reason_needed": REASON_NEEDED,
        "precisions": PRECISIONS,
        "licence_choices": [(code, words, LICENCES[code].label) for code, words in REUSE.items()],
        "fitting": {code: " ".join(w for w in fitting if code in fitting[w]) for code in REUSE},
        "recommended": {chosen[0] for chosen in fitting.values() if len(chosen) > 1},
    }


def _just_published(viewer: Viewer) -> list[Contribution]:
    works = queries.works_by_id(_asked("published"), viewer)
    return [w for w in works if w.contributor_id == viewer.id and w.state == State.VISIBLE]


def _just_discarded(viewer: Viewer) -> Contribution | None:
    for contribution_id in _asked("discarded"):
        work = queries.find_work(viewer, contribution_id)
        if work and work.contributor_id == viewer.id and work.state == State.DISCARDED:
            return work
    return None


def _asked(name: str) -> list[int]:
    """Public ids in the address; what is none is passed over."""
    found = []
    for text in request.args.get(name, "").split("~")[:MOST_FILES]:
        try:
            found.append(ids.decode(text))
        except Invalid:
            continue
    return found


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
        says = "One photo is here. Describe it below.", "%(num)d photos are here."
        flash(ngettext(*says, taken), "done")
    if left:
        says = "One file could not be taken.", "%(num)d files could not be taken."
        flash(ngettext(*says, left), "need")
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
        "twin_url": _twin_url(intake, current_viewer()),
    }


def _twin_url(intake: Intake, viewer: Viewer) -> str | None:
    """Where the same file is already, if the viewer may know of it."""
    work = queries.find_work(viewer, intake.twin_id) if intake.twin_id else None
    if work is None:
        return None
    if work.state == State.DRAFT:
        return url_for(".page", _anchor=f"draft-{ids.encode(work.id)}")
    return url_for("contributions.show", contribution_id=work.id)


def refused(viewer: Viewer) -> list[dict[str, Any]]:
    """Files that could not be taken and are not put away yet, each with its reason.

    Drafts whose file turned out to be damaged say so at their own card.
    """
    return [
        {"name": row.name, "why": refusal(row.reason or ""), "url": _twin_url(row, viewer)}
        for row in list_refusals(viewer.id or 0)
        if row.file_id is None
    ]


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


@blueprint.post("/contribute/drafts/<id:contribution_id>/recover")
@requires(MAY)
def recover(contribution_id: int) -> ResponseReturnValue:
    """Take a draft back that was thrown away."""
    viewer = current_viewer()
    work = get_own(viewer, contribution_id)
    if work.state == State.DISCARDED:
        service.recover(viewer, contribution_id)
    elif work.state != State.DRAFT:
        raise NotFound
    flash(_("The photo is back among your drafts."), "done")
    anchor = f"draft-{ids.encode(contribution_id)}"
    return redirect(url_for(".page", _anchor=anchor), 303)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    """More at once than one request may carry."""
    if request.method == "PUT":
        return answer(413, str(refusal("too_large")), reason="too_large")
    says = _("This is more than 200 MB at once. Choose fewer files, and send the others after.")
    return answer(413, says, reason="too_large")
