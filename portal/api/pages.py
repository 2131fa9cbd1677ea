"""`/api/`: the document for people, and what each refusal means."""

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.api.document import current_document
from portal.api.reasons import REASONS
from portal.api.reference import operations_of, shapes_of
from portal.config import Settings
from portal.kernel.errors import NotFound
from portal.people.rules import SCOPES

blueprint = Blueprint("api", __name__)


@blueprint.get("/api/")
def index() -> ResponseReturnValue:
    """How a program reads, searches and gives works; made from the OpenAPI document."""
    settings: Settings = current_app.extensions["portal.settings"]
    document = current_document()
    return render_template(
        "api/index.html",
        server=settings.url,
        groups=operations_of(document),
        shapes=shapes_of(document),
        scopes=SCOPES,
    )


@blueprint.get("/api/problems/")
def problems() -> ResponseReturnValue:
    """Every reason for which the API refuses."""
    return render_template("api/problems.html", reasons=REASONS.values(), chosen=None)


@blueprint.get("/api/problems/<reason>")
def problem(reason: str) -> ResponseReturnValue:
    """One reason, first among all: the address that problems have as their type."""
    chosen = REASONS.get(reason)
    if chosen is None:
        raise NotFound(_("There is no such reason."))
    others = [other for other in REASONS.values() if other is not chosen]
    return render_template("api/problems.html", reasons=others, chosen=chosen)
