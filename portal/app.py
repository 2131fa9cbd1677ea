"""The application, put together: settings, database, engines, frame, features."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise

from portal import contributions, database, jobs, mail, maps, search, storage, web
from portal.config import ROOT, Settings
from portal.contributions.feature import feature as contributions_feature
from portal.people.feature import feature as people_feature
from portal.web.feature import Feature

FEATURES: tuple[Feature, ...] = (
    people_feature,
    contributions_feature,
)


def create_app(settings: Settings | None = None) -> Flask:
    """A portal with these settings, or with those of the environment."""
    settings = settings or Settings.from_env()
    app = Flask("portal", static_folder=None)
    app.extensions["portal.settings"] = settings
    app.config["TESTING"] = settings.testing
    _start_database(app, settings)
    _start_engines(app, settings)
    web.register(app, settings, FEATURES)
    for feature in FEATURES:
        if feature.ready:
            feature.ready(app)
    _serve_static(app)
    return app


def _start_database(app: Flask, settings: Settings) -> None:
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = database.engine_options(settings.database_url)
    database.register(app)


def _start_engines(app: Flask, settings: Settings) -> None:
    """Each engine gets what it needs; none knows another."""
    storage.register(app, settings, storage.instance_id(settings.data_dir))
    search.register(app, settings)
    maps.register(app, settings)
    mail.register(app, settings)
    jobs.register(app, settings, _job_kinds(), _consumers(), _periodics())
    mail.current_mailer_of(app).post_through(_post_by_job)
    app.extensions["portal.health"] = _pulses(app)
