"""What scenes are painted on: a picture whose height is 1 and whose width is its aspect.

Everything is drawn larger than it is kept, so that edges come out smooth.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from portal.media.painting.palettes import Colour, mix

if TYPE_CHECKING:
    from PIL.Image import Image

FINER = 1.6
Spot = tuple[float, float]
QUALITY = 88


class Canvas:
    """x runs from 0 to `wide`, y from 0 (top) to 1 (bottom)."""

    def __init__(self, size: tuple[int, int]) -> None:
        from PIL import Image, ImageDraw

        self.size = size
        self._fine = (round(size[0] * FINER), round(size[1] * FINER))
        self.unit = self._fine[1]
        self.wide = size[0] / size[1]
        self._image = Image.new("RGB", self._fine)
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def polygon(self, spots: Sequence[Spot], colour: Colour, alpha: float = 1) -> None:
        """A filled outline."""
        self._draw.polygon([self._pixel(spot) for spot in spots], fill=_ink(colour, alpha))

    def shape(
        self, foot: Spot, size: float, spots: Sequence[Spot], colour: Colour, alpha: float = 1
    ) -> None:
        """An outline given in sizes of a thing, from its foot."""
        self.polygon([(foot[0] + x * size, foot[1] + y * size) for x, y in spots], colour, alpha)

    def line(
        self, spots: Sequence[Spot], colour: Colour, thick: float = 0.003, alpha: float = 1
    ) -> None:
        """A line with round joints; `thick` in heights of the picture."""
        wide = max(1, round(thick * self.unit))
        pixels = [self._pixel(spot) for spot in spots]
        self._draw.line(pixels, fill=_ink(colour, alpha), width=wide, joint="curve")

    def oval(
        self, x: float, y: float, rx: float, ry: float, colour: Colour, alpha: float = 1
    ) -> None:
        """An ellipse around its centre."""
        box = [*self._pixel((x - rx, y - ry)), *self._pixel((x + rx, y + ry))]
        self._draw.ellipse(box, fill=_ink(colour, alpha))

    def box(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        colour: Colour,
        alpha: float = 1,
        round_by: float = 0,
    ) -> None:
        """A rectangle, perhaps with round corners."""
        if right <= left or bottom <= top:
            return
        corners = [*self._pixel((left, top)), *self._pixel((right, bottom))]
        self._draw.rounded_rectangle(corners, round_by * self.unit, fill=_ink(colour, alpha))

    def fade(self, top: float, bottom: float, colours: Sequence[Colour]) -> None:
        """A band across the picture that runs through these colours from top to bottom."""
        from PIL import Image

        first, last = round(top * self.unit), round(bottom * self.unit)
        high = max(1, last - first)
        column = Image.new("RGB", (1, high))
        steps = len(colours) - 1
        for row in range(high):
            place = row / max(1, high - 1) * steps
            part = min(int(place), steps - 1)
            column.putpixel((0, row), mix(colours[part], colours[part + 1], place - part))
        self._image.paste(column.resize((self._fine[0], high)), (0, first))

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        """Light around a point that fades outwards."""
        from PIL import Image

        across = max(2, round(2 * radius * self.unit))
        mask = Image.radial_gradient("L").resize((across, across))
        mask = mask.point([round(strength * 255 * max(0.0, 1 - v / 181) ** 2) for v in range(256)])
        cx, cy = self._pixel((x, y))
        corner = (round(cx) - across // 2, round(cy) - across // 2)
        self._image.paste(colour, (*corner, corner[0] + across, corner[1] + across), mask)

    def jpeg(self, *, is_aged: bool, paper: Colour) -> bytes:
        """The finished picture with a little grain; old ones on paper with a border."""
        from PIL import Image

        image = self._image.resize(self.size, Image.Resampling.BICUBIC, reducing_gap=2.0)
        image = _grained(image, 0.09 if is_aged else 0.045)
        if is_aged:
            image = _bordered(_darkened(image), paper)
        sink = io.BytesIO()
        image.save(sink, "JPEG", quality=QUALITY, optimize=True)
        return sink.getvalue()

    def _pixel(self, spot: Spot) -> tuple[float, float]:
        return spot[0] * self.unit, spot[1] * self.unit


def _ink(colour: Colour, alpha: float) -> tuple[int, int, int, int]:
    return (*colour, round(255 * alpha))


def _grained(image: "Image", share: float) -> "Image":
    """Printed ink is never quite even. The pattern is the same in every run."""
    from random import Random

    from PIL import Image

    side = 256
    noise = Image.frombytes("L", (side, side), Random(1).randbytes(side * side))  # noqa: S311
    sheet = Image.new("L", image.size)
    for left in range(0, image.width, side):
        for top in range(0, image.height, side):
            sheet.paste(noise, (left, top))
    return Image.blend(image, Image.merge("RGB", (sheet, sheet, sheet)), share)


def _darkened(image: "Image") -> "Image":
    """Darker towards the corners, as old lenses made it."""
    from PIL import Image

    mask = Image.radial_gradient("L").resize(image.size)
    mask = mask.point([round(max(0, v - 90) * 0.55) for v in range(256)])
    return Image.composite(Image.new("RGB", image.size, (40, 26, 14)), image, mask)


def _bordered(image: "Image", paper: Colour) -> "Image":
    edge = round(min(image.size) * 0.028)
    sheet = image.copy()
    sheet.paste(paper, (0, 0, *image.size))
    inner = (image.width - 2 * edge, image.height - 2 * edge)
    sheet.paste(image.resize(inner), (edge, edge))
    return sheet
