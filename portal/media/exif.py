"""When, where and with what a picture was taken, as its EXIF says (CIPA DC-008, Exif 2.32).

Every reader gives None for what is absent, broken or impossible, and raises nothing: cameras
write NaN, 0/0, (0, 0), zero bytes for hemispheres, and dates of the year 0.
"""

import math
import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kernel.geo import Point
from portal.kernel.text import clean_line
from portal.media.refusals import HOSTILE

Tags = Mapping[int, object]  # tag number → value as Pillow decodes it

FIRST_PHOTOGRAPH = 1826  # Niépce's view from the window at Le Gras
NULL_ISLAND = 1e-6  # degrees; a place this close to (0, 0) is a receiver without a fix
MAX_ACCURACY = 100_000.0  # metres
ALTITUDES = (-500.0, 20_000.0)  # metres; below the Dead Sea and above any aeroplane is an error
_LONGEST_DEVICE = 80

_MAKE, _MODEL = 0x010F, 0x0110
_TAKEN = ((0x9003, 0x9011), (0x9004, 0x9012))  # original, digitised: date and its offset
_LAT_REF, _LAT, _LON_REF, _LON, _ALT_REF, _ALT, _DIRECTION, _ERROR = 1, 2, 3, 4, 5, 6, 17, 31


def number(value: object) -> float | None:
    """A finite number from whatever stands for a rational."""
    try:
        found = float(value)  # type: ignore[arg-type]
    except HOSTILE:
        return None
    return found if math.isfinite(found) else None


def line(value: object, longest: int) -> str:
    """One clean line from bytes or text; empty for anything else."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace").replace("\ufffd", "")
    return clean_line(value)[:longest].rstrip() if isinstance(value, str) else ""


def find_point(gps: Tags) -> Point | None:
    """The place of the camera, in degrees (WGS 84)."""
    latitude = _degrees(gps.get(_LAT), gps.get(_LAT_REF), "N", "S")
    longitude = _degrees(gps.get(_LON), gps.get(_LON_REF), "E", "W")
    if latitude is None or longitude is None:
        return None
    if abs(latitude) < NULL_ISLAND and abs(longitude) < NULL_ISLAND:
        return None
    try:
        return Point(latitude, longitude)
    except Invalid:
        return None


def _degrees(parts: object, hemisphere: object, positive: str, negative: str) -> float | None:
    """Degrees from (degrees, minutes, seconds) and N, S, E or W."""
    sign = {positive: 1, negative: -1}.get(line(hemisphere, 9).upper()[:1])
    if sign is None or not isinstance(parts, (tuple, list)) or len(parts) != 3:
        return None
    degrees, minutes, seconds = (number(part) for part in parts)
    if degrees is None or minutes is None or seconds is None:
        return None
    if not (0 <= degrees <= 180 and 0 <= minutes <= 60 and 0 <= seconds <= 60):
        return None
    return sign * round(degrees + minutes / 60 + seconds / 3600, 7)


def find_accuracy(gps: Tags) -> float | None:
    """GPSHPositioningError: the horizontal error in metres."""
    metres = number(gps.get(_ERROR))
    return metres if metres is not None and 0 < metres <= MAX_ACCURACY else None


def find_direction(gps: Tags) -> float | None:
    """GPSImgDirection: where the camera looked, in degrees 0 ≤ d < 360."""
    degrees = number(gps.get(_DIRECTION))
    return degrees % 360 if degrees is not None and 0 <= degrees <= 360 else None


def find_altitude(gps: Tags) -> float | None:
    """Metres above sea level."""
    metres = number(gps.get(_ALT))
    if metres is None:
        return None
    if gps.get(_ALT_REF) in (1, b"\x01"):
        metres = -metres
    return metres if ALTITUDES[0] <= metres <= ALTITUDES[1] else None


def find_moment(exif: Tags) -> tuple[datetime | None, int | None]:
    """Local time of the exposure and, if written, its offset from UTC in minutes."""
    for date_tag, offset_tag in _TAKEN:
        moment = parse_date(line(exif.get(date_tag), 40))
        offset = _offset(line(exif.get(offset_tag), 9))
        if moment is not None and not _in_future(moment, offset):
            return moment, offset
    return None, None


def parse_date(text: str) -> datetime | None:
    """`1998:07:14 12:30:05` or its ISO cousins; None before photography was."""
    found = re.match(r"(\d{4})[:/-](\d\d)[:/-](\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?", text, re.ASCII)
    if not found:
        return None
    try:
        moment = datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001 - local time of the camera
    except ValueError:
        return None
    return moment if moment.year >= FIRST_PHOTOGRAPH else None


def _offset(text: str) -> int | None:
    found = re.fullmatch(r"([+-])(\d\d):(\d\d)", text, re.ASCII)
    if not found:
        return 0 if text == "Z" else None
    minutes = int(found[2]) * 60 + int(found[3])
    return int(found[1] + str(minutes)) if minutes <= 14 * 60 else None


def _in_future(moment: datetime, offset: int | None) -> bool:
    """Without an offset the benefit of the doubt: the latest zone is 14 hours ahead."""
    latest = timedelta(minutes=14 * 60 if offset is None else offset)
    return moment > clock.now().replace(tzinfo=None) + latest + timedelta(minutes=5)


def find_device(tags: Tags) -> str | None:
    """Make and model without saying the make twice: “Apple iPhone 12”, “NIKON D90”."""
    make, model = line(tags.get(_MAKE), 40), line(tags.get(_MODEL), 60)
    brand = make.split(" ")[0]
    if brand and model.casefold().startswith(brand.casefold()):
        make = ""
    return " ".join(part for part in (make, model) if part)[:_LONGEST_DEVICE] or None
