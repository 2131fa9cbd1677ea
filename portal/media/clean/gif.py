"""GIF89a without what it tells about people: blocks by an allow-list."""

from collections.abc import Iterator

from portal.media import refusals
from portal.media.clean.source import Put, Source, number, pieces, take

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF
_KEPT_APPLICATIONS = {b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"}


def clean_gif(source: Source, _put: Put) -> Iterator[bytes]:
    """Frames with their timing, the loop and the colour profile; no comment, XMP or trailing data.

    GIF knows no orientation, and its way of holding XMP breaks old readers: none is written.
    Raises Invalid (`damaged`).
    """
    at = 13 + _table(number(source, 10, 1))
    if take(source, 0, 6) not in {b"GIF87a", b"GIF89a"}:
        raise refusals.damaged()
    yield from pieces(source, 0, at)
    seen = False
    while at < len(source) and (kind := number(source, at, 1)) != _TRAILER:
        if kind == _IMAGE:
            # separator, place and size, flags; its own table; the LZW code size; the data
            start, end = at, _blocks_end(source, at + 11 + _table(number(source, at + 9, 1)))
            seen = True
        elif kind == _EXTENSION:
            start, end = at, _blocks_end(source, at + 2)
            start = start if _is_kept(source, at) else end
        else:
            raise refusals.damaged()
        yield from pieces(source, start, end)
        at = end
    if not seen:
        raise refusals.damaged()
    yield bytes((_TRAILER,))


def _table(flags: int) -> int:
    """Bytes of the colour table that the flags announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _blocks_end(source: Source, at: int) -> int:
    """Where the chain of sub-blocks that begins here is over."""
    while length := number(source, at, 1):
        at += 1 + length
    return at + 1


def _is_kept(source: Source, at: int) -> bool:
    label = number(source, at + 1, 1)
    if label == _APPLICATION:
        return number(source, at + 2, 1) == 11 and take(source, at + 3, 11) in _KEPT_APPLICATIONS
    return label == _CONTROL
