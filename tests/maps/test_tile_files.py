"""Base maps from a file of the city."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write

from portal.config import Settings, WrongSetting
from portal.maps.basemap import Basemap
from tests.maps.conftest import PNG

Make = Callable[..., Settings]


def _mbtiles(path: Path, kind: str = "png") -> str:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE metadata (name text, value text)")
        db.execute("CREATE TABLE tiles (zoom_level int, tile_column int, tile_row int, tile_data)")
        db.execute("INSERT INTO metadata VALUES ('format', ?)", (kind,))
        db.execute("INSERT INTO tiles VALUES (3, 2, 6, ?)", (PNG,))
    return str(path)


def _pmtiles(path: Path, kind: TileType = TileType.PNG) -> str:
    header = {
        "tile_type": kind,
        "tile_compression": Compression.NONE,
        "min_lon_e7": 0,
        "min_lat_e7": 0,
        "max_lon_e7": 0,
        "max_lat_e7": 0,
        "center_zoom": 0,
        "center_lon_e7": 0,
        "center_lat_e7": 0,
    }
    with write(str(path)) as writer:
        for x in range(4):
            writer.write_tile(zxy_to_tileid(2, x, 1), PNG + bytes([x]))
        writer.finalize(header, {})
    return str(path)


def test_mbtiles_rows_count_from_the_south(settings_with: Make, tmp_path: Path) -> None:
    file = _mbtiles(tmp_path / "city.mbtiles")
    basemap = Basemap(settings_with(PORTAL_BASEMAP_FILE=file))
    tile = basemap.find_tile(3, 2, 1)
    assert tile is not None
    assert (tile.body, tile.mime) == (PNG, "image/png")
    assert basemap.find_tile(3, 2, 6) is None
    assert (basemap.kind, basemap.max_zoom) == ("file", 3)


def test_pmtiles_give_each_tile_its_own_picture(settings_with: Make, tmp_path: Path) -> None:
    file = _pmtiles(tmp_path / "city.pmtiles")
    basemap = Basemap(settings_with(PORTAL_BASEMAP_FILE=file))
    for x in range(4):
        tile = basemap.find_tile(2, x, 1)
        assert tile is not None
        assert tile.body == PNG + bytes([x])
    assert basemap.find_tile(2, 0, 0) is None
    assert basemap.find_tile(3, 0, 0) is None


def test_the_citys_file_may_go_into_offline_copies(settings_with: Make, tmp_path: Path) -> None:
    file = _mbtiles(tmp_path / "city.mbtiles")
    assert Basemap(settings_with(PORTAL_BASEMAP_FILE=file)).may_be_copied


def test_a_file_that_is_taken_away_gives_no_tile(settings_with: Make, tmp_path: Path) -> None:
    file = _mbtiles(tmp_path / "city.mbtiles")
    basemap = Basemap(settings_with(PORTAL_BASEMAP_FILE=file))
    Path(file).unlink()
    assert basemap.find_tile(3, 2, 1) is None


def test_a_vector_mbtiles_file_stops_the_start(settings_with: Make, tmp_path: Path) -> None:
    file = _mbtiles(tmp_path / "city.mbtiles", "pbf")
    with pytest.raises(WrongSetting, match=r"PORTAL_BASEMAP_FILE.*pbf"):
        Basemap(settings_with(PORTAL_BASEMAP_FILE=file))


def test_a_vector_pmtiles_file_stops_the_start(settings_with: Make, tmp_path: Path) -> None:
    file = _pmtiles(tmp_path / "city.pmtiles", TileType.MVT)
    with pytest.raises(WrongSetting, match=r"PORTAL_BASEMAP_FILE.*mvt"):
        Basemap(settings_with(PORTAL_BASEMAP_FILE=file))


@pytest.mark.parametrize("name", ["city.pmtiles", "city.mbtiles"])
def test_a_broken_file_stops_the_start(settings_with: Make, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"no map at all" * 20)
    with pytest.raises(WrongSetting, match="cannot be read"):
        Basemap(settings_with(PORTAL_BASEMAP_FILE=str(tmp_path / name)))
