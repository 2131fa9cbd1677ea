"""Rate limits: in memory by default, in Redis where it is configured."""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from portal.config import Settings
from portal.web.access import current_viewer


def asker() -> str:
    """A member counts as a member wherever they sit; others by address."""
    viewer = current_viewer()
    return f"member:{viewer.id}" if viewer.is_known else f"address:{get_remote_address()}"


limiter = Limiter(key_func=asker, headers_enabled=True, strategy="moving-window")


def register(app: Flask, settings: Settings) -> None:
    is_redis = settings.queue_url.startswith("redis")
    app.config["RATELIMIT_STORAGE_URI"] = settings.queue_url if is_redis else "memory://"
    app.config["RATELIMIT_ENABLED"] = not settings.testing
    app.config["RATELIMIT_KEY_PREFIX"] = "portal"
    limiter.init_app(app)
