"""Land and sea of our own, from an atlas made by code."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import shapely

from portal.config import Settings
from portal.maps import outline as outline_module
from portal.maps.outline import EMPTY, outline
from portal.maps.topojson import Topology

Make = Callable[..., Settings]


def _topology(*squares: tuple[float, float, float, float]) -> dict[str, object]:
    """Land as squares of west, south, east, north in whole degrees, in steps of one degree."""
    arcs = []
    for west, south, east, north in squares:
        wide, high = east - west, north - south
        steps = [[wide, 0], [0, high], [-wide, 0], [0, -high]]
        arcs.append([[west + 180, south + 90], *steps])
    shape = {"type": "MultiPolygon", "arcs": [[[number]] for number in range(len(arcs))]}
    return {
        "type": "Topology",
        "objects": {"land": {"type": "GeometryCollection", "geometries": [shape]}},
        "arcs": arcs,
        "transform": {"scale": [1, 1], "translate": [-180, -90]},
    }


@pytest.fixture
def atlas(tmp_path: Path) -> Path:
    folder = tmp_path / "atlas"
    folder.mkdir()
    world = json.dumps(_topology((-20, 40, 20, 60), (100, 0, 110, 10)))
    (folder / "land-10m.json").write_text(world)
    (folder / "land-110m.json").write_text(world)
    return folder


def _land(made: bytes) -> dict[str, shapely.Geometry]:
    features = json.loads(made)["features"]
    return {f["properties"]["detail"]: shapely.geometry.shape(f["geometry"]) for f in features}


def test_the_fine_land_ends_two_degrees_around_the_city(settings_with: Make, atlas: Path) -> None:
    land = _land(outline(settings_with(PORTAL_CENTER="48,-4"), atlas))
    assert land["fine"].bounds == (-6, 46, -2, 50)


def test_fine_and_coarse_land_meet_without_overlap(settings_with: Make, atlas: Path) -> None:
    land = _land(outline(settings_with(PORTAL_CENTER="48,-4"), atlas))
    assert land["fine"].intersection(land["coarse"]).area == 0
    assert land["fine"].area + land["coarse"].area == pytest.approx(40 * 20 + 100)


def test_without_atlas_the_outline_is_empty(settings_with: Make, tmp_path: Path) -> None:
    assert outline(settings_with(), tmp_path / "nowhere") == EMPTY


def test_a_damaged_atlas_gives_an_empty_outline(settings_with: Make, atlas: Path) -> None:
    (atlas / "land-10m.json").write_text("{}")
    assert outline(settings_with(), atlas) == EMPTY


def test_the_outline_is_built_once(
    settings_with: Make, atlas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_with(PORTAL_CENTER="48,-4")
    first = outline(settings, atlas)
    monkeypatch.setattr(outline_module, "_build", lambda *_: EMPTY)
    assert outline(settings, atlas) == first


def test_another_city_gets_its_own_outline(settings_with: Make, atlas: Path) -> None:
    outline(settings_with(PORTAL_CENTER="48,-4"), atlas)
    land = _land(outline(settings_with(PORTAL_CENTER="5,105"), atlas))
    assert land["fine"].bounds == (103, 3, 107, 7)


def test_arcs_are_read_backwards_and_joined_without_doubles() -> None:
    document = {
        "objects": {"land": {"type": "Polygon", "arcs": [[0, -2]]}},
        "arcs": [[[0, 0], [2, 0], [0, 2]], [[0, 0], [0, 2], [2, 0]]],
        "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
    }
    rings = next(Topology(document).polygons("land"))
    assert rings == [[(10, 20), (11, 20), (11, 21), (10, 21), (10, 20)]]
