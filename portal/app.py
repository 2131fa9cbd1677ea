"""The application, put together: settings, database, engines, frame, features."""

from flask import Flask
from whitenoise import WhiteNoise

from portal import database, web
from portal.config import ROOT, Settings
from portal.web.feature import Feature

FEATURES: tuple[Feature, ...] = ()


def create_app(settings: Settings | None = None) -> Flask:
    """A portal with these settings, or with those of the environment."""
    settings = settings or Settings.from_env()
    app = Flask("portal", static_folder=None)
    app.extensions["portal.settings"] = settings
    app.config["TESTING"] = settings.testing
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = database.engine_options(settings.database_url)
    database.register(app)
    web.register(app, settings, FEATURES)
    for feature in FEATURES:
        if feature.ready:
            feature.ready(app)
    _serve_static(app)
    return app


def _serve_static(app: Flask) -> None:
    """`/static/<version>/…` for ever, `/static/…` for a short while."""
    version = app.extensions["portal.static_version"]

    def is_versioned(_path: str, url: str) -> bool:
        return url.startswith(f"/static/{version}/")

    static = WhiteNoise(app.wsgi_app, max_age=600, immutable_file_test=is_versioned)
    if (ROOT / "static").is_dir():
        static.add_files(str(ROOT / "static"), prefix="static/")
        static.add_files(str(ROOT / "static"), prefix=f"static/{version}/")
    app.wsgi_app = static  # type: ignore[method-assign]
