"""`/contribute`: the page where people give photos, and the receiving of their files."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from portal import maps
from portal.contributions import queries, service
from portal.contributions.cards import cards
from portal.contributions.draft_cards import draft_cards
from portal.contributions.draft_form import REUSE, SameForm, months, ownerships
from portal.contributions.forms import PRECISIONS
from portal.contributions.models import Contribution
from portal.contributions.rules import State
from portal.kernel import ids
from portal.kernel.errors import Invalid
from portal.licences import LICENCES, REASON_NEEDED, Ownership, licences_for
from portal.uploads.models import Intake
from portal.uploads.queries import list_refusals
from portal.uploads.rules import LARGEST_PICTURE, refusal
from portal.web.access import current_viewer
from portal.web.locale import current_language
from portal.web.viewer import Viewer

blueprint = Blueprint("contribute", __name__)

MOST_FILES = 200
MAY = "contributions.contribute"
# By content the server decides; this list only helps the file chooser of the device.
ACCEPT = "image/*,.heic,.heif,.hif,.avif,.tif,.tiff"


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
    drafts = draft_cards(viewer, works, language, typed=typed, errors=errors)
    return render_template(
        "contributions/contribute/page.html",
        drafts=drafts,
        asks_rights=any(draft.lacks("rights") for draft in drafts),
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


def twin_url(intake: Intake, viewer: Viewer) -> str | None:
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
        {"name": row.name, "why": refusal(row.reason or ""), "url": twin_url(row, viewer)}
        for row in list_refusals(viewer.id or 0)
        if row.file_id is None
    ]


# The other pages of the blueprint need what is above.
from portal.contributions.views import drafts, sending  # noqa: E402

__all__ = ["blueprint", "drafts", "sending"]
