"""Boxes and items of the ISO base media file format (ISO/IEC 14496-12, 23008-12)."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.media import refusals
from portal.media.clean.source import Source, number, take


@dataclass(frozen=True)
class Box:
    """A box: its four letters, where it, its body and what follows it begin."""

    kind: bytes
    start: int
    body: int
    end: int


@dataclass(frozen=True)
class Item:
    """Where the data of an item lies: `method` 0 in the file, 1 in `idat`; (start, end) pairs."""

    number: int
    method: int
    extents: tuple[tuple[int, int], ...]


class Cursor:
    """Reads big-endian integers one after the other, never past `end`."""

    def __init__(self, source: Source, at: int, end: int) -> None:
        self.source, self.at, self.end = source, at, end

    def read(self, length: int) -> int:
        """The next integer of so many bytes; 0 for a field of no bytes."""
        if self.at + length > self.end:
            raise refusals.damaged()
        found = number(self.source, self.at, length) if length else 0
        self.at += length
        return found


def boxes(
    source: Source, start: int, end: int, needed: frozenset[bytes] | None = None
) -> Iterator[Box]:
    """The boxes side by side from start to end; ends quietly before bytes that are none.

    A box that is cut off is damage, or where it is none of the `needed` kinds, if those are
    given, other data that somebody hung behind the file.
    """
    at = start
    while at + 8 <= end:
        size, kind, body = number(source, at, 4), take(source, at + 4, 4), at + 8
        if size == 1:
            size, body = number(source, at + 8, 8), at + 16
        size = size or end - at
        if size < body - at or not kind.isascii():
            return
        if at + size > end:
            if needed is not None and kind not in needed:
                return
            raise refusals.damaged()
        yield Box(kind, at, body, at + size)
        at += size


def children(source: Source, box: Box, skip: int = 0) -> Iterator[Box]:
    """The boxes inside a box, after `skip` bytes of its own."""
    return boxes(source, box.body + skip, box.end)


def item_types(source: Source, iinf: Box) -> dict[int, bytes]:
    """Item number → type in four letters; old entries without a type are left out."""
    wide = number(source, iinf.body, 1) > 0
    found = {}
    for entry in children(source, iinf, 8 if wide else 6):
        version = number(source, entry.body, 1)
        if entry.kind == b"infe" and version >= 2:
            length = 2 if version == 2 else 4
            item = number(source, entry.body + 4, length)
            found[item] = take(source, entry.body + 4 + length + 2, 4)
    return found


def items(source: Source, iloc: Box) -> Iterator[Item]:
    """Where each item lies; offsets of method 1 count from the body of `idat`."""
    cursor = Cursor(source, iloc.body, iloc.end)
    version = cursor.read(4) >> 24
    sizes = cursor.read(2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    wide = 4 if version == 2 else 2
    for _ in range(cursor.read(wide)):
        item = cursor.read(wide)
        method = cursor.read(2) & 15 if version else 0
        cursor.read(2)
        base = cursor.read(base_size)
        extents = []
        for _ in range(cursor.read(2)):
            cursor.read(index_size)
            start = base + cursor.read(offset_size)
            length = cursor.read(length_size) or len(source) - start  # 0: all that follows
            extents.append((start, start + length))
        yield Item(item, method, tuple(extents))
