"""Bytes of a file under the knife: bounds-checked reading, copying in pieces."""

import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal.media import refusals

Source = bytes | mmap.mmap
PIECE = 1 << 20  # bytes copied at a time


@dataclass(frozen=True)
class Put:
    """What goes into the cleaned file: how the pixels are turned (1–8) and our own XMP packet."""

    orientation: int = 1
    xmp: bytes | None = None


@contextmanager
def mapped(path: Path) -> Iterator[Source]:
    """The file as bytes that the system pages in as they are read."""
    with path.open("rb") as file:
        if not path.stat().st_size:
            raise refusals.damaged()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as source:
            yield source


def take(source: Source, start: int, length: int) -> bytes:
    """Exactly `length` bytes; Invalid (`damaged`) where the file ends before."""
    if start < 0 or length < 0 or start + length > len(source):
        raise refusals.damaged()
    return source[start : start + length]


def number(source: Source, start: int, length: int, order: str = "big") -> int:
    """An unsigned integer of so many bytes."""
    return int.from_bytes(take(source, start, length), "big" if order == "big" else "little")


def pieces(source: Source, start: int, end: int) -> Iterator[bytes]:
    """The bytes from start to end, a piece at a time."""
    if not 0 <= start <= end <= len(source):
        raise refusals.damaged()
    for at in range(start, end, PIECE):
        yield source[at : min(at + PIECE, end)]


def exif_block(orientation: int) -> bytes:
    """The smallest TIFF structure of Exif: one directory with the orientation alone."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + orientation.to_bytes(2, "big") + b"\0\0"
    return b"MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0"
