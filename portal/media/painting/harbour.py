"""Scenes of the port and the roads: quay, trawler, cranes, sails."""

import math
import random

from portal.media.painting import scenery as s
from portal.media.painting.canvas import Canvas
from portal.media.painting.palettes import Palette, mix


def harbour(c: Canvas, p: Palette, chance: random.Random) -> None:
    """Houses along a basin, boats at their moorings, the quay in front."""
    horizon = 0.55
    light = s.sky(c, p, chance, horizon)
    s.hills(c, chance, horizon - 0.02, 0.17, mix(p.far, p.sky[2], 0.3))
    s.hills(c, chance, horizon, 0.1, mix(p.far, p.land, 0.45))
    s.houses(c, p, chance, horizon + 0.005, (-0.02, c.wide), 0.105)
    s.sea(c, p, chance, horizon, light)
    c.box(0, horizon - 0.004, c.wide, horizon + 0.022, mix(p.near, p.far, 0.4))
    for _ in range(26):
        x, half = chance.uniform(0, c.wide), chance.uniform(0.008, 0.03)
        c.box(
            x - half, horizon + 0.03, x + half, horizon + chance.uniform(0.05, 0.16), p.near, 0.08
        )
    for share in sorted(chance.random() for _ in range(7)):
        x = c.wide * chance.uniform(0.05, 0.95)
        moored(c, p, chance, x, horizon + 0.06 + 0.25 * share, 0.1 + 0.16 * share)
    s.quay(c, p, chance, 0.91)
    s.gulls(c, p, chance, 0.12, 0.3)


def moored(c: Canvas, p: Palette, chance: random.Random, x: float, y: float, size: float) -> None:
    """A small fishing boat with its mast, and its image in the water."""
    hull = chance.choice(p.accents[:3] + p.accents[4:])
    c.box(x - size * 0.48, y + size * 0.05, x + size * 0.48, y + size * 0.2, hull, 0.3, size * 0.06)
    c.line(
        [(x - size * 0.05, y + size * 0.1), (x - size * 0.02, y + size * 0.6)],
        p.near,
        size * 0.02,
        0.25,
    )
    c.shape((x, y), size, [(-0.58, -0.27), (0.55, -0.17), (0.44, 0.06), (-0.42, 0.06)], hull)
    c.shape((x, y), size, [(-0.58, -0.27), (0.55, -0.17), (0.53, -0.12), (-0.54, -0.21)], p.light)
    c.box(
        x,
        y - size * 0.48,
        x + size * 0.3,
        y - size * 0.17,
        mix(p.light, p.far, 0.12),
        1,
        size * 0.02,
    )
    c.box(x + size * 0.05, y - size * 0.42, x + size * 0.25, y - size * 0.3, p.near, 0.8)
    c.line(
        [(x - size * 0.08, y - size * 0.2), (x - size * 0.08, y - size * 1.1)], p.near, size * 0.025
    )
    c.line(
        [(x - size * 0.08, y - size * 1.05), (x - size * 0.56, y - size * 0.28)],
        p.near,
        size * 0.009,
    )
    c.line(
        [(x - size * 0.08, y - size * 1.05), (x + size * 0.5, y - size * 0.2)], p.near, size * 0.009
    )
    if p.is_dark:
        c.glow(x + size * 0.15, y - size * 0.36, size * 0.3, p.accents[0], 0.7)


def trawler(c: Canvas, p: Palette, chance: random.Random) -> None:
    """A trawler coming home through the swell with its gulls."""
    horizon = 0.5
    light = s.sky(c, p, chance, horizon)
    s.hills(c, chance, horizon, 0.07, mix(p.far, p.sky[2], 0.35), horizon + 0.01)
    s.sea(c, p, chance, horizon, light)
    x, y, size = c.wide * (0.6 if light[0] < c.wide / 2 else 0.42), 0.72, 0.4
    _swell(c, p, chance, 0.69, 0.035, 0.35)
    _trawler(c, p, x, y, size)
    _swell(c, p, chance, 0.79, 0.045, 0.75)
    _swell(c, p, chance, 0.92, 0.06, 1)
    for _ in range(5):
        s.gulls(c, p, chance, 0.2, 0.52)


def _swell(
    c: Canvas, p: Palette, chance: random.Random, y: float, high: float, share: float
) -> None:
    pace, begin = chance.uniform(7, 10), chance.uniform(0, 6.3)
    line = [
        (c.wide * n / 90, y + high * 0.5 * math.sin(pace * c.wide * n / 90 + begin))
        for n in range(91)
    ]
    c.polygon([(0, 1), *line, (c.wide, 1)], mix(p.sea[0], p.sea[1], share))
    c.line(line, p.light, 0.004, 0.6)
    c.line([(x, v + 0.016) for x, v in line], p.light, 0.002, 0.25)


def _trawler(c: Canvas, p: Palette, x: float, y: float, size: float) -> None:
    hull, u = p.accents[2], size
    c.shape(
        (x, y),
        u,
        [(-0.62, -0.34), (-0.42, -0.2), (0.3, -0.17), (0.58, -0.24), (0.52, 0.12), (-0.44, 0.12)],
        hull,
    )
    c.shape(
        (x, y),
        u,
        [
            (-0.62, -0.34),
            (-0.42, -0.2),
            (0.3, -0.17),
            (0.58, -0.24),
            (0.575, -0.2),
            (0.3, -0.125),
            (-0.42, -0.155),
            (-0.6, -0.29),
        ],
        p.light,
    )
    c.shape((x, y), u, [(-0.47, 0.03), (0.54, 0.03), (0.52, 0.12), (-0.44, 0.12)], p.accents[0])
    _wheelhouse(c, p, x, y, u)


def _wheelhouse(c: Canvas, p: Palette, x: float, y: float, u: float) -> None:
    """The wheelhouse, the masts and the wires between them."""
    c.box(x - u * 0.3, y - u * 0.5, x - u * 0.02, y - u * 0.18, p.light)
    c.box(x - u * 0.32, y - u * 0.53, x, y - u * 0.49, p.accents[0])
    for n in range(3):
        c.box(
            x - u * (0.275 - 0.09 * n),
            y - u * 0.46,
            x - u * (0.215 - 0.09 * n),
            y - u * 0.38,
            p.near,
            0.85,
        )
    c.line([(x - u * 0.16, y - u * 0.5), (x - u * 0.16, y - u * 0.95)], p.near, u * 0.016)
    for foot in (0.4, 0.5):
        c.line([(x + u * foot, y - u * 0.2), (x + u * 0.45, y - u * 0.72)], p.near, u * 0.016)
    c.line([(x - u * 0.16, y - u * 0.9), (x + u * 0.45, y - u * 0.7)], p.near, u * 0.006)
    c.line([(x - u * 0.16, y - u * 0.9), (x - u * 0.6, y - u * 0.33)], p.near, u * 0.006)
    c.polygon(
        [(x - u * 0.16, y - u * 0.93), (x - u * 0.03, y - u * 0.89), (x - u * 0.16, y - u * 0.85)],
        p.accents[1],
    )


def cranes(c: Canvas, p: Palette, chance: random.Random) -> None:
    """The commercial port: portal cranes, stacked containers, a ship alongside."""
    horizon = 0.64
    light = s.sky(c, p, chance, horizon)
    s.hills(c, chance, horizon, 0.1, mix(p.far, p.sky[2], 0.35))
    s.sea(c, p, chance, horizon, light)
    c.box(0, horizon - 0.01, c.wide, horizon + 0.03, mix(p.near, p.far, 0.4))
    for number, share in enumerate((0.2, 0.5, 0.78)):
        tint = (p.accents[2], p.accents[1], p.accents[0])[number]
        _crane(
            c,
            p,
            c.wide * share + chance.uniform(-0.05, 0.05),
            horizon,
            chance.uniform(0.36, 0.46),
            tint,
        )
    x = 0.0
    while x < c.wide:
        for level in range(chance.randint(0, 3)):
            top = horizon - 0.038 * (level + 1)
            c.box(x, top, x + 0.092, top + 0.036, mix(chance.choice(p.accents), p.far, 0.15))
            for rib in range(1, 6):
                c.line(
                    [(x + rib * 0.0155, top), (x + rib * 0.0155, top + 0.036)], p.near, 0.0016, 0.25
                )
        x += 0.096
    _freighter(c, p, chance, horizon + 0.13)
    s.gulls(c, p, chance, 0.1, 0.3)


def _crane(
    c: Canvas, p: Palette, x: float, foot: float, high: float, tint: tuple[int, int, int]
) -> None:
    deck = foot - high * 0.42
    for side in (-1, 1):
        c.line([(x + side * 0.075, foot), (x + side * 0.045, deck)], tint, 0.012)
    c.line([(x - 0.065, foot - high * 0.16), (x + 0.065, foot - high * 0.16)], tint, 0.008)
    c.box(x - 0.055, deck - 0.065, x + 0.06, deck, tint)
    c.box(x + 0.012, deck - 0.05, x + 0.05, deck - 0.022, p.near, 0.7)
    tip, mast = (x + 0.3, foot - high * 1.04), (x - 0.01, foot - high * 0.92)
    c.line([(x + 0.02, deck - 0.06), tip], tint, 0.012)
    c.line([mast, tip], tint, 0.005)
    c.line([(x - 0.02, deck - 0.06), mast, (x - 0.09, deck - 0.07)], tint, 0.008)
    c.box(x - 0.12, deck - 0.085, x - 0.06, deck - 0.04, p.near)
    for step in range(1, 8):
        share = step / 8
        a = (x + 0.02 + 0.28 * share, deck - 0.06 + (tip[1] - deck + 0.06) * share)
        b = (mast[0] + (tip[0] - mast[0]) * share, mast[1] + (tip[1] - mast[1]) * share)
        c.line([a, b], tint, 0.003)
    c.line([tip, (tip[0], foot - high * 0.35)], p.near, 0.0025)
    c.box(tip[0] - 0.012, foot - high * 0.35, tip[0] + 0.012, foot - high * 0.31, p.near)


def _freighter(c: Canvas, p: Palette, chance: random.Random, y: float) -> None:
    x, half = c.wide * chance.uniform(0.4, 0.6), 0.46
    c.box(x - half * 0.9, y + 0.06, x + half * 0.9, y + 0.13, p.near, 0.2, 0.02)
    c.polygon(
        [
            (x - half, y - 0.05),
            (x + half * 1.08, y - 0.065),
            (x + half * 0.92, y + 0.07),
            (x - half * 0.94, y + 0.07),
        ],
        p.near,
    )
    c.polygon(
        [
            (x - half * 0.95, y + 0.04),
            (x + half * 0.96, y + 0.04),
            (x + half * 0.92, y + 0.07),
            (x - half * 0.94, y + 0.07),
        ],
        p.accents[0],
    )
    c.box(x - half * 0.92, y - 0.19, x - half * 0.62, y - 0.05, p.light)
    s.windows(c, p, chance, (x - half * 0.9, y - 0.18, x - half * 0.64, y - 0.07))
    c.box(x - half * 0.85, y - 0.25, x - half * 0.72, y - 0.19, p.accents[1])
    for step in range(3):
        c.box(
            x - half * 0.4 + step * 0.17,
            y - 0.085,
            x - half * 0.4 + step * 0.17 + 0.13,
            y - 0.055,
            mix(p.far, p.near, 0.4),
        )


def sails(c: Canvas, p: Palette, chance: random.Random) -> None:
    """A gathering of old sailing boats in the roads."""
    horizon = 0.52
    light = s.sky(c, p, chance, horizon)
    s.hills(c, chance, horizon, 0.09, mix(p.far, p.sky[2], 0.35), horizon + 0.01)
    s.hills(c, chance, horizon + 0.005, 0.05, mix(p.far, p.land, 0.35), horizon + 0.01)
    s.sea(c, p, chance, horizon, light)
    places = sorted(chance.random() for _ in range(11))
    for number, share in enumerate(places):
        x = c.wide * (0.06 + 0.88 * ((number * 0.381966 + chance.uniform(0, 0.1)) % 1))
        s.sailboat(c, p, chance, x, horizon + 0.03 + 0.33 * share**1.2, 0.06 + 0.3 * share**1.3)
    s.gulls(c, p, chance, 0.14, 0.36)
