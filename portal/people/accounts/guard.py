"""What stands before every account page: forms only, local ways on, limits, one unit of work."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, abort, redirect, request
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from portal.database import transaction
from portal.kernel.errors import Conflict
from portal.web.limits import limiter
from portal.web.routing import safe_next

View = Callable[..., Any]

LIMITS = {
    "login": "30/minute;200/hour",
    "register": "10/minute;30/hour",
    "forgot_password": "5/minute;20/hour",
    "reset_password": "10/minute;60/hour",
    "send_confirmation": "5/minute;20/hour",
    "change_email": "5/minute;20/hour",
    "change_password": "5/minute;20/hour",
    "verify": "5/minute;30/hour",
}
# Those that write. The way there and back must be one unit: the letter's job joins it.
WRITES = {"register", "reset_password", "change_password", "change_email", "forgot_password"}
WRITES_ON_GET = {"confirm_email", "change_email_confirm"}


def register(app: Flask) -> None:
    """Wrap the views that Flask-Security has put into the application."""
    for endpoint, view in list(app.view_functions.items()):
        package, _dot, name = endpoint.partition(".")
        if package == "security":
            guarded = _guard(name, view)
            if name in LIMITS:
                guarded = limiter.limit(LIMITS[name], methods=["POST"])(guarded)
            app.view_functions[endpoint] = guarded


def _guard(name: str, view: View) -> View:
    @wraps(view)
    def guarded(**kwargs: Any) -> Any:
        if request.is_json:
            abort(415)
        if request.values.get("next") and not safe_next(""):
            return redirect(request.path, 303)
        if name in WRITES_ON_GET or (name in WRITES and request.method == "POST"):
            return _in_one_unit(view, **kwargs)
        return view(**kwargs)

    return guarded


def _in_one_unit(view: View, **kwargs: Any) -> Any:
    try:
        with transaction():
            return view(**kwargs)
    except IntegrityError as error:
        says = _("Somebody was quicker. Go back and try once more.")
        raise Conflict(says) from error
