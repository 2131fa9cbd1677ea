"""What every source of base map tiles gives, and the test that bytes are a picture."""

from dataclasses import dataclass
from typing import Protocol

LARGEST_TILE = 1_000_000  # bytes; a raster tile of 512 pixels stays far below
KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True)
class Tile:
    """One picture of the base map.

    `etag` is a bare strong validator (without quotes); `max_age` says for how many seconds a
    browser may keep the tile without asking again.
    """

    body: bytes
    mime: str
    etag: str
    max_age: int


class TileSource(Protocol):
    """Where tiles come from; `may_be_copied` says whether they may go into an offline copy."""

    min_zoom: int
    max_zoom: int
    may_be_copied: bool

    def find(self, z: int, x: int, y: int) -> Tile | None:
        """The tile, or None when there is none at present."""


def find_mime(body: bytes) -> str | None:
    """PNG, JPEG or WebP by their first bytes; None for anything else or too many bytes."""
    if len(body) > LARGEST_TILE:
        return None
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    return next((mime for magic, mime in KINDS.items() if body.startswith(magic)), None)
