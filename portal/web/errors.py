"""The one place where what went wrong becomes a page or an RFC 9457 problem document."""

import logging
import secrets

from flask import Flask, Response, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from portal.database import db
from portal.kernel.errors import (
    Conflict,
    Forbidden,
    Gone,
    Invalid,
    NotFound,
    PortalError,
    TooMany,
    Unauthenticated,
    Unavailable,
)

STATUS = {
    Invalid: 422,
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    Gone: 410,
    TooMany: 429,
    Unavailable: 503,
}
TITLES = {
    400: _l("This could not be understood"),
    401: _l("Log in to go on"),
    403: _l("This is not open to you"),
    404: _l("There is nothing at this address"),
    405: _l("This address works differently"),
    409: _l("Somebody was quicker"),
    410: _l("This is no longer here"),
    412: _l("Somebody changed this in the meantime"),
    413: _l("This is too large"),
    415: _l("This kind of file is not taken here"),
    422: _l("Something does not fit yet"),
    428: _l("Say which version you changed"),
    429: _l("That was often in a short time"),
    500: _l("Something broke on our side"),
    503: _l("A part of the portal does not answer"),
}
log = logging.getLogger("portal.web")


def register(app: Flask) -> None:
    app.register_error_handler(PortalError, _portal_error)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OperationalError, _database_error)
    app.register_error_handler(Exception, _unexpected)


def status_of(error: PortalError) -> int:
    for kind, status in STATUS.items():
        if isinstance(error, kind):
            return status
    return 400


def wants_json() -> bool:
    """Whether the asker is a program."""
    if request.path.startswith(("/api/v", "/uploads/")) or request.is_json:
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def _portal_error(error: PortalError) -> ResponseReturnValue:
    db.session.rollback()
    status = status_of(error)
    if status == 401 and not wants_json() and request.method == "GET":
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")))
    response = answer(status, str(error), reason=error.reason, error=error)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    says = _("This form was open for too long. Go back, reload the page and send it again.")
    return answer(400, says, reason="stale_form")


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None and error.code is not None and error.code < 400:
        return error.response
    status = error.code or 500
    if isinstance(error, RequestEntityTooLarge):
        return answer(413, "", reason="too_large")
    response = answer(status, "", reason=error.name.lower().replace(" ", "_"))
    for name, value in error.get_headers(request.environ):
        if name in {"Allow", "Retry-After", "WWW-Authenticate", "Content-Range"}:
            response.headers[name] = value
    return response


def _database_error(error: OperationalError) -> ResponseReturnValue:
    db.session.rollback()
    log.exception("database does not answer", exc_info=error)
    return answer(503, "", reason="unavailable")


def _unexpected(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    number = secrets.token_hex(4)
    log.error("unexpected error %s", number, exc_info=error)
    return answer(500, "", reason="unexpected", number=number)


def answer(
    status: int,
    says: str,
    *,
    reason: str,
    number: str | None = None,
    error: PortalError | None = None,
) -> Response:
    """The page or the problem document for a status."""
    title = str(TITLES.get(status, TITLES[400 if status < 500 else 500]))
    fields = error.fields if isinstance(error, Invalid) else {}
    if wants_json():
        return _problem(status, title, says, reason, number, fields)
    body = render_template(
        "web/error.html",
        status=status,
        title=title,
        message=says,
        reference=number,
        fields=fields,
    )
    return Response(body, status, content_type="text/html; charset=utf-8")


def _problem(
    status: int, title: str, says: str, reason: str, number: str | None, fields: dict[str, object]
) -> Response:
    problem: dict[str, object] = {
        "type": url_for("api.problem", reason=reason) if _has_api() else "about:blank",
        "title": title,
        "status": status,
        "detail": says or title,
        "reason": reason,
    }
    if number:
        problem["number"] = number
    if fields:
        problem["errors"] = {name: str(text) for name, text in fields.items()}
    response = jsonify(problem)
    response.status_code = status
    response.content_type = "application/problem+json"
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _has_api() -> bool:
    return "api.problem" in current_app.view_functions
