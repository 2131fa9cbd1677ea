"""The application, put together: settings, database, engines, frame, features."""

from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from portal import database, jobs, mail, maps, search, storage, web
from portal.api.feature import feature as api
from portal.community.feature import feature as community
from portal.config import ROOT, Settings
from portal.contributions.feature import feature as contributions
from portal.database import db
from portal.explore.feature import feature as explore
from portal.governance.feature import feature as governance
from portal.guide.feature import feature as guide
from portal.people.feature import feature as people
from portal.uploads.feature import feature as uploads
from portal.web.feature import Feature

FEATURES: tuple[Feature, ...] = (
    uploads,
    people,
    guide,
    community,
    contributions,
    governance,
    explore,
    api,
)


def create_app(settings: Settings | None = None) -> Flask:
    """A portal with these settings, or with those of the environment."""
    settings = settings or Settings.from_env()
    app = Flask("portal", static_folder=None)
    app.extensions["portal.settings"] = settings
    app.config["TESTING"] = settings.testing
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = database.engine_options(settings.database_url)
    database.register(app)
    _start_engines(app, settings)
    web.register(app, settings, FEATURES)
    for feature in FEATURES:
        if feature.ready:
            feature.ready(app)
    _serve_static(app)
    return app


def _start_engines(app: Flask, settings: Settings) -> None:
    """Each engine gets what it needs from the manifests; none knows another."""
    storage.register(app, settings, storage.instance_id(settings.data_dir))
    search.register(app, settings)
    maps.register(app, settings)
    mail.register(app, settings)
    sources = {name: source for f in FEATURES for name, source in f.documents.items()}
    app.extensions["portal.documents"] = sources

    def feed_index(batch: list[jobs.OutboxItem]) -> None:
        changed = [(item.subject_type, item.subject_id) for item in batch]
        search.feed(search.current_index(), sources, changed)

    kinds = [kind for feature in FEATURES for kind in feature.job_kinds]
    consumers = {name: take for f in FEATURES for name, take in f.consumers.items()}
    periodics = [periodic for feature in FEATURES for periodic in feature.periodics]
    jobs.register(
        app,
        settings,
        [*kinds, jobs.JobKind("mail.deliver", _deliver)],
        {"index": feed_index, **consumers},
        periodics,
    )
    app.extensions[mail.EXTENSION].post_through(_post)
    app.extensions["portal.health"] = {
        "database": lambda: db.session.execute(db.select(1)).scalar() == 1,
        "storage": lambda: storage.current_store().answers(),
        "index": lambda: search.current_index().answers(),
        "queue": app.extensions["portal.jobs"].bell.answers,
    }


def _post(message: mail.Message) -> None:
    """Mail leaves by a job, so that a letter is neither lost nor waited for."""
    jobs.enqueue("mail.deliver", "mail", 0, payload={"message": message.to_json()})


def _deliver(context: jobs.JobContext) -> None:
    mail.current_mailer().deliver(mail.Message.from_json(context.payload["message"]))
    jobs.forget_payload(context.job_id)  # it held an address, perhaps a link to reset a password


def _serve_static(app: Flask) -> None:
    """`/static/<version>/…` for ever, `/static/…` for a short while."""
    version = app.extensions["portal.static_version"]

    def is_versioned(_path: str, url: str) -> bool:
        return url.startswith(f"/static/{version}/")

    def forbid_sniffing(headers: Headers, _path: str, _url: str) -> None:
        headers["X-Content-Type-Options"] = "nosniff"

    static = WhiteNoise(
        app.wsgi_app,
        max_age=600,
        immutable_file_test=is_versioned,
        add_headers_function=forbid_sniffing,
    )
    static.add_files(str(ROOT / "static"), prefix="static/")
    static.add_files(str(ROOT / "static"), prefix=f"static/{version}/")
    app.wsgi_app = static  # type: ignore[method-assign]
