"""Pictures made by code: seaside scenes like printed posters, the same for the same seed.

They show what a portal looks like with something in it, and no person's face or property.
"""

import random
from collections.abc import Callable

from portal.media.painting import coast, harbour, river, town, village
from portal.media.painting.canvas import Canvas
from portal.media.painting.palettes import AGED, PALETTES, Palette

Motif = Callable[[Canvas, Palette, random.Random], None]

_SCENES: dict[str, Motif] = {
    "lighthouse": coast.lighthouse,
    "cliffs": coast.cliffs,
    "dunes": coast.dunes,
    "stones": coast.stones,
    "tide": coast.tide,
    "sails": harbour.sails,
    "harbour": harbour.harbour,
    "trawler": harbour.trawler,
    "cranes": harbour.cranes,
    "bridge": river.bridge,
    "castle": river.castle,
    "cablecar": river.cablecar,
    "tram": town.tram,
    "street": village.street,
    "market": town.market,
    "chapel": village.chapel,
}
MOTIFS = tuple(_SCENES)
TONES = tuple(PALETTES)


def paint_scene(
    seed: int, motif: str, size: tuple[int, int] = (1500, 1000), tone: str = "day"
) -> bytes:
    """A JPEG of `size` pixels; `motif` is one of MOTIFS and `tone` one of TONES.

    Tones of old prints (`sepia`, `silver`, `faded`) come with a border, grain and vignette.
    """
    palette = PALETTES[tone]
    canvas = Canvas(size)
    _SCENES[motif](canvas, palette, random.Random(seed))  # noqa: S311 - no secret
    return canvas.jpeg(is_aged=tone in AGED, paper=palette.light)
