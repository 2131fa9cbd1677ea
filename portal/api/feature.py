"""What the API adds to the portal."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from portal.api import access, contributions, document, pages, people, search
from portal.api.blueprint import v1
from portal.web.feature import Feature, NavigationEntry

# Imported for the views they put into the blueprint.
VIEWS = (contributions, people, search)


def _ready(app: Flask) -> None:
    access.register(app)
    document.register(app)


feature = Feature(
    name="api",
    blueprints=(pages.blueprint, v1),
    footer=(NavigationEntry(_l("For programs"), "api.index", "code", order=60),),
    ready=_ready,
)
