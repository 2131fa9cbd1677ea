"""The blueprint of version 1: keys instead of sessions, limits, and who may read an answer."""

from flask import Blueprint, Response, g, request
from flask_babel import gettext as _

from portal.api import access
from portal.kernel.errors import Invalid
from portal.web import csrf
from portal.web.limits import limiter

READS, WRITES = "1200/minute", "300/minute"
EXPOSED = "ETag, Location, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"

v1 = Blueprint("api_v1", __name__, url_prefix="/api/v1")
# No cookie says who asks, so there is nothing that another site could make a browser do.
csrf.exempt(v1)
limiter.limit(READS, methods=["GET", "HEAD", "OPTIONS"])(v1)
limiter.limit(WRITES, methods=["POST", "PATCH", "DELETE"])(v1)


@v1.before_request
def _guard() -> None:
    access.check_token()
    texts = [*(request.view_args or {}).values(), *request.args.keys(), *request.args.values()]
    if any("\0" in str(text) for text in texts):
        raise Invalid(_("An address holds no null bytes."), reason="null_byte")


@v1.after_request
def _describe(response: Response) -> Response:
    headers = response.headers
    headers["Cache-Control"] = "private, no-cache"
    response.vary.update(("Authorization", "Accept-Language"))
    _allow_reading(response)
    if response.status_code == 401 and access.is_token_refused():
        headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    if response.status_code == 403 and "missing_scope" in g:
        challenge = f'Bearer error="insufficient_scope", scope="{g.missing_scope}"'
        headers["WWW-Authenticate"] = challenge
    return response


def _allow_reading(response: Response) -> None:
    """Pages of other sites may read what is public: without cookies and without keys."""
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        return
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
        response.headers["Access-Control-Max-Age"] = "86400"
