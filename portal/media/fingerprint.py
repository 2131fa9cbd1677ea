"""What a picture looks like in 64 bits, so that near-identical ones are noticed."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from portal.media.colour import on_white, to_eight_bit
from portal.media.opening import opened
from portal.media.orientation import orientation_of, upright

if TYPE_CHECKING:
    from PIL.Image import Image

NEAR = 6  # differing bits up to which two pictures are pointed out as near-identical
_SAMPLE = 64  # pixels on a side of the grey thumbnail on which light is judged
_DARK_MEAN, _DARK_BRIGHTEST = 40, 100  # of 255
_MASK = (1 << 64) - 1


@dataclass(frozen=True)
class Examined:
    """What only the pixels tell. `dhash` fits a signed 64-bit integer.

    `is_flat` pictures (one colour, fog) have a hash that says nothing: do not compare it.
    """

    dhash: int
    is_dark: bool
    is_flat: bool


def examine(path: Path) -> Examined:
    """Read the picture to its end and look at it; of an animation the first frame.

    Raises Invalid: `not_this_kind`, `damaged` (also when cut off), `too_many_pixels`.
    """
    from PIL import Image

    with opened(path) as (image, kind):
        orientation = orientation_of(image, kind)
        image.draft("L", (_SAMPLE * 2, _SAMPLE * 2))  # JPEG decodes small, and still to its end
        image.load()
        small = on_white(to_eight_bit(image).resize((_SAMPLE, _SAMPLE), Image.Resampling.BOX))
        grey = upright(small.convert("L"), orientation)
    dark, brightest, spread = _light(grey)
    return Examined(_dhash(grey), dark < _DARK_MEAN and brightest < _DARK_BRIGHTEST, spread < 4)


def _light(grey: "Image") -> tuple[float, int, int]:
    """Mean, 98th percentile, and the range between the 2nd and the 98th, of 0–255."""
    values = sorted(grey.tobytes())
    tail = len(values) // 50
    return sum(values) / len(values), values[-1 - tail], values[-1 - tail] - values[tail]


def _dhash(grey: "Image") -> int:
    """Difference hash: is each of 8×8 points brighter than its right neighbour?

    Neal Krawetz, “Kind of Like That”, The Hacker Factor Blog, 2013.
    """
    from PIL import Image

    pixels = grey.resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            bits = bits << 1 | (pixels[at] > pixels[at + 1])
    return bits - (1 << 64) if bits >> 63 else bits


def hash_distance(a: int, b: int) -> int:
    """Bits that differ, 0–64; up to `NEAR` the pictures look the same."""
    return ((a ^ b) & _MASK).bit_count()
