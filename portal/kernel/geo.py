"""Points, distances, published precision and map tiles. WGS 84, degrees, metres."""

import math
from dataclasses import dataclass

from portal.kernel.errors import Invalid

EARTH_RADIUS = 6_371_008.8  # metres, IUGG mean radius
METRES_PER_DEGREE = math.pi * EARTH_RADIUS / 180
MAX_LATITUDE = 85.05112878  # where the square Web Mercator map ends
CELL_ZOOM = 22  # a cell key is the Morton code of the tile at this zoom: 44 bits


@dataclass(frozen=True)
class Point:
    """A place: latitude −90…90 and longitude −180…180, checked."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        fits = math.isfinite(self.latitude) and math.isfinite(self.longitude)
        if not fits or abs(self.latitude) > 90 or abs(self.longitude) > 180:
            raise Invalid("not a place on earth", reason="bad_place")


@dataclass(frozen=True)
class Box:
    """West, south, east, north, in degrees; west may be greater than east (date line)."""

    west: float
    south: float
    east: float
    north: float

    def contains(self, point: Point) -> bool:
        if not self.south <= point.latitude <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= point.longitude <= self.east
        return point.longitude >= self.west or point.longitude <= self.east


def distance(a: Point, b: Point) -> float:
    """Great-circle distance in metres (haversine)."""
    lat_a, lat_b = math.radians(a.latitude), math.radians(b.latitude)
    half_lat = (lat_b - lat_a) / 2
    half_lon = math.radians(b.longitude - a.longitude) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(h)))


def coarsen(point: Point, metres: float) -> Point:
    """The centre of the fixed grid cell of about `metres` that holds `point`.

    The grid never moves and knows no chance, so repeated publication tells nothing more.
    """
    step = metres / METRES_PER_DEGREE
    latitude = _centre(point.latitude, step, 90)
    wide = step / max(math.cos(math.radians(latitude)), 0.01)
    return Point(round(latitude, 7), round(_centre(point.longitude, wide, 180), 7))


def _centre(value: float, step: float, limit: float) -> float:
    centre = (math.floor(value / step) + 0.5) * step
    return max(-limit, min(limit, centre))


def tile_of(point: Point, zoom: int) -> tuple[int, int]:
    """Column and row of the Web Mercator tile (as in OpenStreetMap) that holds `point`."""
    size = 1 << zoom
    latitude = math.radians(max(-MAX_LATITUDE, min(MAX_LATITUDE, point.latitude)))
    x = (point.longitude + 180) / 360 * size
    y = (1 - math.asinh(math.tan(latitude)) / math.pi) / 2 * size
    return min(size - 1, max(0, int(x))), min(size - 1, max(0, int(y)))


def tile_box(zoom: int, x: int, y: int) -> Box:
    """The box a tile covers; Invalid (`bad_tile`) when there is no such tile."""
    size = 1 << zoom if 0 <= zoom <= CELL_ZOOM else 0
    if not (0 <= x < size and 0 <= y < size):
        raise Invalid("there is no such tile", reason="bad_tile")
    return Box(_lon(x, size), _lat(y + 1, size), _lon(x + 1, size), _lat(y, size))


def _lon(x: int, size: int) -> float:
    return x / size * 360 - 180


def _lat(y: int, size: int) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / size))))


def cell_key(point: Point) -> int:
    """Morton code of the place: every tile of any zoom is one unbroken range of keys."""
    x, y = tile_of(point, CELL_ZOOM)
    return _spread(x) | (_spread(y) << 1)


def tile_range(zoom: int, x: int, y: int) -> tuple[int, int]:
    """The half-open range of cell keys inside a tile."""
    shift = 2 * (CELL_ZOOM - zoom)
    prefix = _spread(x) | (_spread(y) << 1)
    return prefix << shift, (prefix + 1) << shift


def _spread(value: int) -> int:
    """Put a zero bit between the bits of a 22-bit number."""
    value = (value | (value << 16)) & 0x0000FFFF0000FFFF
    value = (value | (value << 8)) & 0x00FF00FF00FF00FF
    value = (value | (value << 4)) & 0x0F0F0F0F0F0F0F0F
    value = (value | (value << 2)) & 0x3333333333333333
    return (value | (value << 1)) & 0x5555555555555555
