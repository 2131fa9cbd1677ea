"""One decorator for every view of the API: what it takes, answers and refuses, and its scope.

What a view takes it says in its own signature: `query`, `json` or `form`, as spectree reads it.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeAlias

from flask import Response, request
from flask_babel import gettext as _
from pydantic import ValidationError
from spectree import Response as Answers
from spectree import SpecTree
from werkzeug.exceptions import UnsupportedMediaType

from portal.api.access import check_scope
from portal.api.problems import invalid_of
from portal.api.shapes import Problem, Shown
from portal.kernel.errors import PortalError

P = ParamSpec("P")
# A shape, alone or with a status and headers; or a response made already.
Answer: TypeAlias = (
    Shown | tuple[Shown, int] | tuple[Shown, int, dict[str, str]] | Response | tuple[str, int]
)
JSON, FORM = "application/json", "multipart/form-data"
# What any address may answer: a strange address, a bad key, a missing scope, too often, a fault.
ALWAYS = (400, 401, 403, 422, 429, 500, 503)


def _refuse(_req: Any, _resp: Any, error: Exception | None, *_rest: Any) -> None:
    if isinstance(error, ValidationError):
        raise invalid_of(error) from error


def _accept(*_args: Any) -> None:
    """What goes out is made of shapes, so there is nothing to say about it."""


spec = SpecTree(
    "flask",
    mode="strict",
    before=_refuse,
    after=_accept,
    validation_error_model=Problem,
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _parent, child: child,
    title="Commons portal",
    version="1",
)


def documented(
    tag: str,
    answers: Mapping[int, type[Shown] | None],
    *,
    refuses: Mapping[int, type[Problem]] | tuple[int, ...] = (),
    scope: str | None = None,
) -> Callable[[Callable[P, Answer]], Callable[P, Response]]:
    """Check token, media type and shape before the view runs; keep all of it for the document.

    `scope` is what a token has to allow; without one the address is open to everybody, and a
    token that is sent has to allow `read`.
    """
    problems = dict(refuses) if isinstance(refuses, Mapping) else dict.fromkeys(refuses, Problem)
    known = {**dict.fromkeys(ALWAYS, Problem), **problems, **answers}
    responses = Answers(**{f"HTTP_{status}": known[status] for status in sorted(known)})
    security: list[dict[str, list[str]]] = [{"key": [scope]}] if scope else [{}, {"key": ["read"]}]

    def decorate(view: Callable[P, Answer]) -> Callable[P, Response]:
        name = view.__name__
        validated: Callable[P, Response] = spec.validate(
            resp=responses, tags=[tag], security=security, operation_id=name
        )(view)
        body = next((kind for kind in ("json", "form") if kind in view.__annotations__), None)

        @wraps(validated)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Response:
            check_scope(scope or "read", is_open=scope is None)
            if body == "json":
                _check_json()
            elif body == "form" and request.mimetype != FORM:
                raise UnsupportedMediaType
            return validated(*args, **kwargs)

        return guarded

    return decorate


def _check_json() -> None:
    """The body is one JSON object; spectree would read anything else as an empty one."""
    if request.mimetype != JSON:
        raise UnsupportedMediaType
    try:
        body = request.get_json(silent=True)
    except RecursionError:
        body = None
    if not isinstance(body, dict):
        raise PortalError(_("The body has to be one JSON object."), reason="bad_json")
