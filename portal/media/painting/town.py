"""Scenes of streets: the tram, a market."""

import math
import random

from portal.media.painting import scenery as s
from portal.media.painting.canvas import Canvas
from portal.media.painting.palettes import Colour, Palette, mix


def tram(c: Canvas, p: Palette, chance: random.Random) -> None:
    """A long tram in the rue de Siam, planes on both sides and the roads at the end."""
    horizon = 0.6
    light = s.sky(c, p, chance, horizon)
    s.hills(c, chance, horizon, 0.06, mix(p.far, p.sky[2], 0.3))
    _blocks(c, p, chance, horizon)
    ground = mix(p.sky[2], p.far, 0.5)
    c.fade(horizon + 0.04, 1, (mix(ground, p.light, 0.3), mix(ground, p.near, 0.35)))
    c.polygon(
        [(-0.1, 0.92), (c.wide + 0.1, 0.92), (c.wide + 0.1, 0.99), (-0.1, 0.99)], p.land, 0.55
    )
    for y in (0.862, 0.9):
        c.line([(-0.1, y), (c.wide + 0.1, y)], p.near, 0.005, 0.7)
    c.line([(-0.1, 0.3), (c.wide + 0.1, 0.34)], p.near, 0.003, 0.7)
    _tramway(c, p, c.wide * chance.uniform(0.04, 0.16), 0.87)
    for share in (0.06, 0.5, 0.94):
        _tree(c, p, chance, c.wide * share + chance.uniform(-0.03, 0.03), 0.98, 0.5)
    for _ in range(9):
        walker(c, p, chance, chance.uniform(0, c.wide), chance.uniform(0.93, 0.985), 0.11)
    if light[1] > 0.2:
        s.gulls(c, p, chance, 0.08, 0.2)


def _blocks(c: Canvas, p: Palette, chance: random.Random, horizon: float) -> None:
    """The straight white fronts of the rebuilt town, open in the middle."""
    for left, right in ((-0.02, c.wide * 0.42), (c.wide * 0.58, c.wide + 0.02)):
        x = left
        while x < right:
            wide = min(chance.uniform(0.16, 0.26), right - x)
            top = horizon - chance.uniform(0.26, 0.36)
            wall = mix(mix(p.light, p.far, 0.22), chance.choice(p.accents), 0.1)
            c.box(x, top, x + wide, horizon + 0.05, wall)
            c.box(x, top - 0.014, x + wide, top, mix(wall, p.near, 0.35))
            s.windows(c, p, chance, (x + 0.01, top + 0.01, x + wide - 0.01, horizon - 0.04))
            c.box(
                x + 0.012,
                horizon - 0.028,
                x + wide - 0.012,
                horizon + 0.05,
                mix(p.near, p.far, 0.35),
            )
            c.box(
                x + 0.006,
                horizon - 0.036,
                x + wide - 0.006,
                horizon - 0.014,
                chance.choice(p.accents[:3]),
            )
            x += wide


def _tramway(c: Canvas, p: Palette, x: float, foot: float) -> None:
    part, top = 0.3, foot - 0.19
    count = max(2, int((c.wide - x - 0.08) / part))
    c.box(x, foot - 0.012, x + count * part, foot + 0.016, p.near, 0.3, 0.01)
    for n in range(count):
        _car(c, p, x + n * part, (x + (n + 1) * part) - 0.008, foot, top)
    middle = x + count * part * 0.5
    c.line(
        [(middle - 0.03, top - 0.012), (middle + 0.02, top - 0.09), (middle - 0.02, 0.33)],
        p.near,
        0.005,
    )
    c.oval(x + count * part - 0.03, foot - 0.055, 0.011, 0.011, p.sun)


def _car(c: Canvas, p: Palette, left: float, right: float, foot: float, top: float) -> None:
    body = p.accents[1]
    c.box(left, top, right, foot, body, 1, 0.03)
    c.box(
        left + 0.006,
        top + 0.035,
        right - 0.006,
        top + 0.115,
        mix(p.near, p.sky[0], 0.25),
        1,
        0.014,
    )
    c.polygon(
        [
            (left + 0.03, top + 0.115),
            (left + 0.09, top + 0.035),
            (left + 0.13, top + 0.035),
            (left + 0.07, top + 0.115),
        ],
        p.light,
        0.16,
    )
    for door in (0.105, 0.2):
        c.box(
            left + door - 0.028,
            top + 0.03,
            left + door + 0.028,
            foot - 0.012,
            mix(p.near, p.sky[0], 0.35),
            1,
            0.006,
        )
        c.line([(left + door, top + 0.03), (left + door, foot - 0.012)], body, 0.004)
    c.box(left, foot - 0.045, right, foot - 0.032, p.light, 0.9)
    c.box(left + 0.04, top - 0.014, right - 0.04, top + 0.006, mix(body, p.near, 0.4), 1, 0.006)


def _tree(c: Canvas, p: Palette, chance: random.Random, x: float, foot: float, high: float) -> None:
    c.line([(x, foot), (x + 0.004, foot - high * 0.5)], mix(p.near, p.land, 0.2), 0.016)
    for number in range(26):
        turn, reach = chance.uniform(0, 6.3), high * chance.uniform(0.02, 0.24)
        spot = (x + math.cos(turn) * reach, foot - high * 0.72 + math.sin(turn) * reach * 0.9)
        size = high * chance.uniform(0.07, 0.12)
        tint = (
            mix(p.land, p.near, 0.5)
            if number < 13
            else mix(p.land, p.light, chance.uniform(0, 0.25))
        )
        c.oval(*spot, size, size * 0.86, tint, 0.92)


def walker(
    c: Canvas, p: Palette, chance: random.Random, x: float, foot: float, high: float
) -> None:
    """Somebody walking: a coat, legs, a head."""
    coat = chance.choice(p.accents)
    step = high * chance.uniform(0.06, 0.14)
    for side in (-1, 1):
        c.line([(x, foot - high * 0.42), (x + side * step, foot)], p.near, high * 0.085)
    c.shape((x, foot), high, [(-0.1, -0.82), (0.1, -0.82), (0.14, -0.36), (-0.14, -0.36)], coat)
    c.line(
        [(x + high * 0.1, foot - high * 0.78), (x + high * 0.18, foot - high * 0.45)],
        coat,
        high * 0.07,
    )
    c.oval(x, foot - high * 0.9, high * 0.078, high * 0.085, mix(p.accents[3], p.near, 0.25))


def market(c: Canvas, p: Palette, chance: random.Random) -> None:
    """Striped awnings, crates of fruit and fish, people between them."""
    horizon = 0.48
    s.sky(c, p, chance, horizon)
    s.houses(c, p, chance, horizon + 0.1, (-0.05, c.wide + 0.05), 0.26)
    ground = mix(p.sky[2], p.far, 0.45)
    c.fade(horizon + 0.1, 1, (mix(ground, p.light, 0.3), mix(ground, p.near, 0.3)))
    for row, (foot, size) in enumerate(((0.68, 0.3), (0.94, 0.5))):
        x = -chance.uniform(0.05, 0.25)
        while x < c.wide:
            _stall(c, p, chance, x, foot, size)
            x += size * 1.12
        for _ in range(9 - 4 * row):
            walker(c, p, chance, chance.uniform(0, c.wide), foot + 0.045, 0.14 + 0.1 * row)
    s.gulls(c, p, chance, 0.06, 0.2)


def _stall(
    c: Canvas, p: Palette, chance: random.Random, x: float, foot: float, size: float
) -> None:
    tint: Colour = chance.choice((p.accents[0], p.accents[2], p.accents[1], p.accents[4]))
    top, counter = foot - size * 0.78, foot - size * 0.27
    for post in (0.04, 0.96):
        c.line([(x + size * post, foot), (x + size * post, top)], p.near, size * 0.018)
    c.box(x + size * 0.04, top + size * 0.14, x + size * 0.96, counter, p.near, 0.35)
    c.box(x, counter, x + size, foot - size * 0.02, mix(p.accents[3], p.near, 0.3))
    c.box(x, counter + size * 0.02, x + size, foot - size * 0.02, p.near, 0.12)
    for row in range(2):
        for n in range(7):
            goods = chance.choice((*p.accents[:3], p.land, p.accents[4]))
            y = counter + size * (0.045 + row * 0.085)
            left = x + size * (0.03 + n * 0.136)
            c.box(left, y, left + size * 0.12, y + size * 0.07, mix(p.near, p.far, 0.4))
            for ball in range(5):
                c.oval(
                    left + size * (0.014 + ball * 0.023),
                    y + size * 0.008,
                    size * 0.015,
                    size * 0.018,
                    goods,
                )
    _awning(c, p, x, top, size, tint)


def _awning(c: Canvas, p: Palette, x: float, top: float, size: float, tint: Colour) -> None:
    strips = 10
    for n in range(strips):
        a, b = (
            x - size * 0.05 + size * 1.1 * n / strips,
            x - size * 0.05 + size * 1.1 * (n + 1) / strips,
        )
        inner = [x + size * (0.06 + 0.88 * m / strips) for m in (n, n + 1)]
        shade = tint if n % 2 else p.light
        low = top + size * 0.2
        c.polygon([(inner[0], top), (inner[1], top), (b, low), (a, low)], shade)
        c.oval((a + b) / 2, low, (b - a) / 2, size * 0.034, shade)
