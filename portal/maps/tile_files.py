"""Base map tiles from a raster file that the city owns.

Formats: PMTiles 3 (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md) and
MBTiles 1.3 (https://github.com/mapbox/mbtiles-spec).
"""

import hashlib
import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any

from portal.config import WrongSetting
from portal.maps.tile_source import Tile, find_mime

FILE_AGE = 86_400  # seconds a browser keeps a tile of a file before it asks again
RASTER = {"png", "jpg", "jpeg", "webp"}


def _tile(body: bytes | None) -> Tile | None:
    mime = find_mime(body) if body else None
    if body is None or mime is None:
        return None
    return Tile(body, mime, hashlib.sha256(body).hexdigest()[:32], FILE_AGE)


def _unusable(path: Path, why: str) -> WrongSetting:
    return WrongSetting(
        f"PORTAL_BASEMAP_FILE is “{path}”, which {why}; a raster map (png, jpg or webp) would do."
    )


class MbtilesFile:
    """Tiles of an .mbtiles file; rows count from the south (TMS), so y is turned round."""

    may_be_copied = True

    def __init__(self, path: Path) -> None:
        self._address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            about = dict(self._ask("SELECT name, value FROM metadata"))
            zooms = self._ask("SELECT min(zoom_level), max(zoom_level) FROM tiles")[0]
        except sqlite3.Error as error:
            raise _unusable(path, f"cannot be read ({error})") from None
        if str(about.get("format", "png")).lower() not in RASTER:
            raise _unusable(path, f"holds {about['format']} tiles")
        if zooms[0] is None:
            raise _unusable(path, "holds no tiles")
        self.min_zoom, self.max_zoom = int(zooms[0]), int(zooms[1])

    def find(self, z: int, x: int, y: int) -> Tile | None:
        query = "SELECT tile_data FROM tiles WHERE zoom_level=? AND tile_column=? AND tile_row=?"
        try:
            rows = self._ask(query, (z, x, (1 << z) - 1 - y))
        except sqlite3.Error:
            return None  # the file was taken away while the portal runs: the outline shows
        return _tile(bytes(rows[0][0])) if rows else None

    def _ask(self, query: str, values: tuple[int, ...] = ()) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self._address, uri=True)) as connection:
            return connection.execute(query, values).fetchall()


class PmtilesFile:
    """Tiles of a .pmtiles file, read through a memory map; directories are kept decoded."""

    may_be_copied = True

    def __init__(self, path: Path) -> None:
        from pmtiles.reader import MmapSource
        from pmtiles.tile import TileType, deserialize_header

        try:
            with path.open("rb") as file:
                self._read = MmapSource(file)  # type: ignore[no-untyped-call]
            self._header = deserialize_header(self._read(0, 127))
        except Exception as error:  # noqa: BLE001 - the package raises anything on a broken file
            raise _unusable(path, f"cannot be read ({type(error).__name__})") from None
        kind = self._header["tile_type"]
        if kind not in {TileType.PNG, TileType.JPEG, TileType.WEBP}:
            raise _unusable(path, f"holds {kind.name.lower()} tiles")
        self.min_zoom, self.max_zoom = self._header["min_zoom"], self._header["max_zoom"]
        self._directory = lru_cache(maxsize=64)(self._decode)

    def find(self, z: int, x: int, y: int) -> Tile | None:
        from pmtiles.tile import find_tile, zxy_to_tileid

        header, wanted = self._header, zxy_to_tileid(z, x, y)
        offset, length = header["root_offset"], header["root_length"]
        for _depth in range(4):  # the specification allows no deeper
            entry = find_tile(self._directory(offset, length), wanted)
            if entry is None:
                return None
            if entry.run_length:
                return _tile(self._read(header["tile_data_offset"] + entry.offset, entry.length))
            offset, length = header["leaf_directory_offset"] + entry.offset, entry.length
        return None

    def _decode(self, offset: int, length: int) -> Any:
        from pmtiles.tile import deserialize_directory

        return deserialize_directory(self._read(offset, length))
