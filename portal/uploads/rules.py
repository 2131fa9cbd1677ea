"""What is taken, and how a refusal reads."""

from flask_babel import lazy_gettext as _l

MEGABYTE = 1024 * 1024
LARGEST_PICTURE = 200 * MEGABYTE

REFUSALS = {
    "too_large": _l("This file is too large. Up to 200 MB are taken."),
    "not_this_kind": _l(
        "This is not a picture of a kind that is taken: JPEG, PNG, WebP, HEIC, AVIF, TIFF or GIF."
    ),
    "damaged": _l(
        "This file is damaged or incomplete. Copy it from the camera again and resend it."
    ),
    "too_many_pixels": _l(
        "This picture has too many pixels. Save a smaller version and send that."
    ),
    "duplicate": _l("This very file is here already."),
    "empty": _l("This file is empty."),
}


def refusal(reason: str) -> object:
    """The sentence for a typed refusal."""
    return REFUSALS.get(reason, REFUSALS["damaged"])


def quarters(dhash: int) -> tuple[int, int, int, int]:
    """The four 16-bit parts of a 64-bit hash, to find near ones by.

    Two hashes that differ in at most 3 bits share at least one part (pigeonhole), and most of
    those that differ in up to 6 do.
    """
    bits = dhash & 0xFFFF_FFFF_FFFF_FFFF
    return bits >> 48, bits >> 32 & 0xFFFF, bits >> 16 & 0xFFFF, bits & 0xFFFF
