"""Why a picture is not taken, in words for the person who sent it."""

import errno
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import lazy_gettext as _l

from portal.kernel.errors import Invalid

MAX_PIXELS = 100_000_000

# What Pillow, its plugins and our own parsers were seen to raise on hostile files.
# UnidentifiedImageError is an OSError, UnicodeError a ValueError, RecursionError a RuntimeError.
HOSTILE = (
    OSError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
    SyntaxError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    AssertionError,
    MemoryError,
    struct.error,
    zlib.error,
)
_NO_FAULT_OF_THE_SYSTEM = {None, errno.EINVAL}  # Pillow's own OSErrors, and absurd seeks


def not_this_kind() -> Invalid:
    """The file is of no kind that is taken."""
    return Invalid(
        _l(
            "This file is not a picture we can read. "
            "Send a JPEG, PNG, WebP, HEIC, AVIF, TIFF or GIF file."
        ),
        reason="not_this_kind",
    )


def damaged() -> Invalid:
    """The file says it is a picture, but cannot be read to its end."""
    return Invalid(
        _l(
            "This picture is damaged or incomplete. Copy it from the camera again, or open and "
            "save it in a picture program, then send the new file."
        ),
        reason="damaged",
    )


def too_many_pixels(limit: int | None = None) -> Invalid:
    """The picture would need too much memory."""
    millions = (limit or MAX_PIXELS) // 1_000_000
    return Invalid(
        _l(
            "This picture has more than %(number)s million pixels. Save it smaller and send that.",
            number=millions,
        ),
        reason="too_many_pixels",
    )


@contextmanager
def refusing() -> Iterator[None]:
    """Whatever a hostile file makes a decoder raise becomes Invalid with a typed reason.

    Troubles of the system (no such file, disk full, no permission) pass through.
    """
    try:
        yield
    except Invalid:
        raise
    except HOSTILE as error:
        if isinstance(error, OSError) and error.errno not in _NO_FAULT_OF_THE_SYSTEM:
            raise
        raise damaged() from error
    except Exception as error:
        # Named, not imported: this file is read by web processes that never load Pillow.
        if type(error).__name__ == "DecompressionBombError":
            raise too_many_pixels() from error
        raise
