"""Scenes of the river: the lifting bridge, the castle, the cable car."""

import random

from portal.media.painting import scenery as s
from portal.media.painting.canvas import Canvas, Spot
from portal.media.painting.harbour import moored
from portal.media.painting.palettes import Palette, mix


def bridge(c: Canvas, p: Palette, chance: random.Random) -> None:
    """The lifting bridge of Recouvrance over the Penfeld: four pylons, the deck between them."""
    horizon = 0.72
    light = s.sky(c, p, chance, horizon)
    s.hills(c, chance, horizon - 0.06, 0.2, mix(p.far, p.sky[2], 0.35))
    s.houses(c, p, chance, horizon - 0.09, (-0.02, c.wide * 0.24), 0.13)
    s.houses(c, p, chance, horizon - 0.07, (c.wide * 0.77, c.wide + 0.05), 0.14)
    s.sea(c, p, chance, horizon, light)
    _banks(c, p, horizon)
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


def _banks(c: Canvas, p: Palette, horizon: float) -> None:
    """The walls of the two banks, the left one a little higher."""
    wall = mix(p.near, p.far, 0.35)
    left = ((0.0, -0.1), (0.26, -0.1), (0.3, 0.03), (0.0, 0.05))
    right = ((1.0, -0.08), (0.75, -0.08), (0.7, 0.03), (1.0, 0.05))
    for bank in (left, right):
        c.polygon([(c.wide * x, horizon + y) for x, y in bank], wall)


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
    shore = ((0.2, -0.05), (0.78, -0.04), (0.9, 0.05), (0.97, 0.09), (0.6, 0.1), (0.3, 0.09))
    rock = [(c.wide * x, horizon + y) for x, y in shore]
    ends = ((-0.1, horizon + 0.12), (-0.1, 1.0), (-0.1, horizon - 0.02))
    c.polygon([*ends, *rock], mix(p.land, p.near, 0.5))
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
