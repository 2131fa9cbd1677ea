"""Land and sea without any tile server: fine around the city, coarse for the rest of the world.

Natural Earth 1:10m and 1:110m (public domain) from the npm package world-atlas, which the build
places in static/vendor/world-atlas/.
"""

import hashlib
import json
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.config import ROOT, Settings
from portal.kernel.geo import Box, Point
from portal.maps.topojson import Topology

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

ATLAS = ROOT / "static" / "vendor" / "world-atlas"
FINE, COARSE = "land-10m.json", "land-110m.json"
REACH = 2.0  # degrees around the city that are drawn in detail
DECIMALS = 4  # about 10 m; the sources are coarser
EMPTY = b'{"type":"FeatureCollection","features":[]}'


def outline(settings: Settings, atlas: Path = ATLAS) -> bytes:
    """GeoJSON of the land, made once and kept in the data directory.

    A FeatureCollection with at most two features whose `detail` is `fine` or `coarse`; empty
    where the atlas was not built.
    """
    kept = settings.data_dir / "outline" / f"{_name(settings.center, atlas)}.json"
    with suppress(OSError):
        return kept.read_bytes()
    made = build(settings.center, atlas)
    if made != EMPTY:
        _keep(kept, made)
    return made


def build(center: Point, atlas: Path) -> bytes:
    """The outline around `center`; costs about two seconds and shapely, so use `outline`."""
    box = reach_box(center)
    near, far = _land(atlas / FINE, box), _land(atlas / COARSE, Box(-180, -90, 180, 90))
    if near is not None and far is not None:
        far = far.difference(_rectangle(box))
    parts = [("coarse", far), ("fine", near)]
    features = [_feature(detail, land) for detail, land in parts if land is not None]
    if not features:
        return EMPTY
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


def _name(center: Point, atlas: Path) -> str:
    """Changes with the place and with the atlas; sizes and times spare reading 3 MB each time."""
    marks = [f"{center.latitude:.4f},{center.longitude:.4f},{REACH},{DECIMALS}"]
    for source in (atlas / FINE, atlas / COARSE):
        marks.append(_content_mark(source))
    return hashlib.sha256("|".join(marks).encode()).hexdigest()[:24]


def _content_mark(source: Path) -> str:
    try:
        stat = source.stat()
    except OSError:
        return "none"
    return f"{stat.st_size}:{stat.st_mtime_ns}"


def _keep(path: Path, made: bytes) -> None:
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(made)
        fresh.replace(path)
        for old in path.parent.glob("*.json"):
            if old != path:
                old.unlink(missing_ok=True)
