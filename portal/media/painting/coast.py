"""Scenes of the shore: lighthouse, cliffs, dunes, standing stones, low tide."""

import math
import random

from portal.media.painting import scenery as s
from portal.media.painting.canvas import Canvas, Spot
from portal.media.painting.palettes import Palette, mix


def lighthouse(c: Canvas, p: Palette, chance: random.Random) -> None:
    """A banded tower on a headland, its beam out when it is dark."""
    horizon = 0.66
    light = s.sky(c, p, chance, horizon)
    s.hills(c, chance, horizon, 0.05, mix(p.far, p.sky[2], 0.4), horizon + 0.01)
    s.sea(c, p, chance, horizon, light)
    x = c.wide * (0.68 if light[0] < c.wide / 2 else 0.32)
    if p.is_dark:
        for side in (-1, 1):
            c.polygon([(x, 0.225), (x + side * 1.6, 0.1), (x + side * 1.6, 0.36)], p.light, 0.13)
    rock = _headland(c, chance, x, horizon)
    c.polygon(rock, mix(p.near, p.land, 0.25))
    c.polygon(
        [(a, b + 0.06 + 0.02 * math.sin(a * 31)) for a, b in rock[1:-1]] + [rock[-1], rock[0]],
        p.near,
    )
    _tower(c, p, x)
    s.house(c, p, chance, x + 0.05, 0.735, 0.15, 0.065)
    _foam(c, p, chance, rock)
    s.gulls(c, p, chance, 0.18, 0.4)


def _headland(c: Canvas, chance: random.Random, x: float, horizon: float) -> list[Spot]:
    right = x > c.wide / 2
    line = [(x + d, 0.73 + 0.016 * math.sin(d * 40) + 0.32 * max(0.0, abs(d) - 0.2) ** 1.2)
            for d in [step / 24 - 0.5 for step in range(25)]]  # fmt: skip
    line = [(a, b + chance.uniform(-0.006, 0.008)) for a, b in line]
    reach = [(c.wide + 0.1, horizon + 0.1)] if right else [(-0.1, horizon + 0.1)]
    outline = [(line[0][0] - 0.05, 1.02), *line, (line[-1][0] + 0.05, 1.02)]
    if right:
        return [*outline[:-4], *reach, (c.wide + 0.1, 1.02)]
    return [(-0.1, 1.02), *reach, *outline[4:]]


def _tower(c: Canvas, p: Palette, x: float) -> None:
    foot, top, wide = 0.735, 0.27, 0.042
    red = p.accents[0] if not p.is_dark else p.accents[1]
    bands = 5
    for band in range(bands):
        y0, y1 = top + (foot - top) * band / bands, top + (foot - top) * (band + 1) / bands
        w0, w1 = (wide * (0.62 + 0.38 * (y - top) / (foot - top)) for y in (y0, y1))
        tint = p.light if band % 2 else red
        c.polygon([(x - w0, y0), (x + w0, y0), (x + w1, y1), (x - w1, y1)], tint)
        c.polygon(
            [(x + w0 * 0.35, y0), (x + w0, y0), (x + w1, y1), (x + w1 * 0.35, y1)], p.near, 0.16
        )
    c.box(x - 0.04, top - 0.012, x + 0.04, top + 0.004, p.near)
    c.box(x - 0.021, top - 0.055, x + 0.021, top - 0.012, mix(p.sun, p.accents[1], 0.5))
    for side in (-0.02, -0.007, 0.007, 0.02):
        c.line([(x + side, top - 0.055), (x + side, top - 0.012)], p.near, 0.003)
    c.polygon([(x - 0.03, top - 0.054), (x, top - 0.098), (x + 0.03, top - 0.054)], p.near)
    c.glow(x, top - 0.034, 0.16 if p.is_dark else 0.07, p.sun, 0.8 if p.is_dark else 0.4)
    for share in (0.3, 0.55, 0.8):
        y = top + (foot - top) * share
        c.box(x - 0.006, y, x + 0.006, y + 0.022, p.near, 0.8, 0.005)


def _foam(c: Canvas, p: Palette, chance: random.Random, rock: list[Spot]) -> None:
    for a, b in rock[1:-1]:
        if b > 0.8:
            for _ in range(3):
                c.oval(
                    a + chance.uniform(-0.04, 0.04),
                    b + chance.uniform(0, 0.05),
                    0.016,
                    0.005,
                    p.light,
                    0.5,
                )


def cliffs(c: Canvas, p: Palette, chance: random.Random) -> None:
    """Headlands one behind the other, heath on top, stacks in the sea."""
    horizon = 0.5
    light = s.sky(c, p, chance, horizon)
    s.sea(c, p, chance, horizon, light)
    side = 1 if light[0] < c.wide / 2 else -1
    for step in range(4):
        _cape(c, p, chance, side, step / 3)
    for _ in range(3):
        x = c.wide / 2 - side * chance.uniform(0.06, 0.4)
        y = horizon + chance.uniform(0.05, 0.2)
        high = chance.uniform(0.04, 0.09)
        tint = mix(p.far, p.near, 0.5)
        c.polygon(
            [(x - 0.03, y), (x - 0.016, y - high), (x + 0.008, y - high * 1.15), (x + 0.035, y)],
            tint,
        )
        c.box(x - 0.05, y - 0.003, x + 0.05, y + 0.005, p.light, 0.6, 0.004)
    _heath(c, p, chance, 0.88)
    s.gulls(c, p, chance, 0.2, 0.42)


def _cape(c: Canvas, p: Palette, chance: random.Random, side: int, share: float) -> None:
    """A headland from the left or right edge; `share` is 0 for the farthest and 1 for the next."""
    reach = c.wide * (0.34 + 0.36 * share) * chance.uniform(0.9, 1.1)
    top, foot = 0.37 - 0.105 * share, 0.535 + 0.15 * share**1.3
    edge = 0.0 if side < 0 else c.wide
    tip = edge - side * reach
    rock, grass = mix(p.far, p.near, 0.12 + 0.62 * share), mix(p.far, p.land, 0.25 + 0.7 * share)
    crest = []
    for step in range(24):
        part = step / 23
        drop = (top - foot) * (1 - part**3.2)
        crest.append((edge - side * reach * part, foot + drop + chance.uniform(-0.008, 0.008)))
    c.polygon([(edge, foot), *crest, (tip, foot)], rock)
    turf = [(x, y + 0.016 + 0.028 * (1 - n / 23)) for n, (x, y) in enumerate(crest[:19])]
    c.polygon([*crest[:19], *reversed(turf)], grass)
    for x, y in crest[2:-2:2]:
        c.line([(x, y + 0.04), (x - side * 0.012, foot - 0.004)], p.near, 0.004, 0.16)
    c.box(
        min(edge, tip) - 0.02,
        foot - 0.004,
        max(edge, tip) + 0.02,
        foot + 0.006,
        p.light,
        0.55,
        0.005,
    )


def _heath(c: Canvas, p: Palette, chance: random.Random, y: float) -> None:
    line = s.hills(c, chance, y, 0.08, mix(p.land, p.near, 0.45), rough=3)
    for _ in range(330):
        x = chance.uniform(0, c.wide)
        foot = s.height_at(line, x) + chance.uniform(-0.004, 0.16)
        bloom = chance.choice((p.accents[1], p.accents[4], p.accents[1], p.land))
        size = chance.uniform(0.003, 0.008)
        c.oval(x, foot, size * 1.4, size, bloom, 0.75)


def dunes(c: Canvas, p: Palette, chance: random.Random) -> None:
    """Sand and marram, a plank path and a fence down to the water."""
    horizon = 0.5
    light = s.sky(c, p, chance, horizon)
    s.hills(c, chance, horizon, 0.04, mix(p.far, p.sky[2], 0.3), horizon + 0.01)
    s.sea(c, p, chance, horizon, light, 0.68)
    sand = mix(p.sky[2], p.accents[1], 0.28)
    c.fade(0.66, 1, (mix(sand, p.light, 0.3), sand))
    c.box(0, 0.655, c.wide, 0.668, p.light, 0.8)
    for step, y in enumerate((0.74, 0.82, 0.93)):
        tint = mix(sand, mix(p.land, p.near, 0.15), 0.22 + 0.14 * step)
        line = s.hills(c, chance, y, 0.11, tint, rough=0.3)
        _marram(c, p, chance, line, 50 + 40 * step, 0.035 + 0.03 * step)
    _fence(c, p, chance)
    s.sailboat(c, p, chance, c.wide * chance.uniform(0.35, 0.7), 0.56, 0.075)
    s.gulls(c, p, chance, 0.2, 0.42)


def _marram(
    c: Canvas, p: Palette, chance: random.Random, line: list[Spot], count: int, high: float
) -> None:
    wind = chance.uniform(0.25, 0.5)
    for _ in range(count):
        x = chance.uniform(0, c.wide)
        y = s.height_at(line, x) + chance.uniform(0, 0.03)
        for blade in range(5):
            bend = wind * high * (0.5 + blade * 0.25)
            tint = mix(p.land, chance.choice((p.near, p.accents[1])), chance.uniform(0.1, 0.45))
            tip = (x + bend, y - high * chance.uniform(0.6, 1.1))
            c.line([(x + blade * 0.002, y), (x + bend * 0.4, y - high * 0.5), tip], tint, 0.0026)


def _fence(c: Canvas, p: Palette, chance: random.Random) -> None:
    x0 = c.wide * chance.uniform(0.15, 0.3)
    posts = [(x0 + c.wide * 0.052 * n, 0.955 - 0.021 * n, 0.13 - 0.0085 * n) for n in range(12)]
    for x, y, high in posts:
        c.line([(x, y), (x + 0.004, y - high)], p.near, 0.002 + high * 0.045)
    for share in (0.35, 0.75):
        c.line([(x + 0.003, y - high * share) for x, y, high in posts], p.near, 0.0025)


def stones(c: Canvas, p: Palette, chance: random.Random) -> None:
    """Standing stones on a moor, the low sun between them."""
    horizon = 0.68
    light = s.sky(c, p, chance, horizon)
    s.hills(c, chance, horizon + 0.01, 0.09, mix(p.far, p.sky[2], 0.25))
    s.hills(c, chance, horizon + 0.05, 0.07, mix(p.far, p.land, 0.6))
    line = s.hills(c, chance, 0.83, 0.07, mix(p.land, p.near, 0.25), rough=2)
    count = chance.randint(4, 6)
    for number in range(count):
        x = c.wide * (0.12 + 0.78 * number / (count - 1)) + chance.uniform(-0.05, 0.05)
        high = chance.uniform(0.16, 0.36) * (1.35 if number == count // 2 else 1)
        _menhir(c, p, chance, x, s.height_at(line, min(x, c.wide)) + 0.04, high, light[0])
    _heath(c, p, chance, 0.95)


def _menhir(
    c: Canvas, p: Palette, chance: random.Random, x: float, foot: float, high: float, light: float
) -> None:
    wide, lean = high * chance.uniform(0.2, 0.3), high * chance.uniform(-0.09, 0.09)
    left = [
        (x - wide, foot),
        (x - wide * 1.08, foot - high * 0.35),
        (x - wide * 0.72 + lean, foot - high * 0.86),
    ]
    top = [(x - wide * 0.1 + lean, foot - high), (x + wide * 0.42 + lean, foot - high * 0.93)]
    right = [(x + wide * 0.95 + lean * 0.5, foot - high * 0.5), (x + wide, foot)]
    c.polygon([(x - wide, foot), (x + wide, foot), (x + (x - light) * 0.5 + wide, foot + 0.07),
               (x + (x - light) * 0.5 - wide * 0.6, foot + 0.07)], p.near, 0.22)  # fmt: skip
    c.polygon([*left, *top, *right], mix(p.far, p.near, 0.62))
    lit = [*left, top[0], (x - wide * 0.25 + lean, foot - high * 0.4), (x - wide * 0.35, foot)]
    if light > x:
        lit = [(x + wide * 0.3, foot), (x + wide * 0.2 + lean, foot - high * 0.45), top[1], *right]
    c.polygon(lit, mix(p.far, p.light, 0.3), 0.55)
    for _ in range(9):
        spot = (x + chance.uniform(-0.6, 0.6) * wide, foot - high * chance.uniform(0.1, 0.8))
        size = chance.uniform(0.004, 0.011)
        c.oval(*spot, size * 1.2, size, p.accents[1], 0.4)


def tide(c: Canvas, p: Palette, chance: random.Random) -> None:
    """Low water: boats on the mud, pools with the sky in them, people gathering shells."""
    horizon = 0.46
    s.sky(c, p, chance, horizon)
    s.hills(c, chance, horizon + 0.005, 0.09, mix(p.far, p.sky[2], 0.2), 0.5)
    s.houses(c, p, chance, horizon + 0.01, (c.wide * 0.06, c.wide * 0.34), 0.05)
    c.fade(
        horizon + 0.005,
        1,
        (mix(p.sea[0], p.light, 0.2), mix(p.far, p.accents[1], 0.25), mix(p.near, p.land, 0.4)),
    )
    for _ in range(46):
        share = chance.random()
        y = horizon + 0.03 + share * 0.5
        half = (0.04 + 0.2 * share) * chance.uniform(0.4, 1)
        x = chance.uniform(0, c.wide)
        c.oval(x, y, half, half * 0.09, mix(p.sky[2], p.sky[0], share * 0.7), 0.75)
        c.oval(x + half * 0.1, y + half * 0.03, half * 0.7, half * 0.035, p.sun, 0.3)
    for share in sorted(chance.uniform(0.1, 0.9) for _ in range(4)):
        _stranded(
            c,
            p,
            chance,
            c.wide * chance.uniform(0.15, 0.85),
            horizon + 0.09 + 0.36 * share,
            0.08 + 0.15 * share,
        )
    for _ in range(5):
        _gatherer(
            c, p, chance.uniform(0.1, 0.9) * c.wide, horizon + chance.uniform(0.1, 0.36), chance
        )
    s.gulls(c, p, chance, 0.16, 0.36)


def _stranded(
    c: Canvas, p: Palette, chance: random.Random, x: float, y: float, size: float
) -> None:
    tint = chance.choice((p.accents[0], p.accents[2], p.accents[1], p.accents[4]))
    c.oval(x, y + size * 0.03, size * 0.62, size * 0.05, p.near, 0.3)
    c.shape((x, y), size, [(-0.6, -0.3), (0.62, -0.2), (0.42, 0.02), (-0.36, 0.03)], tint)
    c.shape((x, y), size, [(-0.6, -0.3), (0.62, -0.2), (0.6, -0.15), (-0.56, -0.24)], p.light)
    c.box(
        x - size * 0.2, y - size * 0.46, x + size * 0.08, y - size * 0.25, mix(p.light, p.far, 0.2)
    )
    c.line([(x, y - size * 0.3), (x - size * 0.08, y - size * 1.05)], p.near, size * 0.025)


def _gatherer(c: Canvas, p: Palette, x: float, y: float, chance: random.Random) -> None:
    size = 0.03 + 0.14 * max(0.0, y - 0.5)
    coat = chance.choice((p.accents[1], p.accents[0], p.accents[2]))
    c.line([(x - size * 0.1, y), (x, y - size * 0.45)], p.near, size * 0.14)
    c.line([(x + size * 0.16, y), (x + size * 0.04, y - size * 0.45)], p.near, size * 0.14)
    c.shape((x, y), size, [(-0.16, -0.4), (0.18, -0.38), (0.4, -0.78), (0.2, -0.9)], coat)
    c.oval(
        x + size * 0.42, y - size * 0.88, size * 0.11, size * 0.11, mix(p.accents[3], p.near, 0.3)
    )
    c.line([(x + size * 0.36, y - size * 0.7), (x + size * 0.5, y - size * 0.2)], coat, size * 0.1)
