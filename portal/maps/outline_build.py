"""Cutting the land out of Natural Earth; run in a process of its own by `outline.py`.

It needs shapely and some 200 MB for two seconds, which a web process must not carry.
"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.kernel.geo import Box, Point
from portal.maps.topojson import Topology

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

FINE, COARSE = "land-10m.json", "land-110m.json"
REACH = 2.0  # degrees around the city that are drawn in detail
DECIMALS = 4  # about 10 m; the sources are coarser


def build(center: Point, atlas: Path) -> bytes:
    """GeoJSON of the land around `center`; without features when `atlas` holds no files."""
    box = reach_box(center)
    near, far = _land(atlas / FINE, box), _land(atlas / COARSE, Box(-180, -90, 180, 90))
    if near is not None and far is not None:
        far = far.difference(_rectangle(box))
    parts = [("coarse", far), ("fine", near)]
    features = [_feature(detail, land) for detail, land in parts if land is not None]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, separators=(",", ":")).encode()


def reach_box(center: Point) -> Box:
    """The box that is drawn in detail; cut off at the poles and at the date line."""
    return Box(
        max(-180.0, center.longitude - REACH),
        max(-90.0, center.latitude - REACH),
        min(180.0, center.longitude + REACH),
        min(90.0, center.latitude + REACH),
    )


def _land(source: Path, box: Box) -> "BaseGeometry | None":
    import shapely

    if not source.is_file():
        return None
    parts = []
    for rings in Topology(json.loads(source.read_bytes())).polygons("land"):
        if _apart(rings[0], box):
            continue
        whole = shapely.make_valid(shapely.Polygon(rings[0], rings[1:]))
        parts.append(whole.intersection(_rectangle(box)))
    return shapely.union_all(parts)


def _apart(ring: list[tuple[float, float]], box: Box) -> bool:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    beside = max(xs) < box.west or min(xs) > box.east
    return beside or max(ys) < box.south or min(ys) > box.north


def _rectangle(box: Box) -> "BaseGeometry":
    import shapely

    return shapely.box(box.west, box.south, box.east, box.north)


def _feature(detail: str, land: "BaseGeometry") -> dict[str, Any]:
    import shapely

    # Only surfaces: cutting can leave points and lines where land just touches the box.
    surfaces = [part for part in shapely.get_parts(land) if part.geom_type.endswith("Polygon")]
    shape = shapely.geometry.mapping(shapely.MultiPolygon(surfaces))
    return {
        "type": "Feature",
        "properties": {"detail": detail},
        "geometry": {"type": "MultiPolygon", "coordinates": _rounded(shape["coordinates"])},
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS)
    return [_rounded(part) for part in value]


if __name__ == "__main__":
    place = Point(float(sys.argv[1]), float(sys.argv[2]))
    sys.stdout.buffer.write(build(place, Path(sys.argv[3])))
