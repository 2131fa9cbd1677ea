"""How features speak HTTP: errors, forms, access, paging, locale, frame."""

from collections import defaultdict

from flask import Flask
from flask_wtf import CSRFProtect

from portal.config import Settings
from portal.web import errors, headers, hosts, limits, locale, logs, routing, templating, views
from portal.web.feature import Feature

csrf = CSRFProtect()

MAX_REQUEST_BYTES = 210 * 1024 * 1024
SESSION_SECONDS = 30 * 24 * 3600


def register(app: Flask, settings: Settings, features: tuple[Feature, ...]) -> None:
    """Put the frame around the features."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=1_000_000,
        SESSION_COOKIE_NAME="portal",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_secure,
        PERMANENT_SESSION_LIFETIME=SESSION_SECONDS,
        PREFERRED_URL_SCHEME="https" if settings.is_secure else "http",
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form left open overnight still works
    )
    logs.register(app)
    hosts.register(app, settings)
    routing.register(app)
    csrf.init_app(app)
    limits.register(app, settings)
    _collect(app, features)
    locale.register(app, settings)
    templating.register(app, settings, features)
    headers.register(app, is_secure=settings.is_secure)
    errors.register(app)
    app.register_blueprint(views.blueprint)
    for feature in features:
        for blueprint in feature.blueprints:
            app.register_blueprint(blueprint)


def _collect(app: Flask, features: tuple[Feature, ...]) -> None:
    """Bring together what the manifests say."""
    slots = defaultdict(list)
    for feature in features:
        for name, show in feature.slots.items():
            slots[name].append(show)
    app.extensions["portal.slots"] = dict(slots)
    app.extensions["portal.layers"] = {n: make for f in features for n, make in f.layers.items()}
    app.extensions["portal.subjects"] = {s.name: s for f in features for s in f.subjects}
    app.extensions["portal.permissions"] = {p.name: p for f in features for p in f.permissions}
    app.extensions.setdefault("portal.health", {})
