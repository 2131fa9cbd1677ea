"""Scenes of old places: a steep street, a chapel among fields."""

import random

from portal.media.painting import scenery as s
from portal.media.painting.canvas import Canvas
from portal.media.painting.palettes import Palette, mix
from portal.media.painting.town import walker


def street(c: Canvas, p: Palette, chance: random.Random) -> None:
    """A steep street between old houses, stairs down to the sea."""
    horizon = 0.5
    light = s.sky(c, p, chance, horizon)
    s.hills(c, chance, horizon, 0.07, mix(p.far, p.sky[2], 0.3), horizon + 0.01)
    s.sea(c, p, chance, horizon, light, 0.66)
    s.sailboat(c, p, chance, c.wide * 0.5, 0.57, 0.07)
    ground = mix(p.far, p.near, 0.22)
    c.polygon(
        [(c.wide * 0.41, 0.6), (c.wide * 0.59, 0.6), (c.wide * 0.86, 1), (c.wide * 0.14, 1)],
        mix(ground, p.light, 0.25),
    )
    for n in range(12):
        share = (n / 12) ** 1.6
        y, half = 0.61 + 0.38 * share, c.wide * (0.09 + 0.27 * share)
        c.box(c.wide / 2 - half, y, c.wide / 2 + half, y + 0.003 + 0.008 * share, p.near, 0.2)
    for side in (-1, 1):
        _fronts(c, p, chance, side)
    _garland(c, p)
    for _ in range(4):
        share = chance.random()
        walker(
            c,
            p,
            chance,
            c.wide / 2 + chance.uniform(-0.1, 0.1) * (1 + share),
            0.68 + 0.26 * share,
            0.07 + 0.13 * share,
        )


def _fronts(c: Canvas, p: Palette, chance: random.Random, side: int) -> None:
    """House fronts that grow towards the reader."""
    edges = [0.1, 0.155, 0.225, 0.31, 0.42, 0.56]
    tints = chance.sample(p.accents, k=len(p.accents))
    for n in range(len(edges) - 1):
        near, far = edges[n + 1], edges[n]
        wall = mix(mix(tints[n % len(tints)], p.light, 0.45), p.far, 0.3 - 0.05 * n)
        top_far, top_near = 0.42 - 0.06 * n, 0.42 - 0.06 * n - 0.03
        foot_far, foot_near = 0.6 + 0.4 * (far - 0.09) / 0.27, 0.6 + 0.4 * (near - 0.09) / 0.27
        x_far, x_near = (c.wide / 2 + side * c.wide * edge for edge in (far, near))
        c.polygon(
            [(x_far, foot_far), (x_far, top_far), (x_near, top_near), (x_near, foot_near)], wall
        )
        if side < 0:
            c.polygon(
                [(x_far, foot_far), (x_far, top_far), (x_near, top_near), (x_near, foot_near)],
                p.near,
                0.13,
            )
        peak = (x_far + x_near) / 2
        c.polygon(
            [
                (x_far - side * 0.008, top_far),
                (peak, top_near - 0.09 - 0.015 * n),
                (x_near + side * 0.004, top_near),
            ],
            mix(p.near, p.far, 0.3),
        )
        _openings(c, p, chance, (x_far, x_near), (top_near + 0.03, min(foot_far, 1.0)))


def _openings(
    c: Canvas, p: Palette, chance: random.Random, xs: tuple[float, float], ys: tuple[float, float]
) -> None:
    left, right = min(xs), max(xs)
    wide, rows = right - left, 3
    shutter = chance.choice(p.accents)
    for row in range(rows):
        y = ys[0] + (ys[1] - ys[0]) * row / rows
        high = (ys[1] - ys[0]) / rows * 0.52
        for column in (0.2, 0.62):
            x = left + wide * column
            is_lit = p.is_dark and chance.random() < 0.6
            c.box(
                x,
                y,
                x + wide * 0.2,
                y + high,
                p.accents[0] if is_lit else mix(p.near, p.sky[0], 0.15),
                0.9,
            )
            c.box(x - wide * 0.07, y, x, y + high, shutter)
            c.box(x + wide * 0.2, y, x + wide * 0.27, y + high, shutter)


def _garland(c: Canvas, p: Palette) -> None:
    for row in range(3):
        y, sag = 0.2 + row * 0.08, 0.07 - row * 0.012
        left, right = c.wide * (0.14 + 0.09 * row), c.wide * (0.86 - 0.09 * row)
        spots = [
            (left + (right - left) * n / 20, y + sag * 4 * (n / 20) * (1 - n / 20))
            for n in range(21)
        ]
        c.line(spots, p.near, 0.002, 0.8)
        for n, (x, v) in enumerate(spots[1:-1]):
            size = 0.017 - 0.003 * row
            c.polygon(
                [(x - size * 0.7, v), (x + size * 0.7, v), (x, v + size * 2)],
                p.accents[(n + row) % len(p.accents)],
            )


def chapel(c: Canvas, p: Palette, chance: random.Random) -> None:
    """A chapel with its openwork steeple among fields and hedges, the sea behind."""
    horizon = 0.56
    light = s.sky(c, p, chance, horizon)
    s.sea(c, p, chance, horizon, light, 0.66)
    s.hills(c, chance, horizon + 0.06, 0.06, mix(p.far, p.land, 0.4))
    for step, y in enumerate((0.7, 0.79)):
        line = s.hills(c, chance, y, 0.08, mix(p.land, p.far if step == 0 else p.accents[1], 0.3))
        _hedge(c, p, chance, line, 0.012 + 0.006 * step)
    x = c.wide * (0.62 if light[0] < c.wide / 2 else 0.36)
    _nave(c, p, x, 0.83)
    line = s.hills(c, chance, 0.93, 0.09, mix(p.land, p.near, 0.25), rough=2)
    _hedge(c, p, chance, line, 0.02)
    _cross(c, p, x - 0.3 if x > c.wide / 2 else x + 0.52, 0.9)
    s.gulls(c, p, chance, 0.12, 0.3)


def _nave(c: Canvas, p: Palette, x: float, foot: float) -> None:
    stone, slate = mix(p.light, p.far, 0.42), mix(p.near, p.far, 0.3)
    c.box(x, foot - 0.14, x + 0.42, foot, stone)
    c.polygon(
        [
            (x - 0.01, foot - 0.14),
            (x + 0.03, foot - 0.27),
            (x + 0.39, foot - 0.27),
            (x + 0.435, foot - 0.14),
        ],
        slate,
    )
    for n in range(4):
        left = x + 0.07 + n * 0.085
        c.box(left, foot - 0.1, left + 0.03, foot - 0.03, p.near, 0.8)
        c.oval(left + 0.015, foot - 0.1, 0.015, 0.022, p.near, 0.8)
    top = foot - 0.33
    c.box(x - 0.055, top, x + 0.035, foot, stone)
    c.box(x - 0.005, top, x + 0.035, foot, p.near, 0.18)
    c.box(x - 0.064, top - 0.012, x + 0.044, top + 0.006, mix(stone, p.near, 0.3))
    for shift in (-0.034, 0.004):
        c.box(x + shift, top + 0.03, x + shift + 0.018, top + 0.1, p.near, 0.8, 0.008)
    c.polygon([(x - 0.042, top - 0.01), (x - 0.01, top - 0.26), (x + 0.022, top - 0.01)], stone)
    c.polygon([(x - 0.01, top - 0.26), (x + 0.022, top - 0.01), (x, top - 0.01)], p.near, 0.18)
    for n in range(3):
        y = top - 0.05 - n * 0.055
        c.box(x - 0.014 + n * 0.002, y, x - 0.006 - n * 0.002, y + 0.026, p.near, 0.6, 0.004)
    c.line([(x - 0.01, top - 0.26), (x - 0.01, top - 0.3)], p.near, 0.004)
    c.line([(x - 0.024, top - 0.284), (x + 0.004, top - 0.284)], p.near, 0.004)
    c.box(x - 0.03, foot - 0.08, x + 0.012, foot, p.accents[0], 1, 0.02)


def _hedge(
    c: Canvas, p: Palette, chance: random.Random, line: list[tuple[float, float]], size: float
) -> None:
    for x, y in line[::2]:
        high = size * chance.uniform(0.6, 1.5)
        c.oval(x, y, size * 1.3, high, mix(p.land, p.near, chance.uniform(0.35, 0.6)))


def _cross(c: Canvas, p: Palette, x: float, foot: float) -> None:
    stone = mix(p.far, p.near, 0.5)
    c.box(x - 0.05, foot - 0.02, x + 0.05, foot + 0.02, stone)
    c.box(x - 0.032, foot - 0.045, x + 0.032, foot - 0.018, mix(stone, p.light, 0.2))
    c.line([(x, foot - 0.03), (x, foot - 0.26)], stone, 0.016)
    c.line([(x - 0.045, foot - 0.215), (x + 0.045, foot - 0.215)], stone, 0.014)
