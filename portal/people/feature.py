"""What people add to the portal."""

from datetime import timedelta
from typing import Any

from flask import Flask
from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from portal.jobs import Periodic
from portal.kernel import clock
from portal.people import accounts, service, viewers
from portal.people.rules import ROLE_NAMES, Role
from portal.people.views import blueprint
from portal.web.access import current_viewer
from portal.web.feature import Feature, NavigationEntry, Permission
from portal.web.viewer import EVERYBODY, MEMBER

_STEWARDS = frozenset({Role.STEWARD.value})


def _ready(app: Flask) -> None:
    settings: Any = app.extensions["portal.settings"]
    accounts.register(app, settings)
    app.extensions["portal.role_names"] = ROLE_NAMES
    app.extensions["portal.viewer_loader"] = viewers.load_viewer
    app.jinja_env.filters["day"] = lambda moment: format_date(moment, "long")


def _forget_unconfirmed() -> None:
    """Accounts whose address nobody confirmed within a week."""
    service.forget_unconfirmed(clock.now() - timedelta(days=7))


def _me() -> str:
    return str(_("Me") if current_viewer().is_known else _("Log in"))


feature = Feature(
    name="people",
    blueprints=(blueprint,),
    permissions=(
        Permission("people.see", frozenset({EVERYBODY}), _l("See profiles and who may do what.")),
        Permission("people.edit_profile", frozenset({MEMBER}), _l("Edit their own profile.")),
        Permission("people.make_tokens", frozenset({MEMBER}), _l("Make keys for programs.")),
        Permission("people.read_role_log", frozenset({MEMBER}), _l("Read the book of roles.")),
        Permission("people.list", _STEWARDS, _l("See the list of all members.")),
        Permission("people.give_roles", _STEWARDS, _l("Give and take roles, with a reason.")),
        Permission("people.invite", _STEWARDS, _l("Invite people to the staff.")),
    ),
    navigation=(
        # One address for both: who is not logged in is sent to log in and comes back.
        NavigationEntry(LazyString(_me), "people.account", "circle-user", "me", order=90),
        NavigationEntry(_l("People"), "people.list", "users", "staff", 80, "people.list"),
    ),
    footer=(NavigationEntry(_l("Who may do what"), "people.roles", "users", order=40),),
    periodics=(Periodic("people.forget_unconfirmed", 6 * 3600, _forget_unconfirmed),),
    ready=_ready,
)
