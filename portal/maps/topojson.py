"""Reading polygons out of TopoJSON (https://github.com/topojson/topojson-specification)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Position = tuple[float, float]  # longitude, latitude


class Topology:
    """A quantised topology; arcs are decoded when they are asked for, to spare memory."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._arcs: Sequence[Any] = document["arcs"]
        self._objects: Mapping[str, Any] = document["objects"]
        self._scale: Position = tuple(document["transform"]["scale"])
        self._origin: Position = tuple(document["transform"]["translate"])

    def polygons(self, name: str) -> Iterator[list[list[Position]]]:
        """Each polygon of the object `name` as rings: the outer one first, then the holes."""
        yield from self._walk(self._objects[name])

    def _walk(self, geometry: Mapping[str, Any]) -> Iterator[list[list[Position]]]:
        kind = geometry["type"]
        if kind == "GeometryCollection":
            for part in geometry["geometries"]:
                yield from self._walk(part)
        elif kind in {"Polygon", "MultiPolygon"}:
            shapes = [geometry["arcs"]] if kind == "Polygon" else geometry["arcs"]
            for rings in shapes:
                yield [self._ring(ring) for ring in rings]

    def _ring(self, arcs: Sequence[int]) -> list[Position]:
        ring: list[Position] = []
        for index in arcs:
            # A negative number is the arc ~n the other way round; joints are shared points.
            line = self._line(index) if index >= 0 else self._line(~index)[::-1]
            ring.extend(line[1:] if ring else line)
        return ring

    def _line(self, index: int) -> list[Position]:
        x = y = 0
        line = []
        for step in self._arcs[index]:
            x, y = x + step[0], y + step[1]
            line.append(
                (self._origin[0] + x * self._scale[0], self._origin[1] + y * self._scale[1])
            )
        return line
