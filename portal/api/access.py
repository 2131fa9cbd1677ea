"""Who asks through the API: the owner of a bearer token, or nobody. Sessions never count."""

from collections.abc import Callable

from flask import Flask, Request, Response, g, has_request_context, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_babel import gettext as _

from portal.kernel.errors import Forbidden, Unauthenticated
from portal.people.viewers import viewer_of_token
from portal.web.access import current_viewer
from portal.web.viewer import NOBODY, Viewer

PREFIX = "/api/v1/"
LOADER = "portal.viewer_loader"


class SessionsOfPeople(SecureCookieSessionInterface):
    """Sessions as ever, but a program has none: its cookies are neither read nor set."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if request.path.startswith(PREFIX):
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not request.path.startswith(PREFIX):
            super().save_session(app, session, response)


def register(app: Flask) -> None:
    """Below `/api/v1/` the viewer is who the token says; elsewhere nothing changes.

    It is decided by the address, not by the blueprint, so that rate limits and error pages,
    which ask before any view is chosen, get the same answer.
    """
    app.session_interface = SessionsOfPeople()
    of_session: Callable[[], Viewer] = app.extensions[LOADER]

    def load() -> Viewer:
        is_program = has_request_context() and request.path.startswith(PREFIX)
        return _of_token() if is_program else of_session()

    app.extensions[LOADER] = load


def _of_token() -> Viewer:
    header = request.headers.get("Authorization")
    if header is None:
        return NOBODY
    scheme, _space, token = header.partition(" ")
    try:
        if scheme.lower() == "bearer":
            return viewer_of_token(token.strip())
    except Unauthenticated:
        pass
    g.is_token_refused = True
    return NOBODY


def is_token_refused() -> bool:
    """Whether a token was sent that is unknown, ended or outdated."""
    current_viewer()
    return bool(g.get("is_token_refused"))


def check_token() -> None:
    """A token that does not work is an error, even where none is needed: Unauthenticated."""
    if is_token_refused():
        raise Unauthenticated(_("This key is not known here, or it has ended."))


def check_scope(scope: str, *, is_open: bool = False) -> None:
    """Raise Unauthenticated or Forbidden unless the token covers `scope`.

    What is open (`is_open`) needs no token; one that is sent has to cover it all the same.
    """
    viewer = current_viewer()
    if not viewer.is_known:
        if is_open:
            return
        raise Unauthenticated(_("This needs a key: send it as “Authorization: Bearer …”."))
    if not viewer.allows(scope):
        g.missing_scope = scope
        raise Forbidden(
            _("This key does not allow “%(scope)s”. Make one that does.", scope=scope),
            reason="missing_scope",
        )
