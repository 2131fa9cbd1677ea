"""The application for a command."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask
from werkzeug.utils import import_string

from portal.config import Settings
from portal.database import migrate
from portal.kernel.errors import Conflict

FACTORY = "portal.app:create_app"


def open_app(*, current: bool = True) -> Flask:
    """The application of this environment, found by its name as a WSGI server finds it.

    Raises WrongSetting, and Conflict (`not_current`) when the tables are not those of this
    version, unless `current` is false.
    """
    create_app: Callable[[Settings], Flask] = import_string(FACTORY)
    app = create_app(Settings.from_env())
    if current:
        check_current(app)
    return app


def check_current(app: Flask) -> None:
    """Conflict unless the tables are as this version expects them."""
    present = migrate.present_revision(app)
    if present is None:
        raise Conflict("There is no portal here yet: run `portal init`.", reason="not_current")
    if present != migrate.newest_revision():
        raise Conflict(
            "The tables are of another version of the portal: run `portal upgrade`.",
            reason="not_current",
        )


def settings_of(app: Flask) -> Settings:
    """The settings that the application was made with."""
    settings: Settings = app.extensions["portal.settings"]
    return settings


@contextmanager
def working(app: Flask) -> Iterator[None]:
    """The application's context, in which addresses are those of the portal."""
    with app.test_request_context(base_url=settings_of(app).url):
        yield
