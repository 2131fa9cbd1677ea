"""Named places in lower pages that higher features fill."""

from flask import current_app
from markupsafe import Markup


def fill(name: str, **context: object) -> Markup:
    """All that features show at this place, one after the other; empty when none does."""
    shows = current_app.extensions["portal.slots"].get(name, ())
    return Markup("").join(Markup(show(**context)) for show in shows)  # noqa: S704 - rendered templates
