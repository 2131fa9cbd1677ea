"""WebP (RFC 9649) without what it tells about people: chunks by an allow-list."""

from collections.abc import Iterator

from portal.media import refusals
from portal.media.clean.source import Put, Source, exif_block, number, pieces, take

_PICTURE = {b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"}
_XMP_FLAG, _EXIF_FLAG, _ALPHA_FLAG = 0x04, 0x08, 0x10
_KEPT_FLAGS = 0xFF ^ (_XMP_FLAG | _EXIF_FLAG)

Chunk = tuple[bytes, int, int]  # name, start of the data, its length


def clean_webp(source: Source, put: Put) -> Iterator[bytes]:
    """The chunks that make the picture, a header whose flags are true, nothing after them.

    Raises Invalid (`damaged`).
    """
    chunks = list(_chunks(source))
    kept = [chunk for chunk in chunks if chunk[0] in _PICTURE]
    if not {b"VP8 ", b"VP8L", b"ANMF"} & {name for name, _, _ in kept}:
        raise refusals.damaged()
    inserted = b"".join(_inserted(put))
    header = _header(source, chunks, put)
    size = 4 + len(header) + len(inserted) + sum(8 + _padded(length) for _, _, length in kept)
    yield b"RIFF" + size.to_bytes(4, "little") + b"WEBP" + header
    for name, start, length in kept:
        yield name + length.to_bytes(4, "little")
        yield from pieces(source, start, start + length)
        yield b"\0" * (length % 2)
    yield inserted


def _chunks(source: Source) -> Iterator[Chunk]:
    if take(source, 0, 4) != b"RIFF" or take(source, 8, 4) != b"WEBP":
        raise refusals.damaged()
    end = 8 + number(source, 4, 4, "little")
    if end > len(source) + 1:  # some writers forget the last padding byte
        raise refusals.damaged()
    at = 12
    while at + 8 <= end:
        length = number(source, at + 4, 4, "little")
        yield take(source, at, 4), at + 8, length
        at += 8 + _padded(length)


def _padded(length: int) -> int:
    return length + length % 2


def _header(source: Source, chunks: list[Chunk], put: Put) -> bytes:
    """VP8X as it was but for the metadata flags; a new one where ours needs it."""
    ours = (_XMP_FLAG if put.xmp else 0) | (_EXIF_FLAG if put.orientation != 1 else 0)
    name, start, length = chunks[0] if chunks else (b"", 0, 0)
    if name == b"VP8X":
        old = take(source, start, length)
        return _vp8x(old[0] & _KEPT_FLAGS | ours, old[4:10])
    if not ours:
        return b""
    width, height, alpha = _simple_size(source, name, start)
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return _vp8x(ours | (_ALPHA_FLAG if alpha else 0), canvas)


def _vp8x(flags: int, canvas: bytes) -> bytes:
    if len(canvas) != 6:
        raise refusals.damaged()
    return b"VP8X\x0a\0\0\0" + bytes((flags, 0, 0, 0)) + canvas


def _simple_size(source: Source, name: bytes, start: int) -> tuple[int, int, bool]:
    """Width, height and use of alpha from the bit stream itself (RFC 6386 9.1, RFC 9649 3.4)."""
    if name == b"VP8L" and number(source, start, 1) == 0x2F:
        bits = number(source, start + 1, 4, "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, bool(bits >> 28 & 1)
    if name == b"VP8 " and take(source, start + 3, 3) == b"\x9d\x01\x2a":
        width = number(source, start + 6, 2, "little") & 0x3FFF
        height = number(source, start + 8, 2, "little") & 0x3FFF
        if width and height:
            return width, height, False
    raise refusals.damaged()


def _inserted(put: Put) -> Iterator[bytes]:
    if put.orientation != 1:
        yield _chunk(b"EXIF", exif_block(put.orientation))
    if put.xmp:
        yield _chunk(b"XMP ", put.xmp)


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2)
