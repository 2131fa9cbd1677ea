"""Rate limits: in memory by default, in Redis where it is configured."""

from flask import Flask, Response
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from portal.config import Settings
from portal.kernel import clock
from portal.web.access import current_viewer


def asker() -> str:
    """A member counts as a member wherever they sit; others by address."""
    viewer = current_viewer()
    return f"member:{viewer.id}" if viewer.is_known else f"address:{get_remote_address()}"


limiter = Limiter(key_func=asker, strategy="moving-window")


def register(app: Flask, settings: Settings) -> None:
    is_redis = settings.queue_url.startswith("redis")
    app.config["RATELIMIT_STORAGE_URI"] = settings.queue_url if is_redis else "memory://"
    app.config["RATELIMIT_ENABLED"] = not settings.testing
    app.config["RATELIMIT_KEY_PREFIX"] = "portal"
    limiter.init_app(app)
    app.after_request(_tell)


def _tell(response: Response) -> Response:
    """`RateLimit-…` as in draft-ietf-httpapi-ratelimit-headers-03; times are in seconds.

    Flask-Limiter's own headers would say Retry-After on every answer.
    """
    limit = limiter.current_limit
    if limit is not None:
        left = limit.reset_at - int(clock.now().timestamp())
        seconds = min(max(0, left), limit.limit.get_expiry())
        response.headers["RateLimit-Limit"] = str(limit.limit.amount)
        response.headers["RateLimit-Remaining"] = str(max(0, limit.remaining))
        response.headers["RateLimit-Reset"] = str(seconds)
        if response.status_code == 429:
            response.headers["Retry-After"] = str(seconds)
    return response
