"""Pictures by code: small, each seed another one, with EXIF where a test needs it."""

import io
import random

from PIL import Image, ImageDraw

_GPS, _EXIF = 0x8825, 0x8769
_DATE_TAKEN = 0x9003
_DEVICE = 0x0110


def jpeg(
    seed: int = 1,
    size: tuple[int, int] = (320, 240),
    place: tuple[float, float] | None = None,
    taken: str | None = None,
    device: str | None = None,
) -> bytes:
    """A JPEG; `place` is latitude and longitude, `taken` as EXIF writes it."""
    image = _scene(seed, size)
    exif = image.getexif()
    if device:
        exif[_DEVICE] = device
    if taken:
        exif.get_ifd(_EXIF)[_DATE_TAKEN] = taken
    if place:
        exif.get_ifd(_GPS).update(_gps(*place))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85, exif=exif)
    return out.getvalue()


def _scene(seed: int, size: tuple[int, int]) -> Image.Image:
    chance = random.Random(seed)
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        colour = tuple(chance.randrange(256) for _ in range(3))
        draw.rectangle((x, y, x + size[0] // 4, y + size[1] // 4), fill=colour)
    return image


def _gps(latitude: float, longitude: float) -> dict[int, object]:
    return {
        1: "N" if latitude >= 0 else "S",
        2: _degrees(abs(latitude)),
        3: "E" if longitude >= 0 else "W",
        4: _degrees(abs(longitude)),
    }


def _degrees(value: float) -> tuple[float, float, float]:
    degrees, rest = divmod(value, 1)
    minutes, rest = divmod(rest * 60, 1)
    return degrees, minutes, round(rest * 60, 4)
