"""A coarsened place cannot be found more exactly by asking cleverly."""

from collections.abc import Mapping

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from portal.contributions import queries, rules
from portal.contributions.queries import Filter
from portal.contributions.rules import GRID_METRES, Precision
from portal.kernel.geo import Box, Point, distance
from tests.cast import Villager
from tests.factories import works

LATITUDES = st.floats(-84, 84)
LONGITUDES = st.floats(-180, 180)
EXACT = (48.38154321, -4.49127654)


@given(LATITUDES, LONGITUDES, st.sampled_from([Precision.STREET, Precision.NEIGHBOURHOOD]))
def test_published_place_is_the_centre_of_a_fixed_cell(
    latitude: float, longitude: float, precision: Precision
) -> None:
    exact = Point(latitude, longitude)
    shown = rules.published_place(exact, precision)
    assert shown is not None
    assert distance(exact, shown) <= GRID_METRES[precision]
    again = rules.published_place(shown, precision)
    assert again is not None and distance(shown, again) < 0.1


def test_bisecting_with_boxes_finds_only_the_published_place(
    inside: Flask, cast: Mapping[str, Villager]
) -> None:
    work = works.published(
        cast["maelle"], latitude=EXACT[0], longitude=EXACT[1], precision="neighbourhood"
    )
    south, north, west, east = 48.0, 49.0, -5.0, -4.0
    for _ in range(40):
        middle = (south + north) / 2
        found = queries.list_works(Filter(box=Box(west, middle, east, north))).items
        south, north = (middle, north) if found else (south, middle)
    assert work.published_latitude is not None
    assert abs(south - work.published_latitude) < 1e-6
    assert abs(south - EXACT[0]) > 1e-5


def test_a_hidden_place_is_in_no_box(inside: Flask, cast: Mapping[str, Villager]) -> None:
    works.published(cast["maelle"], precision="hidden")
    assert queries.list_works(Filter(box=Box(-180, -90, 180, 90))).items == ()
    assert len(queries.list_works(Filter()).items) == 1


def test_near_measures_from_published_places(inside: Flask, cast: Mapping[str, Villager]) -> None:
    here = works.published(cast["maelle"])
    works.published(cast["yann"], precision="hidden")
    close = works.published(cast["yann"], latitude=48.3817, longitude=-4.4915)
    assert [work.id for work in queries.near(here)] == [close.id]
