"""One page of a list, and the cursor that leads to the next."""

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from portal.kernel.errors import Invalid

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some items of a longer list; `next` is the cursor of the following page, if any."""

    items: tuple[T, ...]
    next: str | None = None
    total: int | None = None

    def map(self, change: Callable[[T], U]) -> "Page[U]":
        return Page(tuple(change(item) for item in self.items), self.next, self.total)


def encode_cursor(*values: int | str | None) -> str:
    """An opaque cursor from the sort key of the last item shown."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, *kinds: type) -> tuple[int | str | None, ...]:
    """The sort key behind a cursor; Invalid (`bad_cursor`) when it is not one of ours."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, UnicodeDecodeError, RecursionError) as error:
        raise Invalid("this page address is broken", reason="bad_cursor") from error
    fits = isinstance(values, list) and len(values) == len(kinds)
    if not fits or not all(v is None or _is(v, k) for v, k in zip(values, kinds, strict=True)):
        raise Invalid("this page address is broken", reason="bad_cursor")
    return tuple(values)


def _is(value: object, kind: type) -> bool:
    if kind is int:
        return type(value) is int and abs(value) < 2**63
    return isinstance(value, kind)
