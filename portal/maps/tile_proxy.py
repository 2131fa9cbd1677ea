"""A caching proxy in front of a tile server: many askers, one fetch, nobody waits long."""

import hashlib
import threading
import time
from pathlib import Path

from portal.kernel import clock
from portal.kernel.errors import Unavailable
from portal.maps.breaker import Breaker
from portal.maps.tile_cache import Record, TileCache
from portal.maps.tile_server import SOCKET_LIMIT, TileServer
from portal.maps.tile_source import Tile

LONGEST_WAIT = 1.8  # seconds; no web thread waits over 2 (rule 2 of the design)
AT_ONCE = 6  # connections of one process to the tile server
STALE_AGE = 60  # seconds a browser keeps a tile that could not be renewed


class Flight:
    """One running fetch; `began` is the monotonic time at which it left the queue."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.began: float | None = None
        self.record: Record | None = None


class TileProxy:
    """Tiles of a server, kept in `folder`; at most one fetch for a tile at any moment."""

    may_be_copied = False
    min_zoom = 0

    def __init__(
        self, server: TileServer, cache: TileCache, breaker: Breaker, max_zoom: int = 19
    ) -> None:
        self.max_zoom = max_zoom
        self._server, self._cache, self._breaker = server, cache, breaker
        self._flights: dict[str, Flight] = {}
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(AT_ONCE)

    def find(self, z: int, x: int, y: int) -> Tile | None:
        """The kept tile while it is fresh, else a new one, else the stale one, else None."""
        known = self._cache.find(_name(z, x, y))
        if known and _seconds_left(known) > 0:
            return _tile(known)
        if self._breaker.is_open():
            return _tile(known)
        return _tile(self._await((z, x, y), known) or known)

    def _await(self, where: tuple[int, int, int], known: Record | None) -> Record | None:
        flight = self._join(where, known)
        if flight.done.wait(LONGEST_WAIT):
            return flight.record
        if flight.began and time.monotonic() - flight.began >= SOCKET_LIMIT:
            self._breaker.open()  # a name server or a drip that no socket limit catches
        return None

    def _join(self, where: tuple[int, int, int], known: Record | None) -> Flight:
        name = _name(*where)
        with self._lock:
            flight = self._flights.get(name)
            if flight is None:
                flight = self._flights[name] = Flight()
                # A thread of its own, as only so can the wait for name servers be bounded.
                work = threading.Thread(
                    target=self._fly, args=(flight, where, known), name="tile", daemon=True
                )
                work.start()
        return flight

    def _fly(self, flight: Flight, where: tuple[int, int, int], known: Record | None) -> None:
        name = _name(*where)
        try:
            with self._slots:
                if self._breaker.is_open():
                    return
                flight.began = time.monotonic()
                flight.record = self._server.fetch(*where, known)
                self._cache.put(name, flight.record)
        except Unavailable:
            self._breaker.open()
        finally:
            with self._lock:
                del self._flights[name]
            flight.done.set()


def proxy_to(pattern: str, agent: str, folder: Path, limit: int) -> TileProxy:
    """A proxy to the server of `pattern`; another server never sees this one's tiles."""
    own = folder / hashlib.sha256(pattern.encode()).hexdigest()[:12]
    breaker = Breaker(folder / f"{own.name}.failed")
    return TileProxy(TileServer(pattern, agent), TileCache(own, limit), breaker)


def _name(z: int, x: int, y: int) -> str:
    return f"{z}/{x}/{y}"


def _seconds_left(record: Record) -> int:
    return int(record.expires - clock.now().timestamp())


def _tile(record: Record | None) -> Tile | None:
    if record is None or not record.body:
        return None
    etag = hashlib.sha256(record.body).hexdigest()[:32]
    return Tile(record.body, record.mime, etag, max(STALE_AGE, _seconds_left(record)))
