"""Addresses: public ids in URLs, and redirects that stay here."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from werkzeug.routing import BaseConverter, ValidationError

from portal.config import Settings
from portal.kernel import ids
from portal.kernel.errors import Invalid


class IdConverter(BaseConverter):
    """`<id:contribution_id>`: 13 characters outside, an integer inside."""

    # Only what is an id for sure: where a converter refuses, werkzeug answers 405 instead of 404.
    regex = "[0-7OoIiLl][0-9A-TV-Za-tv-z]{12}"

    def to_python(self, value: str) -> int:
        try:
            return ids.decode(value)
        except Invalid as error:
            raise ValidationError from error

    def to_url(self, value: int) -> str:
        return ids.encode(value)


def register(app: Flask) -> None:
    app.url_map.converters["id"] = IdConverter


def absolute_url(endpoint: str, **values: Any) -> str:
    """A whole address below PORTAL_URL, with or without a request."""
    settings: Settings = current_app.extensions["portal.settings"]
    parts = urlsplit(settings.url)
    adapter = current_app.url_map.bind(parts.netloc, url_scheme=parts.scheme)
    return adapter.build(endpoint, values, force_external=True)


def safe_next(default: str) -> str:
    """Where a form wants to go on, if that is an address of this portal."""
    wish = request.values.get("next", "")
    parts = urlsplit(wish)
    local = wish.startswith("/") and not wish.startswith(("//", "/\\")) and "\\" not in wish
    return wish if local and not parts.scheme and not parts.netloc else default
