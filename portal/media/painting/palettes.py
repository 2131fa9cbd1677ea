"""The colours of a scene: an hour of the day, a weather, or the paper of an old print."""

from dataclasses import dataclass

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Palette:
    """Sky from the top down, land from far to near, sea from far to near; `accents` paint
    hulls, walls and awnings."""

    sky: tuple[Colour, Colour, Colour]
    sun: Colour
    far: Colour
    near: Colour
    land: Colour
    sea: tuple[Colour, Colour]
    light: Colour
    accents: tuple[Colour, ...]
    is_dark: bool = False


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """`a` with a share (0–1) of `b`."""
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


def _hex(code: str) -> Colour:
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def _palette(codes: str, *, is_dark: bool = False) -> Palette:
    """Sky ×3, sun, far, near, land, sea ×2, light, then the accents, as hexadecimal words."""
    c = [_hex(code) for code in codes.split()]
    sky, sea = (c[0], c[1], c[2]), (c[7], c[8])
    return Palette(sky, c[3], c[4], c[5], c[6], sea, c[9], tuple(c[10:]), is_dark)


PALETTES = {
    "dawn": _palette(
        "5f9fb3 f0c4a4 fbe6c6 fff6df 8fb0b4 1d3c4c 7d9a78 ecd0b4 3a7c8e fff4de"
        " d9573f f2a541 2f6f7e f7ead0 8a4b52"
    ),
    "day": _palette(
        "3c8fc4 88c5de e2f2ee ffffff 86b6bf 153a4e 6fa564 82c3cb 1a6c86 fffdf4"
        " e2483d f4b83f 1f5d78 fbf3df 3f9a8c"
    ),
    "gold": _palette(
        "dd7f4a f5b663 fde5ad fff6d2 cf9566 3b2833 a98443 f5c684 8b5a58 fff1d0"
        " bf3f2c f6cf68 6b3f4a ffeccb 3f6f73"
    ),
    "dusk": _palette(
        "27285a 8b4f80 f58f6d ffdfa8 70507f 19193a 4b4262 e08a7c 312f63 ffe7c6"
        " ffb25a e4576a 7fb8c9 fde0c0 9a5a8f",
        is_dark=True,
    ),
    "night": _palette(
        "0a152c 163258 45769a fdf6dc 28507a 070f1e 18343f 3a6f95 0b1f3a ffe3a3"
        " ffcf6b e8694e 8fc3d8 dfe6dc 3a6a8c",
        is_dark=True,
    ),
    "mist": _palette(
        "9fb6bc c6d3d1 edeee6 fbfaf0 a8babb 29454d 86a08a c3d0ce 56797f fbf9ef"
        " c8553d e0a83e 3f6a73 f4f1e6 7a8f6a"
    ),
    "storm": _palette(
        "37505c 6f8a8f c9d0bd f7f2d8 6d868c 14242c 5f7a5e a3b5ad 274b56 f6f0d6"
        " d8533a e8b03c 4f8a8f efe9d2 8a6b4f"
    ),
    "summer": _palette(
        "2fa3b5 9ad9cf fdf0cf fffbe8 84bfb2 143f4a 93b657 a6dccb 12808c fffaea"
        " ef6f51 f7c548 2b7f93 fff3da d4a6a0"
    ),
    "sepia": _palette(
        "cdb48a e2cfa8 f2e5c8 fffaef bda27a 453020 9f8154 d9c49e 8a6c46 f4ead2"
        " 7a5a36 b08d5c 5c4228 ead9b4 93734a"
    ),
    "silver": _palette(
        "9fa1a0 c4c5c2 e6e5df faf9f4 a9aaa7 26282a 7f827e c9cac6 5f6467 f3f1ea"
        " 4b4e50 8d908f 33373a e0dfd8 6d7071"
    ),
    "faded": _palette(
        "a9bfae e8d3a6 f7e6c0 fff7e0 b3b394 4a3d38 a3a066 d9d0a8 6f9088 fbf1da"
        " cf6a45 e3b04f 5b8480 f5e6c6 a2604f"
    ),
}
AGED = frozenset({"sepia", "silver", "faded"})
