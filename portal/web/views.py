"""The frame's own small addresses: the theme switch and the pulse of the portal."""

from flask import Blueprint, Response, current_app, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from portal.web.locale import YEAR_SECONDS
from portal.web.routing import safe_next
from portal.web.templating import THEMES

blueprint = Blueprint("web", __name__)


@blueprint.post("/theme")
def set_theme() -> ResponseReturnValue:
    """Light, dark, or as the device says."""
    response = redirect(safe_next("/"), 303)
    theme = request.form.get("theme", "")
    if theme in THEMES:
        response.set_cookie("theme", theme, YEAR_SECONDS, samesite="Lax", secure=request.is_secure)
    else:
        response.delete_cookie("theme")
    return response


@blueprint.get("/health")
def health() -> ResponseReturnValue:
    """Whether each part the portal stands on answers: 200, or 503 with the parts that do not."""
    parts = {name: _answers(name) for name in current_app.extensions["portal.health"]}
    status = 200 if all(parts.values()) else 503
    body = {name: "ok" if fine else "does not answer" for name, fine in parts.items()}
    response: Response = jsonify(body)
    response.headers["Cache-Control"] = "no-store"
    return response, status


def _answers(name: str) -> bool:
    try:
        return bool(current_app.extensions["portal.health"][name]())
    except Exception:  # noqa: BLE001 - whatever goes wrong, the part does not answer
        return False
