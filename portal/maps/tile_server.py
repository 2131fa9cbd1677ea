"""One request to a tile server, as the tile policy of OpenStreetMap asks.

https://operations.osmfoundation.org/policies/tiles/: an honest User-Agent, at least seven days
of caching, conditional requests, no prefetch.
"""

import re
import urllib.error
import urllib.request
from email.message import Message

from portal.kernel import clock
from portal.kernel.errors import Unavailable
from portal.maps.tile_cache import Record
from portal.maps.tile_source import LARGEST_TILE, find_mime

SEVEN_DAYS = 7 * 86_400
NO_TILE_AGE = 3_600  # seconds to believe that a tile does not exist
SOCKET_LIMIT = 1.4  # seconds without an answer


class TileServer:
    """A server with an address pattern of {z}, {x}, {y} (and {s}, {r} as Leaflet knows them)."""

    def __init__(self, pattern: str, agent: str) -> None:
        self._pattern = pattern.replace("{s}", "a").replace("{r}", "")
        self._agent = agent
        self._opener = urllib.request.OpenerDirector()
        # Only what http(s) needs: a redirect can never lead to file: or ftp:.
        for handler in (
            urllib.request.ProxyHandler(),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            urllib.request.HTTPRedirectHandler(),
            urllib.request.HTTPErrorProcessor(),
            urllib.request.HTTPDefaultErrorHandler(),
        ):
            self._opener.add_handler(handler)

    def fetch(self, z: int, x: int, y: int, known: Record | None) -> Record:
        """Ask for one tile, or whether `known` still holds.

        Raises Unavailable when the server does not answer well; the text names no address, as
        it may hold a key.
        """
        request = urllib.request.Request(self._address(z, x, y), headers=self._headers(known))  # noqa: S310 - config allows http(s) only
        try:
            with self._opener.open(request, timeout=SOCKET_LIMIT) as answer:
                return _record(answer.read(LARGEST_TILE + 1), answer.headers)
        except urllib.error.HTTPError as error:
            with error:
                return _other_answer(error.code, error.headers, known)
        except (OSError, ValueError, EOFError) as error:
            raise Unavailable(f"no tile: {type(error).__name__}") from None
        except Exception as error:  # noqa: BLE001 - http.client raises its own on broken answers
            raise Unavailable(f"no tile: {type(error).__name__}") from None

    def _address(self, z: int, x: int, y: int) -> str:
        numbers = {"{z}": str(z), "{x}": str(x), "{y}": str(y)}
        return re.sub(r"\{[zxy]\}", lambda found: numbers[found[0]], self._pattern)

    def _headers(self, known: Record | None) -> dict[str, str]:
        headers = {"User-Agent": self._agent, "Accept": "image/*"}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.modified:
            headers["If-Modified-Since"] = known.modified
        return headers


def _record(body: bytes, headers: Message) -> Record:
    mime = find_mime(body)
    if mime is None:
        raise Unavailable("no tile: not a picture of usual size")
    etag, modified = headers.get("ETag", ""), headers.get("Last-Modified", "")
    return Record(body, mime, etag, modified, _expires(headers))


def _other_answer(code: int, headers: Message, known: Record | None) -> Record:
    if code == 304 and known:
        return Record(known.body, known.mime, known.etag, known.modified, _expires(headers))
    if code in {404, 410}:
        return Record(b"", "", "", "", clock.now().timestamp() + NO_TILE_AGE)
    raise Unavailable(f"no tile: HTTP {code}")


def _expires(headers: Message) -> float:
    found = re.search(r"max-age=(\d{1,9})", headers.get("Cache-Control", ""))
    return clock.now().timestamp() + max(SEVEN_DAYS, int(found[1]) if found else 0)
