"""What a picture says about itself, read from its header in a few milliseconds."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from portal.kernel.geo import Point
from portal.media import captions, exif
from portal.media.kinds import Kind
from portal.media.opening import opened
from portal.media.orientation import orientation_of, shown_size
from portal.media.refusals import HOSTILE

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_ANIMATED = {"GIF", "WEBP", "PNG", "AVIF"}


@dataclass(frozen=True)
class PictureFacts:
    """Technical facts, and what is proposed to the contributor (never taken silently).

    `width` and `height` are pixels as shown; `taken_at` is the camera's local time without zone,
    `utc_offset` minutes; `accuracy_m` and `altitude` metres; `direction` degrees from north.
    """

    mime: str
    extension: str
    width: int
    height: int
    orientation: int
    frames: int
    has_alpha: bool
    has_profile: bool
    taken_at: datetime | None = None
    utc_offset: int | None = None
    point: Point | None = None
    accuracy_m: float | None = None
    direction: float | None = None
    altitude: float | None = None
    device: str | None = None
    title: str | None = None
    description: str | None = None


def probe(path: Path) -> PictureFacts:
    """The facts of a picture, without decoding it.

    Raises Invalid: `not_this_kind`, `damaged`, `too_many_pixels`. Broken metadata is ignored.
    """
    with opened(path) as (image, kind):
        tags, details, gps = _tags(image)
        orientation = orientation_of(image, kind)
        width, height = shown_size(image, orientation)
        taken_at, utc_offset = exif.find_moment(details)
        title, description = captions.find_captions(tags, _xmp(image), _iptc(image))
        point = exif.find_point(gps)
        return PictureFacts(
            mime=kind.mime,
            extension=kind.extension,
            width=width,
            height=height,
            orientation=orientation,
            frames=_frames(image, kind),
            has_alpha=image.has_transparency_data,
            has_profile=bool(image.info.get("icc_profile")),
            taken_at=taken_at,
            utc_offset=utc_offset,
            point=point,
            accuracy_m=exif.find_accuracy(gps) if point else None,
            direction=exif.find_direction(gps),
            altitude=exif.find_altitude(gps) if point else None,
            device=exif.find_device(tags),
            title=title,
            description=description,
        )


def _frames(image: "ImageFile", kind: Kind) -> int:
    """Pictures of an animation; pages of a TIFF and pictures beside a HEIC count as one."""
    return int(getattr(image, "n_frames", 1)) if kind.decoder in _ANIMATED else 1


def _tags(image: "ImageFile") -> tuple[exif.Tags, exif.Tags, exif.Tags]:
    """The main, the Exif and the GPS directory; empty where they are absent or broken."""
    found: list[exif.Tags] = [{}, {}, {}]
    with suppress(*HOSTILE):
        tags = image.getexif()
        found[0] = _readable(tags)
        for place, directory in ((1, _EXIF_IFD), (2, _GPS_IFD)):
            with suppress(*HOSTILE):
                found[place] = _readable(tags.get_ifd(directory))
    return found[0], found[1], found[2]


def _readable(tags: exif.Tags) -> exif.Tags:
    """Pillow decodes a value when it is asked for; one broken value must not hide the others."""
    found = {}
    for tag in list(tags):
        with suppress(*HOSTILE):
            found[tag] = tags[tag]
    return found


def _xmp(image: "ImageFile") -> bytes:
    packet = image.info.get("xmp", b"")
    if isinstance(packet, str):
        return packet.encode("utf-8", "replace")
    return packet if isinstance(packet, bytes) else b""


def _iptc(image: "ImageFile") -> captions.Iptc:
    from PIL import IptcImagePlugin

    with suppress(*HOSTILE):
        return IptcImagePlugin.getiptcinfo(image) or {}
    return {}
