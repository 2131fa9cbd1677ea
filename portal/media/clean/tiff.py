"""TIFF 6.0 and BigTIFF without what they tell about people: tags by an allow-list."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.media import refusals
from portal.media.clean.source import Put, Source, pieces, take

_SHAPE = {254, 255, 256, 257, 258, 259, 262, 266, 274, 277, 278, 284, 297, 317, 338, 339}
_SCALE = {280, 281, 282, 283, 290, 291, 296, 340, 341}
_COLOUR = {301, 318, 319, 320, 321, 332, 334, 336, 529, 530, 531, 532, 34675}
_CODING = {292, 293, 322, 323, 347}
_KEPT = _SHAPE | _SCALE | _COLOUR | _CODING
_WHERE = {273: 279, 324: 325}  # offsets and lengths of strips, of tiles
_SUBFILE, _COMPRESSION, _XMP = 254, 259, 700
_OLD_JPEG = 6
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 16: 8}
_NUMBERS = {1: "B", 3: "H", 4: "I", 16: "Q"}  # field type → struct code
_MOST_PAGES = 1_000


@dataclass(frozen=True)
class _Layout:
    """Byte order and widths: `offset` is the struct code of offsets and counts of values."""

    order: str
    offset: str
    entries: str
    header: int

    def size(self, code: str) -> int:
        return struct.calcsize(self.order + code)

    def pack(self, code: str, *values: int) -> bytes:
        return struct.pack(self.order + code, *values)

    def unpack(self, source: Source, at: int, code: str) -> tuple[int, ...]:
        return struct.unpack(self.order + code, take(source, at, self.size(code)))


@dataclass(frozen=True)
class _Field:
    kind: int
    count: int
    data: bytes


@dataclass(frozen=True)
class _Page:
    """A directory: kept fields, and the tag and places (start, length) of its strips or tiles."""

    fields: dict[int, _Field]
    where: int
    parts: list[tuple[int, int]]

    def size(self, layout: _Layout) -> int:
        """Bytes of the directory and of the values that do not fit into it."""
        width = layout.size(layout.offset)
        entries = layout.size(layout.entries) + len(self.fields) * (4 + 2 * width) + width
        return entries + sum(_even(f) for f in self.fields.values() if len(f.data) > width)


def clean_tiff(source: Source, put: Put) -> Iterator[bytes]:
    """The pages with their pixels as they were coded; no thumbnails, no Exif, no private tags.

    Raises Invalid (`damaged`), also for the old JPEG compression that nobody can move.
    """
    layout, at = _layout(source)
    pages = list(_pages(source, layout, at))
    if not pages or sum(n for p in pages for _, n in p.parts) > 2 * len(source):
        raise refusals.damaged()
    if put.xmp:
        pages[0].fields[_XMP] = _Field(1, len(put.xmp), put.xmp)
    yield take(source, 0, layout.header - layout.size(layout.offset))
    yield layout.pack(layout.offset, layout.header)
    at = layout.header
    for page in pages:
        start = at + page.size(layout)
        after = start + sum(length + length % 2 for _, length in page.parts)
        yield _directory(layout, _moved(layout, page, start), at, 0 if page is pages[-1] else after)
        for part, length in page.parts:
            yield from pieces(source, part, part + length)
            yield b"\0" * (length % 2)
        at = after


def _layout(source: Source) -> tuple[_Layout, int]:
    """How the file is written, and where its first directory is."""
    order = {b"II": "<", b"MM": ">"}.get(take(source, 0, 2))
    if order is None:
        raise refusals.damaged()
    (version,) = struct.unpack(order + "H", take(source, 2, 2))
    layout = _Layout(order, "Q", "Q", 16) if version == 43 else _Layout(order, "I", "H", 8)
    width = layout.size(layout.offset)
    return layout, layout.unpack(source, layout.header - width, layout.offset)[0]


def _pages(source: Source, layout: _Layout, at: int) -> Iterator[_Page]:
    seen: set[int] = set()
    while at:
        if at in seen or len(seen) > _MOST_PAGES:
            raise refusals.damaged()
        fields, following = _fields(source, layout, at)
        is_preview = _SUBFILE in fields and _numbers(layout, fields[_SUBFILE])[0] & 1
        if not seen or not is_preview:
            yield _page(layout, fields)
        seen.add(at)
        at = following


def _fields(source: Source, layout: _Layout, at: int) -> tuple[dict[int, _Field], int]:
    """The fields that are of use, and where the next directory is."""
    (count,) = layout.unpack(source, at, layout.entries)
    at += layout.size(layout.entries)
    width = layout.size(layout.offset)
    found: dict[int, _Field] = {}
    for _ in range(count):
        tag, kind, values = layout.unpack(source, at, "HH" + layout.offset)
        if tag in _KEPT or tag in _WHERE or tag in _WHERE.values():
            length = _SIZES.get(kind, 0) * values
            place = at + 4 + width
            if length > width:
                (place,) = layout.unpack(source, place, layout.offset)
            found.setdefault(tag, _Field(kind, values, take(source, place, length)))
        at += 4 + 2 * width
    return found, layout.unpack(source, at, layout.offset)[0]


def _page(layout: _Layout, fields: dict[int, _Field]) -> _Page:
    where = next((tag for tag in _WHERE if tag in fields and _WHERE[tag] in fields), None)
    if where is None or (
        _COMPRESSION in fields and _numbers(layout, fields[_COMPRESSION])[0] == _OLD_JPEG
    ):
        raise refusals.damaged()
    starts = _numbers(layout, fields[where])
    lengths = _numbers(layout, fields[_WHERE[where]])
    if len(starts) != len(lengths):
        raise refusals.damaged()
    kept = {tag: field for tag, field in fields.items() if tag in _KEPT and field.count}
    kept[_WHERE[where]] = fields[_WHERE[where]]
    # Of the final size from the start, so that `size` is right before the places are known.
    blank = layout.size(layout.offset) * len(starts)
    kept[where] = _Field(16 if layout.offset == "Q" else 4, len(starts), bytes(blank))
    return _Page(kept, where, list(zip(starts, lengths, strict=True)))


def _numbers(layout: _Layout, field: _Field) -> tuple[int, ...]:
    code = _NUMBERS.get(field.kind)
    if code is None or not field.count:
        raise refusals.damaged()
    return struct.unpack(f"{layout.order}{field.count}{code}", field.data)


def _moved(layout: _Layout, page: _Page, start: int) -> dict[int, _Field]:
    """The fields with the new places of the strips, which follow each other from `start`."""
    places = []
    for _, length in page.parts:
        places.append(start)
        start += length + length % 2
    packed = layout.pack(f"{len(places)}{layout.offset}", *places)
    return page.fields | {page.where: replace(page.fields[page.where], data=packed)}


def _directory(layout: _Layout, fields: dict[int, _Field], at: int, following: int) -> bytes:
    width = layout.size(layout.offset)
    entries = layout.pack(layout.entries, len(fields))
    outside = b""
    at += len(entries) + len(fields) * (4 + 2 * width) + width
    for tag, field in sorted(fields.items()):
        entries += layout.pack("HH" + layout.offset, tag, field.kind, field.count)
        if len(field.data) <= width:
            entries += field.data.ljust(width, b"\0")
        else:
            entries += layout.pack(layout.offset, at + len(outside))
            outside += field.data.ljust(_even(field), b"\0")
    return entries + layout.pack(layout.offset, following) + outside


def _even(field: _Field) -> int:
    """Bytes a value takes outside the directory: values begin on even places."""
    return len(field.data) + len(field.data) % 2
