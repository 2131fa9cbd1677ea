"""Which names the portal answers to: its own, and loopback names while it is bound to loopback."""

from urllib.parse import urlsplit

from flask import Flask, abort, request
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.config import Settings

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


def register(app: Flask, settings: Settings) -> None:
    own = urlsplit(settings.url).netloc.lower()
    allowed_loopback = settings.is_loopback

    def refuse_foreign_host() -> None:
        host = request.host.lower()
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if host == own or (allowed_loopback and name in LOOPBACK):
            return
        abort(400)

    app.before_request(refuse_foreign_host)
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )
