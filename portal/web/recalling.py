"""Pages for readers who are not logged in, remembered while the database stays as it is.

What a page shows to nobody in particular follows from its address, the language, the colours
and the rows. The key holds the state of the whole database, so that any commit, whatever it
changes, makes every remembered page unreachable: a work that was hidden a moment ago is never
shown from memory. What changes by time alone (an embargo that ends) shows within a minute.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import ParamSpec

from flask import current_app, g, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from portal.database import state_of_database
from portal.kernel import clock
from portal.web.access import current_viewer
from portal.web.locale import current_language

P = ParamSpec("P")
EXTENSION = "portal.recalled"
LONGEST = timedelta(seconds=60)
LARGEST = 8_000_000  # bytes, all pages of a process together
LONGEST_QUERY = 300
# What a session may hold and still be a stranger's.
HARMLESS = {"csrf_token", "_permanent"}

Key = tuple[str, ...]


@dataclass(frozen=True)
class _Kept:
    pieces: tuple[bytes, ...]  # what stands between the visitor's own tokens
    since: datetime

    @property
    def size(self) -> int:
        return sum(len(piece) for piece in self.pieces)


class Memory:
    """The remembered pages of one process, all of one state of the database."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state = ""
        self._pages: OrderedDict[Key, _Kept] = OrderedDict()
        self._size = 0

    def find(self, state: str, key: Key) -> _Kept | None:
        with self._lock:
            kept = self._pages.get(key) if state == self._state else None
            if kept is None or not timedelta(0) <= clock.now() - kept.since < LONGEST:
                return None
            self._pages.move_to_end(key)
            return kept

    def keep(self, state: str, key: Key, page: _Kept) -> None:
        """Remember a page that was made after `state` was read; forget other states."""
        with self._lock:
            if state != self._state:
                self._pages.clear()
                self._state, self._size = state, 0
            self._size += page.size - (self._pages[key].size if key in self._pages else 0)
            self._pages[key] = page
            while self._size > LARGEST:
                _, oldest = self._pages.popitem(last=False)
                self._size -= oldest.size


def recalled(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """A view whose page depends on nothing but the address, the reader and the rows."""

    @wraps(view)
    def recalling(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        state = state_of_database() if _is_stranger() else None
        if state is None:
            return view(*args, **kwargs)
        memory: Memory = current_app.extensions.setdefault(EXTENSION, Memory())
        key = _key()
        kept = memory.find(state, key)
        if kept is not None:
            return _token().join(kept.pieces) if len(kept.pieces) > 1 else kept.pieces[0]
        page = view(*args, **kwargs)
        if isinstance(page, str):
            memory.keep(state, key, _Kept(_cut(page), clock.now()))
        return page

    return recalling


def _is_stranger() -> bool:
    """Nobody is logged in, nothing is to be said once, and the address is no flood of words."""
    return (
        request.method in {"GET", "HEAD"}
        and session.keys() <= HARMLESS
        and "Authorization" not in request.headers
        and len(request.query_string) <= LONGEST_QUERY
        and not current_viewer().is_known
    )


def _key() -> Key:
    address = request.path, request.query_string.decode("latin-1")
    return (*address, current_language(), request.cookies.get("theme", ""))


def _cut(page: str) -> tuple[bytes, ...]:
    """The page without this visitor's token against forged forms, if it has one."""
    token = g.get("csrf_token")
    pieces = page.split(token) if token else [page]
    return tuple(piece.encode() for piece in pieces)


def _token() -> bytes:
    token: str = generate_csrf()
    return token.encode()
