"""Which way up: cameras store pixels as the sensor lay, and say so beside them (Exif 2.32)."""

from typing import TYPE_CHECKING

from portal.media.kinds import Kind
from portal.media.refusals import HOSTILE

if TYPE_CHECKING:
    from PIL.Image import Image

ORIENTATION = 0x0112
_ON_ITS_SIDE = {5, 6, 7, 8}


def orientation_of(image: "Image", kind: Kind) -> int:
    """How the stored pixels are to be turned, 1–8 as in EXIF; 1 where the decoder does it.

    Broken or absent EXIF counts as 1. Pillow turns TIFF while loading and libheif HEIC.
    """
    if kind.decoder in {"TIFF", "HEIF"}:
        return 1
    try:
        value = image.getexif().get(ORIENTATION, 1)
        return int(value) if value in range(1, 9) else 1
    except HOSTILE:
        return 1


def shown_size(image: "Image", orientation: int) -> tuple[int, int]:
    """Width and height in pixels as a person sees the picture."""
    width, height = image.size
    return (height, width) if orientation in _ON_ITS_SIDE else (width, height)


def upright(image: "Image", orientation: int) -> "Image":
    """The picture as it is to be seen; the same object when it already stands so."""
    from PIL.Image import Transpose

    turn = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }.get(orientation)
    return image if turn is None else image.transpose(turn)
