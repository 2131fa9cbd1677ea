"""What many scenes share: sky, sun, clouds, sea, hills, gulls, houses, boats."""

import math
import random

from portal.media.painting.canvas import Canvas, Spot
from portal.media.painting.palettes import Colour, Palette, mix


def sky(c: Canvas, p: Palette, chance: random.Random, horizon: float) -> Spot:
    """Sky with sun or moon, stars at night and long clouds; where the light stands."""
    c.fade(0, horizon + 0.01, p.sky)
    if p.is_dark:
        for _ in range(90):
            spot = (chance.uniform(0, c.wide), chance.uniform(0, horizon * 0.75) ** 1.15)
            size = chance.choice((0.0012, 0.0018, 0.0026))
            c.oval(*spot, size, size, p.light, chance.uniform(0.4, 0.9))
    x = c.wide * chance.choice((chance.uniform(0.14, 0.36), chance.uniform(0.64, 0.86)))
    y = horizon - chance.uniform(0.14, 0.34)
    c.glow(x, y, 0.62, p.sun, 0.55)
    radius = chance.uniform(0.05, 0.075)
    c.oval(x, y, radius * 1.55, radius * 1.55, p.sun, 0.16)
    c.oval(x, y, radius, radius, p.sun)
    for _ in range(chance.randint(3, 6)):
        cloud(c, p, chance, chance.uniform(0.05, horizon * 0.72))
    return x, y


def cloud(c: Canvas, p: Palette, chance: random.Random, y: float) -> None:
    """Flat bars with round ends, lighter above."""
    x, long = chance.uniform(-0.2, c.wide), chance.uniform(0.22, 0.6)
    tint = mix(p.sky[2], p.light, 0.4)
    for step in range(3):
        shift, high = chance.uniform(-0.09, 0.09), 0.011
        part = long * (1 - 0.27 * step)
        left = x + (long - part) / 2 + shift
        top = y - step * 0.017
        c.box(left, top, left + part, top + 2 * high, tint, 0.34 + 0.1 * step, high)


def sea(
    c: Canvas, p: Palette, chance: random.Random, top: float, light: Spot, bottom: float = 1
) -> None:
    """Water to the bottom, with the path of the light and short flat waves."""
    c.fade(top, bottom, (p.sea[0], mix(p.sea[0], p.sea[1], 0.55), p.sea[1]))
    deep = bottom - top
    for row in range(22):
        share = (row / 22) ** 1.4
        y = top + 0.006 + share * deep * 0.96
        reach = 0.03 + 0.13 * share
        for _ in range(2):
            x = light[0] + chance.gauss(0, reach * 0.55)
            half = chance.uniform(0.2, 0.9) * reach
            thick = 0.0014 + 0.0045 * share
            c.box(x - half, y, x + half, y + thick * 1.6, p.sun, 0.62 - 0.3 * share, thick * 0.8)
    for _ in range(70):
        share = chance.random()
        y = top + 0.01 + share**1.3 * deep
        half, thick = 0.012 + 0.05 * share * chance.random(), 0.001 + 0.003 * share
        x = chance.uniform(0, c.wide)
        tint, alpha = (p.light, 0.22) if chance.random() < 0.5 else (p.near, 0.1)
        c.box(x - half, y, x + half, y + thick * 1.5, tint, alpha, thick * 0.7)


def ridge(c: Canvas, chance: random.Random, y: float, high: float, rough: float = 1) -> list[Spot]:
    """A skyline around `y`: a few slow waves and some quick ones."""
    waves = [
        (chance.uniform(0.6, 1.5), chance.uniform(0, 6.3), 1.0),
        (chance.uniform(2.2, 3.6), chance.uniform(0, 6.3), 0.42),
        (chance.uniform(6, 9), chance.uniform(0, 6.3), 0.12 * rough),
        (chance.uniform(17, 25), chance.uniform(0, 6.3), 0.05 * rough),
    ]
    total = sum(share for _, _, share in waves)
    spots = []
    for step in range(121):
        x = c.wide * step / 120
        bend = sum(share * math.sin(pace * x * 2.2 + begin) for pace, begin, share in waves)
        spots.append((x, y - high * (0.5 + 0.5 * bend / total)))
    return spots


def hills(
    c: Canvas,
    chance: random.Random,
    y: float,
    high: float,
    colour: Colour,
    bottom: float = 1,
    rough: float = 1,
) -> list[Spot]:
    """Land below a skyline; the skyline."""
    line = ridge(c, chance, y, high, rough)
    c.polygon([(0, bottom), *line, (c.wide, bottom)], colour)
    return line


def height_at(line: list[Spot], x: float) -> float:
    """The y of a skyline at x."""
    return min(line, key=lambda spot: abs(spot[0] - x))[1]


def gulls(c: Canvas, p: Palette, chance: random.Random, top: float, bottom: float) -> None:
    """A few gulls as two strokes each."""
    x0, y0 = chance.uniform(0.2, 0.8) * c.wide, chance.uniform(top, bottom)
    for _ in range(chance.randint(3, 7)):
        x, y = x0 + chance.gauss(0, 0.14), y0 + chance.gauss(0, 0.05)
        span, lift = chance.uniform(0.012, 0.026), chance.uniform(0.3, 0.7)
        tint = p.light if p.is_dark else p.near
        wings = [
            (x - span, y - span * lift),
            (x - span * 0.4, y - span * lift * 0.9),
            (x, y),
            (x + span * 0.4, y - span * lift * 0.9),
            (x + span, y - span * lift),
        ]
        c.line(wings, tint, 0.0032, 0.85)


def house(
    c: Canvas, p: Palette, chance: random.Random, left: float, foot: float, wide: float, high: float
) -> None:
    """A Breton house: light wall, slate roof, chimneys on the gables, windows."""
    wall = mix(chance.choice((p.light, p.accents[3], p.light, p.accents[1])), p.far, 0.16)
    slate = mix(p.near, p.far, 0.32)
    top, rise = foot - high, min(wide * 0.42, high * 0.6)
    c.box(left, top, left + wide, foot, wall)
    c.box(left + wide * 0.6, top, left + wide, foot, p.near, 0.07)
    c.polygon(
        [
            *((left - 0.006, top), (left + wide * 0.1, top - rise)),
            *((left + wide * 0.9, top - rise), (left + wide + 0.006, top)),
        ],
        slate,
    )
    for share in (0.11, 0.79):
        x = left + wide * share
        c.box(x, top - rise - high * 0.16, x + wide * 0.1, top - rise * 0.6, mix(wall, p.near, 0.3))
    windows(c, p, chance, (left, top + high * 0.08, left + wide, foot - high * 0.06))


def windows(
    c: Canvas, p: Palette, chance: random.Random, wall: tuple[float, float, float, float]
) -> None:
    """Rows of windows on a wall; some lit when it is dark."""
    left, top, right, bottom = wall
    across = max(2, round((right - left) / 0.036))
    down = max(1, round((bottom - top) / 0.06))
    pane_w, pane_h = (right - left) / across, (bottom - top) / down
    for column in range(across):
        for row in range(down):
            x, y = left + pane_w * (column + 0.32), top + pane_h * (row + 0.24)
            is_lit = p.is_dark and chance.random() < 0.55
            tint = p.accents[0] if is_lit else mix(p.near, p.far, 0.25)
            c.box(x, y, x + pane_w * 0.36, y + pane_h * 0.52, tint, 0.95 if is_lit else 0.72)


def houses(
    c: Canvas,
    p: Palette,
    chance: random.Random,
    foot: float,
    span: tuple[float, float],
    high: float,
) -> None:
    """A row of houses side by side."""
    x, stop = span
    while x < stop:
        wide = high * chance.uniform(0.6, 1.15)
        house(
            c,
            p,
            chance,
            x,
            foot + 0.002,
            min(wide, stop - x + 0.02),
            high * chance.uniform(0.7, 1.2),
        )
        x += wide * chance.uniform(0.98, 1.04)


def sailboat(c: Canvas, p: Palette, chance: random.Random, x: float, y: float, size: float) -> None:
    """Hull, mast, two sails and their reflection."""
    lean = chance.uniform(-0.05, 0.09)
    sail = chance.choice((p.light, p.accents[0], p.accents[1], p.light))
    hull = chance.choice((p.near, p.accents[2], p.accents[0]))
    top = (x + lean * size, y - size)
    c.box(
        x - size * 0.26, y + size * 0.02, x + size * 0.24, y + size * 0.1, p.near, 0.22, size * 0.03
    )
    c.polygon([top, (x + size * 0.03, y - size * 0.1), (x - size * 0.36, y - size * 0.1)], sail)
    fore = [(top[0], top[1] + size * 0.08), (x + size * 0.05, y - size * 0.08)]
    c.polygon([*fore, (x + size * 0.34, y - size * 0.08)], mix(sail, p.far, 0.25))
    c.line([top, (x + size * 0.03, y)], p.near, size * 0.018)
    c.shape((x, y), size, [(-0.38, -0.07), (0.4, -0.09), (0.26, 0.04), (-0.26, 0.04)], hull)


def quay(c: Canvas, p: Palette, chance: random.Random, top: float) -> None:
    """A wall of granite along the bottom, with bollards."""
    stone = mix(p.near, p.far, 0.35)
    c.fade(top, 1, (mix(stone, p.light, 0.16), mix(stone, p.near, 0.4)))
    c.box(0, top - 0.012, c.wide, top + 0.008, mix(stone, p.light, 0.34))
    for row in range(5):
        y = top + 0.03 + row * 0.045
        c.line([(0, y), (c.wide, y)], p.near, 0.002, 0.28)
        for _ in range(8):
            x = chance.uniform(0, c.wide)
            c.line([(x, y), (x, y + 0.045)], p.near, 0.002, 0.24)
    for step in range(3):
        x = c.wide * (0.18 + 0.32 * step) + chance.uniform(-0.05, 0.05)
        c.box(x - 0.016, top - 0.05, x + 0.016, top - 0.008, p.near, 1, 0.008)
        c.box(x - 0.024, top - 0.056, x + 0.024, top - 0.038, p.near, 1, 0.009)
