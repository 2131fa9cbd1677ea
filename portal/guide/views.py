"""The pages of the guide."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from portal.licences import LICENCES

blueprint = Blueprint("guide", __name__, url_prefix="/about")


@blueprint.get("/")
def about() -> ResponseReturnValue:
    """What this place is, who decides, and what happens to what you give."""
    return render_template("guide/about.html")


@blueprint.get("/licences")
def licences() -> ResponseReturnValue:
    """What each licence lets you do."""
    return render_template("guide/licences.html", licences=tuple(LICENCES.values()))
