"""HEIC and AVIF without what they tell about people.

Offsets point everywhere in these files, so nothing moves: what is not picture is overwritten
where it lies, and boxes that are not needed become `free`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.media import refusals
from portal.media.clean.isobmff import Box, Item, boxes, children, item_types, items
from portal.media.clean.source import PIECE, Put, Source, pieces

_TOP = frozenset({b"ftyp", b"meta", b"mdat", b"moov"})
_META = {b"hdlr", b"pitm", b"iinf", b"iref", b"iprp", b"idat", b"iloc", b"dinf", b"grpl"}
_TRACKS = {b"moov", b"trak"}
_TELLING = {b"udta", b"meta", b"uuid", b"udes"}
_PICTURES = {b"hvc1", b"hev1", b"lhv1", b"av01", b"avc1", b"vvc1", b"jpeg", b"j2k1", b"unci"}
_COMPOSED = {b"grid", b"iden", b"iovl", b"tmap", b"mski"}
# Exif as ISO/IEC 23008-12 A.2.1 has it: offset of the TIFF header, then a directory of nothing.
_NO_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'
_HANDLER_NAME = 24  # bytes into `hdlr`, behind which the writing program names itself
_NO_EXIF = b"\0\0\0\0MM\0*\0\0\0\x08" + bytes(6)


@dataclass(frozen=True, order=True)
class _Patch:
    """From start to end stands `fill` and then zeros."""

    start: int
    end: int
    fill: bytes = b""


def clean_heif(source: Source, put: Put) -> Iterator[bytes]:
    """The same file, of the same layout, with Exif, XMP, user data, hidden films and whatever
    no picture refers to overwritten. Our XMP goes where there was XMP, if it fits; orientation
    is a property of the picture and stays.

    Raises Invalid (`damaged`).
    """
    top = list(boxes(source, 0, len(source), _TOP))
    meta = next((box for box in top if box.kind == b"meta"), None)
    if not top or top[0].kind != b"ftyp" or meta is None:
        raise refusals.damaged()
    patches = list(_meta_patches(source, meta, top, put))
    for box in top:
        if box.kind not in _TOP:
            patches.append(_freed(box))
        elif box.kind in _TRACKS:
            patches += _track_patches(source, box)
    return _patched(source, sorted(patches), top[-1].end)


def _freed(box: Box) -> _Patch:
    """A box turned into free space; the patch keeps its size field and blanks the body."""
    large = box.body - box.start > 8
    return _Patch(box.start + 4, box.end, b"free" + _size_field(box) if large else b"free")


def _size_field(box: Box) -> bytes:
    return (box.end - box.start).to_bytes(8, "big")


def _track_patches(source: Source, box: Box) -> Iterator[_Patch]:
    for child in children(source, box):
        if child.kind in _TRACKS:
            yield from _track_patches(source, child)
        elif child.kind in _TELLING:
            yield _freed(child)


def _meta_patches(source: Source, meta: Box, top: list[Box], put: Put) -> Iterator[_Patch]:
    inside = {}
    for box in children(source, meta, 4):
        if box.kind in _META:
            inside[box.kind] = box
        else:
            yield _freed(box)
    if b"iinf" not in inside or b"iloc" not in inside:
        raise refusals.damaged()
    if b"hdlr" in inside:
        named = min(inside[b"hdlr"].body + _HANDLER_NAME, inside[b"hdlr"].end)
        yield _Patch(named, inside[b"hdlr"].end)
    if b"iprp" in inside:
        yield from _property_patches(source, inside[b"iprp"])
    yield from _item_patches(source, inside, top, put)


def _item_patches(
    source: Source, inside: dict[bytes, Box], top: list[Box], put: Put
) -> Iterator[_Patch]:
    types = item_types(source, inside[b"iinf"])
    found = [_placed(item, inside.get(b"idat")) for item in items(source, inside[b"iloc"])]
    for item in found:
        kind = types.get(item.number, b"")
        if kind not in _PICTURES | _COMPOSED:
            yield from _blanked(item, _blank(source, item, kind, put))
    if not any(box.kind == b"moov" for box in top):  # films refer to data in other ways
        used = sorted(extent for item in found if item.method == 0 for extent in item.extents)
        for box in (box for box in top if box.kind == b"mdat"):
            yield from _unused(box, used)


def _property_patches(source: Source, iprp: Box) -> Iterator[_Patch]:
    """Descriptions that people wrote; freed in place, because properties are counted."""
    for container in children(source, iprp):
        if container.kind == b"ipco":
            yield from (_freed(b) for b in children(source, container) if b.kind in _TELLING)


def _placed(item: Item, idat: Box | None) -> Item:
    """Extents counted from the beginning of the file."""
    if item.method == 0:
        return item
    if item.method != 1 or idat is None:
        return Item(item.number, item.method, ())
    moved = tuple((idat.body + start, idat.body + end) for start, end in item.extents)
    return Item(item.number, item.method, moved)


def _blank(source: Source, item: Item, kind: bytes, put: Put) -> bytes:
    """What the data of an item that is no picture begins with from now on."""
    if kind == b"Exif":
        return _NO_EXIF
    start, end = item.extents[0] if len(item.extents) == 1 else (0, 0)
    if kind != b"mime" or b"<" not in source[start : min(start + 4, end)]:
        return b""
    fits = put.xmp is not None and len(put.xmp) <= end - start
    return (put.xmp if put.xmp and fits else _NO_XMP).ljust(end - start)


def _blanked(item: Item, fill: bytes) -> Iterator[_Patch]:
    if item.method > 1:
        raise refusals.damaged()  # made of other items: nothing here to overwrite
    for start, end in item.extents:
        yield _Patch(start, end, fill[: end - start])
        fill = b""


def _unused(mdat: Box, used: list[tuple[int, int]]) -> Iterator[_Patch]:
    """The gaps between the extents of items: previews and films that editors left behind."""
    at = mdat.body
    for start, end in used:
        if at < min(start, mdat.end):
            yield _Patch(at, min(start, mdat.end))
        at = max(at, end)
    if at < mdat.end:
        yield _Patch(at, mdat.end)


def _patched(source: Source, patches: list[_Patch], end: int) -> Iterator[bytes]:
    at = 0
    for patch in patches:
        if patch.start < at or patch.end > end:
            raise refusals.damaged()
        yield from pieces(source, at, patch.start)
        yield patch.fill
        for zero in range(patch.start + len(patch.fill), patch.end, PIECE):
            yield bytes(min(PIECE, patch.end - zero))
        at = patch.end
    yield from pieces(source, at, end)
