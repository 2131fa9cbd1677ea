"""What `/map/<layer>/<z>/<x>/<y>.json` answers, and the cells by which works are counted.

At each zoom a tile is divided into 8 × 8 cells, so a cell is 32 pixels wide. The key of a cell
is the leading part of the cell key of any point in it: group by `cell_key >> cell_shift(zoom)`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.kernel.geo import CELL_ZOOM, Box, Point, tile_box

CELL_STEPS = 3  # zooms between a tile and its cells: 2 ** 3 cells on each side
DECIMALS = 6  # about 0.1 m


@dataclass(frozen=True)
class Cluster:
    """Several works close together: where to draw them, how many, and what holds them."""

    place: Point
    count: int
    bounds: Box


@dataclass(frozen=True)
class Pin:
    """One work at its published place; addresses are relative to the portal.

    `id` is the public name (13 characters), `kind` the kind of work, such as ``photo``.
    """

    id: str
    place: Point
    title: str
    url: str
    thumb: str
    kind: str


@dataclass(frozen=True)
class TileData:
    """The clusters and single works of one tile."""

    clusters: Sequence[Cluster] = field(default_factory=tuple)
    points: Sequence[Pin] = field(default_factory=tuple)

    def to_json(self) -> bytes:
        """UTF-8 JSON: ``{"clusters": [{lat, lng, count, bounds}], "points": [{id, lat, lng,
        title, url, thumb, kind}]}`` with bounds as [west, south, east, north]."""
        document = {
            "clusters": [_cluster(cluster) for cluster in self.clusters],
            "points": [_pin(pin) for pin in self.points],
        }
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def cell_shift(zoom: int) -> int:
    """By how many bits to shift a cell key so that equal results share a cell at `zoom`."""
    return 2 * max(0, CELL_ZOOM - zoom - CELL_STEPS)


def cell_box(prefix: int, shift: int) -> Box:
    """The box of the cell whose keys, shifted right by `shift`, are `prefix`."""
    zoom = CELL_ZOOM - shift // 2
    return tile_box(zoom, _every_second_bit(prefix), _every_second_bit(prefix >> 1))


def cell_centre(prefix: int, shift: int) -> Point:
    """The middle of a cell."""
    box = cell_box(prefix, shift)
    return Point((box.south + box.north) / 2, (box.west + box.east) / 2)


def cell_cluster(prefix: int, shift: int, count: int) -> Cluster:
    """The cluster of a cell of which only the count is known."""
    return Cluster(cell_centre(prefix, shift), count, cell_box(prefix, shift))


def _every_second_bit(key: int) -> int:
    """Undo the interleaving of a Morton code: the even bits, pushed together."""
    return sum(((key >> 2 * bit) & 1) << bit for bit in range(CELL_ZOOM))


def _cluster(cluster: Cluster) -> dict[str, object]:
    box = cluster.bounds
    bounds = [round(edge, DECIMALS) for edge in (box.west, box.south, box.east, box.north)]
    return {**_place(cluster.place), "count": cluster.count, "bounds": bounds}


def _pin(pin: Pin) -> dict[str, object]:
    rest = {"title": pin.title, "url": pin.url, "thumb": pin.thumb, "kind": pin.kind}
    return {"id": pin.id, **_place(pin.place), **rest}


def _place(point: Point) -> dict[str, object]:
    return {"lat": round(point.latitude, DECIMALS), "lng": round(point.longitude, DECIMALS)}
