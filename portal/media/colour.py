"""From whatever a file holds to eight-bit RGB or RGBA that every screen shows alike."""

import io
from typing import TYPE_CHECKING

from portal.media.refusals import HOSTILE

if TYPE_CHECKING:
    from PIL.Image import Image

_DEEP = {"I;16", "I;16L", "I;16B", "I;16N"}
_RESIZABLE = {"L", "RGB", "RGBA", "CMYK", "LAB", "YCbCr"}


def to_eight_bit(image: "Image") -> "Image":
    """The same picture in a mode that can be made smaller: L, RGB, RGBA, CMYK, LAB or YCbCr."""
    if image.mode in _DEEP:
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"I", "F"}:
        return _stretched(image)
    if image.mode == "1":
        return image.convert("L")
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    return image if image.mode in _RESIZABLE else image.convert("RGB")


def _stretched(image: "Image") -> "Image":
    """32-bit greys have no agreed white: their own darkest and brightest become 0 and 255."""
    lowest, highest = image.getextrema()
    if not isinstance(lowest, (int, float)) or not isinstance(highest, (int, float)):
        return image.convert("L")
    scale = 255 / ((highest - lowest) or 1)
    # Pillow maps these modes by value * scale + offset only, given as this very expression.
    return image.point(lambda value: value * scale + (-lowest * scale)).convert("L")


def to_screen(image: "Image", profile: bytes | None) -> tuple["Image", bytes | None]:
    """RGB or RGBA, and the profile that goes with it: an RGB profile is kept as it is.

    CMYK, Lab and grey with a profile are converted to sRGB, which needs none.
    """
    space = (profile or b"")[16:20]  # data colour space of an ICC.1 header
    if image.mode in {"RGB", "RGBA"}:
        return image, profile if space == b"RGB " else None
    if profile and (image.mode, space) in {("CMYK", b"CMYK"), ("L", b"GRAY"), ("LAB", b"Lab ")}:
        converted = _by_profile(image, profile)
        if converted is not None:
            return converted, None
    if image.mode == "LAB":
        return _by_profile(image, None) or image.convert("L").convert("RGB"), None
    return image.convert("RGB"), profile if space == b"RGB " else None


def _by_profile(image: "Image", profile: bytes | None) -> "Image | None":
    """Converted to sRGB with littleCMS; None when the profile is broken."""
    from PIL import ImageCms

    try:
        source = io.BytesIO(profile) if profile else ImageCms.createProfile("LAB")
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, *HOSTILE):
        return None


def on_white(image: "Image") -> "Image":
    """Without transparency, as it looks on paper."""
    from PIL import Image

    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper
