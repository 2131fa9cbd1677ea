"""Who may: the permission table of all features, and the current viewer."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import current_app, g
from flask_babel import gettext as _

from portal.kernel.errors import Forbidden, Unauthenticated
from portal.web.feature import Permission
from portal.web.viewer import EVERYBODY, MEMBER, NOBODY, Viewer

P = ParamSpec("P")
R = TypeVar("R")


def current_viewer() -> Viewer:
    """Who asks; the people feature hands in how to find out."""
    if "viewer" not in g:
        load: Callable[[], Viewer] | None = current_app.extensions.get("portal.viewer_loader")
        g.viewer = load() if load else NOBODY
    viewer: Viewer = g.viewer
    return viewer


def get_permission(name: str) -> Permission:
    """The line of the table; a name that is in no manifest is a programming error."""
    permissions: dict[str, Permission] = current_app.extensions["portal.permissions"]
    return permissions[name]


def list_permissions() -> list[Permission]:
    """The whole table, as the page that shows it needs it."""
    permissions: dict[str, Permission] = current_app.extensions["portal.permissions"]
    return list(permissions.values())


def may(name: str, viewer: Viewer | None = None, *, scope: tuple[str, int] | None = None) -> bool:
    """Whether the viewer (by default the current one) may do what the line names."""
    viewer = viewer or current_viewer()
    roles = get_permission(name).roles
    if EVERYBODY in roles or (MEMBER in roles and viewer.is_known):
        return True
    return viewer.has_role(*roles, scope=scope)


def check(name: str, viewer: Viewer | None = None, *, scope: tuple[str, int] | None = None) -> None:
    """Raise Unauthenticated or Forbidden unless the viewer may."""
    viewer = viewer or current_viewer()
    if may(name, viewer, scope=scope):
        return
    if not viewer.is_known:
        raise Unauthenticated(_("Log in to go on."))
    raise Forbidden(_("This is for: %(who)s.", who=", ".join(_holders(name))))


def _holders(name: str) -> list[str]:
    """Who may, in words; the people feature hands in how roles are called."""
    words: dict[str, object] = current_app.extensions.get("portal.role_names", {})
    return sorted(str(words.get(role, role)) for role in get_permission(name).roles)


def requires(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A view that only those may call whom the line names."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            check(name)
            return view(*args, **kwargs)

        return guarded

    return decorate
