"""Pictures for the tests, made by code."""

import io
from fractions import Fraction
from pathlib import Path

from PIL import Image, ImageCms
from PIL.TiffImagePlugin import IFDRational

FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/tiff": "TIFF",
    "image/avif": "AVIF",
    "image/heic": "HEIF",
}
TELLING = b"SECRET-NAME"  # what must not be found in anything that is published


def scene(width: int = 120, height: int = 80, mode: str = "RGB") -> Image.Image:
    """Not symmetric in any way, so that a wrong turn shows; with some fine structure."""
    red = Image.linear_gradient("L").resize((width, height))
    green = Image.linear_gradient("L").rotate(90).resize((width, height))
    blue = Image.radial_gradient("L").resize((width, height))
    picture = Image.merge("RGB", (red, green, blue))
    picture.paste((250, 240, 30), (4, 4, width // 3, height // 4))
    return picture.convert(mode)


def degrees(value: float) -> tuple[IFDRational, ...]:
    whole = int(value)
    minutes = Fraction(value - whole).limit_denominator(10**6) * 60
    return IFDRational(whole, 1), IFDRational(minutes), IFDRational(0, 1)


def exif(orientation: int = 1, latitude: float = 48.39, longitude: float = -4.486) -> Image.Exif:
    """What a telephone writes, with much that nobody should publish."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F], tags[0x0110] = "Canon", "Canon EOS 80D"
    tags[0x0131] = "SECRET-NAME Software"
    tags[0x013B] = "SECRET-NAME Artist"
    details = tags.get_ifd(0x8769)
    details[0x9003], details[0x9011] = "2019:07:14 12:30:05", "+02:00"
    details[0xA430], details[0xA431] = "SECRET-NAME Owner", "SECRET-NAME 1234"
    gps = tags.get_ifd(0x8825)
    gps[1], gps[2] = "N" if latitude >= 0 else "S", degrees(abs(latitude))
    gps[3], gps[4] = "E" if longitude >= 0 else "W", degrees(abs(longitude))
    gps[5], gps[6] = b"\x00", IFDRational(52, 1)
    gps[17], gps[31] = IFDRational(270, 1), IFDRational(8, 1)
    return tags


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def encoded(mime: str, picture: Image.Image | None = None, **options: object) -> bytes:
    """The bytes of a file of this kind."""
    if mime == "image/heic":
        import pillow_heif

        pillow_heif.register_heif_opener()
    out = io.BytesIO()
    (picture or scene()).save(out, FORMATS[mime], **options)
    return out.getvalue()


def telling(mime: str, orientation: int = 1) -> bytes:
    """A file of this kind that carries all the metadata it can."""
    options: dict[str, object] = {}
    if mime != "image/gif":
        options["exif"] = exif(orientation).tobytes()
        options["icc_profile"] = srgb()
        options["xmp"] = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">SECRET-NAME</x:xmpmeta>'
    if mime in {"image/jpeg", "image/gif"}:
        options["comment"] = TELLING
    if mime == "image/tiff":
        options.pop("exif")
        options |= {"tiffinfo": {315: "SECRET-NAME", 274: orientation}}
        options.pop("xmp")
    if mime == "image/jpeg":
        options |= {"quality": 90}
    return encoded(mime, **options)


def write(folder: Path, data: bytes, name: str = "picture") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def shown(data: bytes | Path) -> Image.Image:
    """The picture as a viewer turns it, in RGBA."""
    from PIL import ImageOps

    with Image.open(io.BytesIO(data) if isinstance(data, bytes) else data) as image:
        image.load()
        return ImageOps.exif_transpose(image).convert("RGBA")
