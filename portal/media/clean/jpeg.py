"""JPEG (ITU-T T.81) without what it tells about people: markers copied by an allow-list."""

import re
from collections.abc import Iterator

from portal.media import refusals
from portal.media.clean.source import Put, Source, exif_block, number, pieces, take

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_APP0, _APP1, _APP2, _APP14 = 0xE0, 0xE1, 0xE2, 0xEE
_BARE = {0x01, *range(0xD0, 0xD8)}  # TEM and RSTn have no length
_CODING = {*range(0xC0, 0xD0), *range(0xDA, 0xE0)}  # frames, tables, scans
_JFIF = b"JFIF\0"
_JFIF_BARE = 14  # bytes of its body without the thumbnail
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
# In a scan FF00 is a data byte, FFD0–FFD7 restart, FFFF filling; all else is the next marker.
_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def clean_jpeg(source: Source, put: Put) -> Iterator[bytes]:
    """Coding segments, JFIF, ICC and Adobe's colour mark; nothing else, nothing after EOI.

    Raises Invalid (`damaged`).
    """
    if take(source, 0, 2) != b"\xff\xd8":
        raise refusals.damaged()
    yield b"\xff\xd8"
    head = b"".join(_inserted(put))
    scanned = False
    for marker, start, end in _segments(source):
        if marker != _APP0 and head:  # JFIF wants to be first
            yield head
            head = b""
        yield _kept(marker, take(source, start, end - start))
        if marker == _SOS:
            scanned = True
            yield from pieces(source, end, _scan_end(source, end))
    if not scanned:
        raise refusals.damaged()
    yield b"\xff\xd9"


def _segments(source: Source) -> Iterator[tuple[int, int, int]]:
    """Marker, start and end of the body of each segment up to EOI or the end of the file."""
    at = 2
    while True:
        marker, at = _next_marker(source, at)
        if marker is None or marker == _EOI:
            return
        if marker == _SOI:
            raise refusals.damaged()
        if marker not in _BARE:
            end = at + number(source, at, 2)
            yield marker, at + 2, end
            at = _scan_end(source, end) if marker == _SOS else end


def _next_marker(source: Source, at: int) -> tuple[int | None, int]:
    """The next marker and where its length stands; stray bytes before it are dropped."""
    while True:
        at = source.find(b"\xff", at)
        if at < 0 or at + 1 >= len(source):
            return None, len(source)
        if source[at + 1] not in {0x00, 0xFF}:
            return source[at + 1], at + 2
        at += 1


def _scan_end(source: Source, start: int) -> int:
    found = _SCAN_END.search(source, start)
    return found.start() if found else len(source)


def _kept(marker: int, body: bytes) -> bytes:
    """The segment, or nothing when it is not needed to see the picture."""
    if marker == _APP0 and body.startswith(_JFIF) and len(body) >= _JFIF_BARE:
        return _segment(marker, body[: _JFIF_BARE - 2] + b"\0\0")  # a thumbnail of 0 × 0
    is_colour = (marker == _APP2 and body.startswith(b"ICC_PROFILE\0")) or (
        marker == _APP14 and body.startswith(b"Adobe")
    )
    return _segment(marker, body) if is_colour or marker in _CODING else b""


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body


def _inserted(put: Put) -> Iterator[bytes]:
    if put.orientation != 1:
        yield _segment(_APP1, b"Exif\0\0" + exif_block(put.orientation))
    if put.xmp:
        yield _segment(_APP1, _XMP + put.xmp)
