"""The original as it may be published: its pixels untouched, and nothing about its maker."""

from collections.abc import Callable, Iterator
from pathlib import Path

from portal.media import refusals
from portal.media.clean.gif import clean_gif
from portal.media.clean.heif import clean_heif
from portal.media.clean.jpeg import clean_jpeg
from portal.media.clean.png import clean_png
from portal.media.clean.source import Put, Source, mapped
from portal.media.clean.tiff import clean_tiff
from portal.media.clean.webp import clean_webp
from portal.media.opening import opened
from portal.media.orientation import orientation_of
from portal.media.xmp import LONGEST_XMP

Cleaner = Callable[[Source, Put], Iterator[bytes]]

CLEANERS: dict[str, Cleaner] = {
    "image/jpeg": clean_jpeg,
    "image/png": clean_png,
    "image/webp": clean_webp,
    "image/gif": clean_gif,
    "image/tiff": clean_tiff,
    "image/heic": clean_heif,
    "image/heif": clean_heif,
    "image/avif": clean_heif,
}


def publish_original(path: Path, out: Path, xmp: bytes | None, mime: str) -> None:
    """Write to `out` the file without place, serial numbers, names, previews or trailing data.

    Pixels and colour profile stay bit for bit; what remains of Exif is the orientation. `xmp`
    (our licence) goes into JPEG, PNG, WebP and TIFF, into HEIC and AVIF only in the place of XMP
    that was there, into GIF not at all.
    Raises Invalid: `not_this_kind` (also when the content is not `mime`), `damaged`,
    `too_many_pixels`; nothing is left at `out` then. ValueError for a packet over `LONGEST_XMP`.
    """
    if xmp and len(xmp) > LONGEST_XMP:
        raise ValueError("the XMP packet does not fit a JPEG segment")
    with opened(path) as (image, kind):
        orientation = orientation_of(image, kind)
    if kind.mime != mime:
        raise refusals.not_this_kind()
    try:
        with refusals.refusing(), mapped(path) as source, out.open("wb") as target:
            for piece in CLEANERS[mime](source, Put(orientation, xmp)):
                target.write(piece)
    except BaseException:
        out.unlink(missing_ok=True)
        raise
