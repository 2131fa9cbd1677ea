"""Scenes of the port: quay, trawler, cranes, the lifting bridge, the castle, the cable car."""

import math
import random

from portal.media.painting import scenery as s
from portal.media.painting.canvas import Canvas, Spot
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
    c.polygon([(x - size * 0.58, y - size * 0.27), (x + size * 0.55, y - size * 0.17),
               (x + size * 0.44, y + size * 0.06), (x - size * 0.42, y + size * 0.06)], hull)  # fmt: skip
    c.polygon([(x - size * 0.58, y - size * 0.27), (x + size * 0.55, y - size * 0.17),
               (x + size * 0.53, y - size * 0.12), (x - size * 0.54, y - size * 0.21)], p.light)  # fmt: skip
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
    c.polygon([(x - u * 0.62, y - u * 0.34), (x - u * 0.42, y - u * 0.2), (x + u * 0.3, y - u * 0.17),
               (x + u * 0.58, y - u * 0.24), (x + u * 0.52, y + u * 0.12), (x - u * 0.44, y + u * 0.12)], hull)  # fmt: skip
    c.polygon([(x - u * 0.62, y - u * 0.34), (x - u * 0.42, y - u * 0.2), (x + u * 0.3, y - u * 0.17),
               (x + u * 0.58, y - u * 0.24), (x + u * 0.575, y - u * 0.2), (x + u * 0.3, y - u * 0.125),
               (x - u * 0.42, y - u * 0.155), (x - u * 0.6, y - u * 0.29)], p.light)  # fmt: skip
    c.polygon([(x - u * 0.47, y + u * 0.03), (x + u * 0.54, y + u * 0.03), (x + u * 0.52, y + u * 0.12),
               (x - u * 0.44, y + u * 0.12)], p.accents[0])  # fmt: skip
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


def bridge(c: Canvas, p: Palette, chance: random.Random) -> None:
    """The lifting bridge of Recouvrance over the Penfeld: four pylons, the deck between them."""
    horizon = 0.72
    light = s.sky(c, p, chance, horizon)
    s.hills(c, chance, horizon - 0.06, 0.2, mix(p.far, p.sky[2], 0.35))
    s.houses(c, p, chance, horizon - 0.09, (-0.02, c.wide * 0.24), 0.13)
    s.houses(c, p, chance, horizon - 0.07, (c.wide * 0.77, c.wide + 0.05), 0.14)
    s.sea(c, p, chance, horizon, light)
    wall = mix(p.near, p.far, 0.35)
    c.polygon(
        [
            (0, horizon - 0.1),
            (c.wide * 0.26, horizon - 0.1),
            (c.wide * 0.3, horizon + 0.03),
            (0, horizon + 0.05),
        ],
        wall,
    )
    c.polygon(
        [
            (c.wide, horizon - 0.08),
            (c.wide * 0.75, horizon - 0.08),
            (c.wide * 0.7, horizon + 0.03),
            (c.wide, horizon + 0.05),
        ],
        wall,
    )
    deck, top = horizon - 0.15, 0.14
    left, right = c.wide * 0.29, c.wide * 0.71
    steel = mix(p.light, p.far, 0.25)
    for x in (left, right):
        _pylon(c, p, x, top, horizon + 0.05)
    c.box(left - 0.01, top + 0.005, right + 0.01, top + 0.05, steel)
    c.box(left - 0.01, top + 0.036, right + 0.01, top + 0.05, p.near, 0.25)
    _deck(c, p, deck, left, right)
    for share in sorted(chance.random() for _ in range(3)):
        moored(
            c,
            p,
            chance,
            c.wide * chance.uniform(0.34, 0.66),
            horizon + 0.07 + 0.16 * share,
            0.09 + 0.12 * share,
        )
    s.gulls(c, p, chance, 0.24, 0.42)


def _pylon(c: Canvas, p: Palette, x: float, top: float, foot: float) -> None:
    stone = mix(p.light, p.far, 0.3)
    for shift in (-0.052, 0.052):
        c.box(x + shift - 0.026, top, x + shift + 0.026, foot, stone)
        c.box(x + shift + 0.006, top, x + shift + 0.026, foot, p.near, 0.2)
    for y in (top + 0.02, top + 0.24, top + 0.42):
        c.box(x - 0.06, y, x + 0.06, y + 0.03, mix(stone, p.near, 0.2))
    c.box(x - 0.088, top - 0.02, x + 0.088, top + 0.006, mix(stone, p.near, 0.35))
    c.box(x - 0.1, foot - 0.05, x + 0.1, foot, mix(stone, p.near, 0.45))


def _deck(c: Canvas, p: Palette, y: float, left: float, right: float) -> None:
    iron = mix(p.accents[2], p.near, 0.3)
    c.box(-0.1, y, c.wide + 0.1, y + 0.034, iron)
    c.box(-0.1, y - 0.006, c.wide + 0.1, y + 0.004, p.light, 0.8)
    count = 40
    for n in range(count):
        x = c.wide * n / count
        c.line([(x, y), (x, y - 0.028)], iron, 0.0026)
    c.line([(-0.1, y - 0.028), (c.wide + 0.1, y - 0.028)], iron, 0.004)
    for x in (left, right):
        for shift in (-0.07, 0.07):
            c.line([(x + shift, 0.18), (x + shift, y)], p.near, 0.002, 0.7)
    length = 0.26
    x = (left + right) / 2 - length / 2
    c.box(x, y - 0.062, x + length, y - 0.006, p.accents[1], 1, 0.014)
    for n in range(7):
        c.box(x + 0.016 + n * 0.034, y - 0.052, x + 0.04 + n * 0.034, y - 0.028, p.near, 0.8)
    c.box(x, y - 0.02, x + length, y - 0.012, p.light)


def castle(c: Canvas, p: Palette, chance: random.Random) -> None:
    """The castle above the mouth of the Penfeld: curtain walls and round towers."""
    horizon = 0.7
    light = s.sky(c, p, chance, horizon)
    s.hills(c, chance, horizon, 0.08, mix(p.far, p.sky[2], 0.35))
    s.sea(c, p, chance, horizon, light)
    stone = mix(p.far, p.near, 0.42)
    c.polygon([(-0.1, 1), (-0.1, horizon - 0.02), (c.wide * 0.2, horizon - 0.05), (c.wide * 0.78, horizon - 0.04),
               (c.wide * 0.9, horizon + 0.05), (c.wide * 0.97, horizon + 0.09), (c.wide * 0.6, horizon + 0.1),
               (c.wide * 0.3, horizon + 0.09), (-0.1, horizon + 0.12)], mix(p.land, p.near, 0.5))  # fmt: skip
    c.polygon([(-0.1, horizon), (-0.1, 0.47), (c.wide * 0.7, 0.5), (c.wide * 0.82, horizon)], stone)
    c.polygon(
        [(-0.1, horizon), (-0.1, 0.6), (c.wide * 0.72, 0.6), (c.wide * 0.82, horizon)], p.near, 0.14
    )
    for share, wide, top in (
        (0.1, 0.13, 0.3),
        (0.36, 0.105, 0.37),
        (0.57, 0.15, 0.26),
        (0.75, 0.1, 0.4),
    ):
        _round_tower(c, p, chance, c.wide * share, wide, top, horizon + 0.01)
    _crenels(c, stone, 0.47, 0.5, c.wide * 0.7)
    for share in sorted(chance.random() for _ in range(4)):
        s.sailboat(
            c,
            p,
            chance,
            c.wide * chance.uniform(0.15, 0.9),
            horizon + 0.14 + 0.1 * share,
            0.1 + 0.1 * share,
        )
    s.gulls(c, p, chance, 0.1, 0.28)


def _round_tower(
    c: Canvas, p: Palette, chance: random.Random, x: float, half: float, top: float, foot: float
) -> None:
    stone = mix(p.far, p.near, 0.36)
    c.polygon(
        [(x - half * 0.92, top), (x + half * 0.92, top), (x + half, foot), (x - half, foot)], stone
    )
    c.polygon(
        [(x + half * 0.3, top), (x + half * 0.92, top), (x + half, foot), (x + half * 0.35, foot)],
        p.near,
        0.28,
    )
    c.polygon(
        [(x - half * 0.92, top), (x - half * 0.55, top), (x - half * 0.6, foot), (x - half, foot)],
        p.light,
        0.16,
    )
    c.box(x - half * 1.04, top - 0.03, x + half * 1.04, top + 0.012, mix(stone, p.light, 0.15))
    step = half * 2.08 / 9
    for n in range(0, 9, 2):
        left = x - half * 1.04 + n * step
        c.box(left, top - 0.052, left + step, top - 0.028, mix(stone, p.light, 0.15))
    for n in range(4):
        y = top + 0.06 + n * 0.07
        c.box(
            x - 0.006 + chance.uniform(-0.4, 0.2) * half,
            y,
            x + 0.006 + chance.uniform(-0.4, 0.2) * half,
            y + 0.03,
            p.near,
            0.75,
        )


def _crenels(
    c: Canvas, stone: tuple[int, int, int], left_y: float, right_y: float, stop: float
) -> None:
    for n in range(int(stop / 0.04)):
        x = n * 0.04
        y = left_y + (right_y - left_y) * x / stop
        c.box(x, y - 0.018, x + 0.022, y + 0.006, stone)


def cablecar(c: Canvas, p: Palette, chance: random.Random) -> None:
    """A cabin gliding over the river between two banks of workshops."""
    horizon = 0.74
    light = s.sky(c, p, chance, horizon)
    s.hills(c, chance, horizon - 0.05, 0.16, mix(p.far, p.sky[2], 0.35))
    s.houses(c, p, chance, horizon, (c.wide * 0.3, c.wide * 0.72), 0.07)
    s.sea(c, p, chance, horizon, light)
    _workshops(c, p, chance, -0.05, c.wide * 0.3, horizon + 0.01)
    _workshops(c, p, chance, c.wide * 0.72, c.wide + 0.05, horizon + 0.01)
    mast = (c.wide * 0.84, 0.2)
    c.polygon(
        [
            (mast[0] - 0.012, mast[1]),
            (mast[0] + 0.012, mast[1]),
            (mast[0] + 0.04, horizon),
            (mast[0] - 0.04, horizon),
        ],
        p.light,
    )
    c.box(mast[0] - 0.08, mast[1] - 0.014, mast[0] + 0.08, mast[1] + 0.01, p.near)
    for lift in (0.0, 0.035):
        c.line(_cable((-0.1, 0.3 + lift), (mast[0], mast[1] + lift)), p.near, 0.003)
        c.line([(mast[0], mast[1] + lift), (c.wide + 0.2, 0.34 + lift)], p.near, 0.003)
    for share, size in ((0.3, 0.2), (0.66, 0.11)):
        x = c.wide * share
        y = s.height_at(_cable((-0.1, 0.3), mast), x)
        _cabin(c, p, x, y, size)
    moored(c, p, chance, c.wide * 0.5, 0.88, 0.2)
    s.gulls(c, p, chance, 0.3, 0.5)


def _cable(a: Spot, b: Spot) -> list[Spot]:
    points = [n / 30 for n in range(31)]
    return [
        (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t + 0.09 * t * (1 - t)) for t in points
    ]


def _cabin(c: Canvas, p: Palette, x: float, y: float, size: float) -> None:
    c.line([(x, y), (x, y + size * 0.36)], p.near, size * 0.05)
    c.box(
        x - size * 0.12, y - size * 0.05, x + size * 0.12, y + size * 0.05, p.near, 1, size * 0.03
    )
    top, foot = y + size * 0.34, y + size * 1.2
    c.box(x - size * 0.52, top, x + size * 0.52, foot, p.accents[0], 1, size * 0.16)
    c.box(
        x - size * 0.45,
        top + size * 0.12,
        x + size * 0.45,
        foot - size * 0.26,
        mix(p.sky[0], p.light, 0.55),
        1,
        size * 0.08,
    )
    for shift in (-0.15, 0.15):
        c.line(
            [(x + size * shift, top + size * 0.12), (x + size * shift, foot - size * 0.26)],
            p.accents[0],
            size * 0.04,
        )
    for shift in (-0.3, 0.02, 0.3):
        c.oval(x + size * shift, foot - size * 0.46, size * 0.06, size * 0.07, p.near, 0.8)
        c.box(
            x + size * (shift - 0.09),
            foot - size * 0.4,
            x + size * (shift + 0.09),
            foot - size * 0.26,
            p.near,
            0.8,
        )


def _workshops(
    c: Canvas, p: Palette, chance: random.Random, left: float, right: float, foot: float
) -> None:
    wall = mix(p.far, p.near, 0.35)
    c.box(left, foot - 0.2, right, foot + 0.01, wall)
    step = (right - left) / 4
    for n in range(4):
        x = left + n * step
        c.polygon(
            [(x, foot - 0.2), (x, foot - 0.27), (x + step, foot - 0.2)], mix(wall, p.near, 0.25)
        )
        c.polygon([(x, foot - 0.2), (x, foot - 0.265), (x + step * 0.16, foot - 0.2)], p.light, 0.5)
    s.windows(c, p, chance, (left + 0.01, foot - 0.17, right - 0.01, foot - 0.05))
