"""Maps: shells for pages, the base map behind them, and the shape of map data."""

from portal.maps.basemap import Basemap
from portal.maps.engine import Maps, current_maps, register
from portal.maps.shell import Kind, MapLayer, MapOptions, Shell, map_shell
from portal.maps.tile_data import (
    Cluster,
    Pin,
    TileData,
    cell_box,
    cell_centre,
    cell_cluster,
    cell_shift,
)
from portal.maps.tile_source import Tile

__all__ = [
    "Basemap",
    "Cluster",
    "Kind",
    "MapLayer",
    "MapOptions",
    "Maps",
    "Pin",
    "Shell",
    "Tile",
    "TileData",
    "cell_box",
    "cell_centre",
    "cell_cluster",
    "cell_shift",
    "current_maps",
    "map_shell",
    "register",
]
