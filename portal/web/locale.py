"""Which language and time zone a reader gets: ?lang=, a cookie, the account, the browser."""

from datetime import datetime
from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, has_request_context, request
from flask_babel import Babel, format_datetime

from portal.config import Settings
from portal.web.access import current_viewer

COOKIE = "lang"
YEAR_SECONDS = 31_536_000
NAMES = {"fr": "Français", "br": "Brezhoneg", "nl": "Nederlands", "en": "English"}

_babel = Babel()


def register(app: Flask, settings: Settings) -> None:
    app.config["BABEL_DEFAULT_LOCALE"] = settings.languages[0]
    app.config["BABEL_DEFAULT_TIMEZONE"] = settings.timezone
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "../translations"
    app.extensions["portal.languages"] = settings.languages
    _babel.init_app(app, locale_selector=current_language)
    app.after_request(_remember)
    app.jinja_env.filters["moment"] = moment_in_words


def current_language() -> str:
    """The reader's language, decided once a request."""
    if "language" not in g:
        g.language = _choose()
    language: str = g.language
    return language


def _choose() -> str:
    languages: tuple[str, ...] = current_app.extensions["portal.languages"]
    if not has_request_context():
        return languages[0]
    for wish in (request.args.get("lang"), request.cookies.get(COOKIE), _of_account()):
        if wish in languages:
            return wish
    return request.accept_languages.best_match(languages) or languages[0]


def _of_account() -> str | None:
    current_viewer()
    language: str | None = g.get("account_language")
    return language


def _remember(response: Response) -> Response:
    asked = None if request.path.startswith("/api/v") else request.args.get("lang")
    if asked and asked == g.get("language") and request.cookies.get(COOKIE) != asked:
        secure = request.is_secure
        response.set_cookie(
            COOKIE, asked, YEAR_SECONDS, samesite="Lax", httponly=True, secure=secure
        )
    return response


def alternates() -> list[tuple[str, str]]:
    """This page's address in each language, for hreflang and the switch."""
    languages: tuple[str, ...] = current_app.extensions["portal.languages"]
    kept = [(k, v) for k, v in request.args.items(multi=True) if k != "lang"]
    return [(lang, f"{request.path}?{urlencode([*kept, ('lang', lang)])}") for lang in languages]


def moment_in_words(moment: datetime) -> str:
    """A point in time in the reader's language and the city's time zone."""
    return str(format_datetime(moment, "d MMMM y H:mm"))
