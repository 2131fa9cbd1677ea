"""Which kinds of file are taken, told by their first bytes and never by their name."""

from collections.abc import Callable
from dataclasses import dataclass

HEAD = 512  # bytes of a file that `sniff` wants to see

_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_AVIF = {b"avif", b"avis"}
_HEIF = {b"mif1", b"msf1"}


@dataclass(frozen=True)
class Kind:
    """A kind of file: its MIME type, the ending of its name, Pillow's name, and its mark."""

    mime: str
    extension: str
    decoder: str
    marks: Callable[[bytes], bool]


def _starts(*magic: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(magic)


def _brands(head: bytes) -> list[bytes]:
    """Major brand first, then the compatible ones (ISO/IEC 14496-12, `ftyp`)."""
    if head[4:8] != b"ftyp":
        return []
    end = min(int.from_bytes(head[:4], "big"), len(head) - len(head) % 4)
    return [head[8:12], *(head[at : at + 4] for at in range(16, end, 4))]


def _branded(wanted: set[bytes], unless: set[bytes] | None = None) -> Callable[[bytes], bool]:
    """The major brand decides; a general one (`mif1`) leaves it to the compatible brands."""

    def marks(head: bytes) -> bool:
        brands = _brands(head)
        if not brands:
            return False
        deciding = set(brands) if brands[0] in _HEIF else {brands[0]}
        return bool(wanted & deciding) and not (unless or set()) & deciding

    return marks


# A later kind is one more line. The order matters only where two marks could fit one file.
KINDS = (
    Kind("image/jpeg", ".jpg", "JPEG", _starts(b"\xff\xd8\xff")),
    Kind("image/png", ".png", "PNG", _starts(b"\x89PNG\r\n\x1a\n")),
    Kind("image/gif", ".gif", "GIF", _starts(b"GIF87a", b"GIF89a")),
    Kind("image/webp", ".webp", "WEBP", lambda h: h[:4] == b"RIFF" and h[8:12] == b"WEBP"),
    Kind("image/tiff", ".tif", "TIFF", _starts(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    Kind("image/avif", ".avif", "AVIF", _branded(_AVIF)),
    Kind("image/heic", ".heic", "HEIF", _branded(_HEIC)),
    Kind("image/heif", ".heif", "HEIF", _branded(_HEIF, unless=_AVIF | _HEIC)),
)


def find_kind(head: bytes) -> Kind | None:
    """The kind whose mark the first bytes carry."""
    return next((kind for kind in KINDS if kind.marks(head)), None)


def sniff(head: bytes) -> str | None:
    """The MIME type by content, of the first `HEAD` bytes; None for a kind that is not taken."""
    kind = find_kind(head)
    return kind.mime if kind else None
