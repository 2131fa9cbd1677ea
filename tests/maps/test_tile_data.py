"""Cells and the shape of map data."""

import json

from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.geo import MAX_LATITUDE, Box, Point, cell_key, tile_box, tile_of, tile_range
from portal.maps.tile_data import (
    Cluster,
    Pin,
    TileData,
    cell_box,
    cell_centre,
    cell_cluster,
    cell_shift,
)

PLACES = st.builds(
    Point,
    st.floats(-MAX_LATITUDE + 0.001, MAX_LATITUDE - 0.001),
    st.floats(-179.999, 179.999),
)
ZOOMS = st.integers(0, 22)


def _inside(inner: Box, outer: Box) -> bool:
    room = 1e-9
    return (
        inner.west >= outer.west - room
        and inner.east <= outer.east + room
        and inner.south >= outer.south - room
        and inner.north <= outer.north + room
    )


@given(PLACES, ZOOMS)
def test_every_point_of_a_tile_falls_in_a_cell_inside_the_tile(place: Point, zoom: int) -> None:
    shift = cell_shift(zoom)
    cell = cell_box(cell_key(place) >> shift, shift)
    tile = tile_box(zoom, *tile_of(place, zoom))
    assert _inside(cell, tile)
    assert _inside(Box(place.longitude, place.latitude, place.longitude, place.latitude), cell)


@given(PLACES, ZOOMS)
def test_the_centre_of_a_cell_lies_in_that_cell(place: Point, zoom: int) -> None:
    shift = cell_shift(zoom)
    prefix = cell_key(place) >> shift
    assert cell_key(cell_centre(prefix, shift)) >> shift == prefix


@given(PLACES, st.integers(0, 19))
def test_a_tile_has_sixty_four_cells(place: Point, zoom: int) -> None:
    low, high = tile_range(zoom, *tile_of(place, zoom))
    shift = cell_shift(zoom)
    assert (high >> shift) - (low >> shift) == 64


def test_the_json_has_clusters_and_points() -> None:
    cluster = Cluster(Point(48.4, -4.5), 23, Box(-4.6, 48.3, -4.4, 48.5))
    pin = Pin("0abc", Point(48.39, -4.4861234567), "Le «Phare» </script>", "/c/1", "/m/1", "photo")
    document = json.loads(TileData([cluster], [pin]).to_json())
    assert document["clusters"] == [
        {"lat": 48.4, "lng": -4.5, "count": 23, "bounds": [-4.6, 48.3, -4.4, 48.5]}
    ]
    assert document["points"][0] == {
        "id": "0abc",
        "lat": 48.39,
        "lng": -4.486123,
        "title": "Le «Phare» </script>",
        "url": "/c/1",
        "thumb": "/m/1",
        "kind": "photo",
    }


def test_a_cell_makes_a_cluster_with_its_own_box() -> None:
    shift = cell_shift(12)
    prefix = cell_key(Point(48.39, -4.48)) >> shift
    cluster = cell_cluster(prefix, shift, 7)
    assert cluster.count == 7
    assert cluster.bounds == cell_box(prefix, shift)
    assert cluster.bounds.contains(cluster.place)
