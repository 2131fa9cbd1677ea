"""Scenes painted by code: every motif in every tone, the same for the same seed."""

import io

import pytest
from PIL import Image

from portal.media.painting import MOTIFS, TONES, paint_scene


@pytest.mark.parametrize("motif", MOTIFS)
def test_every_motif_is_a_jpeg_of_the_size_asked_with_many_colours(motif):
    picture = Image.open(io.BytesIO(paint_scene(1, motif, (300, 200))))
    assert (picture.format, picture.size) == ("JPEG", (300, 200))
    assert len(picture.quantize(64).getcolors() or []) > 30


@pytest.mark.parametrize("tone", TONES)
def test_every_tone_looks_different(tone):
    others = {paint_scene(1, "sails", (120, 80), other) for other in TONES if other != tone}
    assert paint_scene(1, "sails", (120, 80), tone) not in others


def test_the_same_seed_paints_the_same_picture_and_another_seed_another():
    assert paint_scene(5, "harbour", (150, 100)) == paint_scene(5, "harbour", (150, 100))
    assert paint_scene(5, "harbour", (150, 100)) != paint_scene(6, "harbour", (150, 100))


def test_portraits_can_be_painted():
    picture = Image.open(io.BytesIO(paint_scene(2, "lighthouse", (200, 300))))
    assert picture.size == (200, 300)
