"""PNG (W3C PNG third edition) without what it tells about people: chunks by an allow-list."""

import zlib
from collections.abc import Iterator

from portal.media import refusals
from portal.media.clean.source import Put, Source, exif_block, number, pieces, take

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_NEEDED = {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
_LOOKS = {b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD", b"pHYs", b"hIST"}
_LIGHT = {b"cICP", b"mDCV", b"cLLI"}
_MOVES = {b"acTL", b"fcTL", b"fdAT"}
_KEPT = _NEEDED | _LOOKS | _LIGHT | _MOVES
_FRAME = 12  # bytes around a chunk's data: length, name, check sum


def clean_png(source: Source, put: Put) -> Iterator[bytes]:
    """The chunks that make the picture; no text, time, Exif, nothing private or after IEND.

    Raises Invalid (`damaged`), also for a critical chunk nobody knows.
    """
    if take(source, 0, 8) != _SIGNATURE or take(source, 12, 4) != b"IHDR":
        raise refusals.damaged()
    yield _SIGNATURE
    at, name = 8, b""
    while name != b"IEND":
        end = at + _FRAME + number(source, at, 4)
        name = take(source, at + 4, 4)
        if name in _KEPT:
            yield from pieces(source, at, end)
        elif not name[0] & 0x20:  # a capital first letter: critical
            raise refusals.damaged()
        if name == b"IHDR":
            yield from _inserted(put)
        at = end


def _chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return len(data).to_bytes(4, "big") + name + data + check.to_bytes(4, "big")


def _inserted(put: Put) -> Iterator[bytes]:
    if put.orientation != 1:
        yield _chunk(b"eXIf", exif_block(put.orientation))
    if put.xmp:
        # keyword, not compressed, no language, no translated keyword
        yield _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + put.xmp)
