"""The base map: from the city's own file, or a tile server through our cache, or none."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from portal.config import Settings
from portal.kernel.errors import Invalid
from portal.kernel.geo import tile_box
from portal.maps.tile_files import MbtilesFile, PmtilesFile
from portal.maps.tile_proxy import proxy_to
from portal.maps.tile_source import Tile, TileSource

CACHE_LIMIT = 512 * 1024 * 1024  # bytes of fetched tiles kept on disk


class Basemap:
    """Base map tiles. `kind` says where from; None from `find_tile` means: show the outline.

    Raises WrongSetting at start when the city's file cannot be used.
    """

    def __init__(self, settings: Settings, cache_limit: int = CACHE_LIMIT) -> None:
        self.attribution = settings.tiles_attribution
        self.kind: Literal["file", "server", "outline"] = "outline"
        self._source: TileSource | None = None
        if settings.basemap_file:
            self.kind, self._source = "file", _file(settings.basemap_file)
        elif settings.tiles_url != "off":
            folder = settings.data_dir / "basemap_cache"
            agent = f"commons-portal/{_version()} (+{settings.url})"
            self.kind = "server"
            self._source = proxy_to(settings.tiles_url, agent, folder, cache_limit)

    @property
    def max_zoom(self) -> int:
        """The closest zoom with tiles of its own; the browser enlarges beyond it."""
        return self._source.max_zoom if self._source else 0

    @property
    def may_be_copied(self) -> bool:
        """Whether tiles may go into a copy for use without network (rule 2)."""
        return self._source is not None and self._source.may_be_copied

    def find_tile(self, z: int, x: int, y: int) -> Tile | None:
        """The tile at zoom `z`, column `x`, row `y` (as OpenStreetMap counts), within 2 s.

        None when there is no such tile, no source, or the source does not answer.
        """
        source = self._source
        if source is None or not source.min_zoom <= z <= source.max_zoom:
            return None
        try:
            tile_box(z, x, y)
        except Invalid:
            return None
        return source.find(z, x, y)


def _file(path: Path) -> TileSource:
    return PmtilesFile(path) if path.suffix == ".pmtiles" else MbtilesFile(path)


def _version() -> str:
    try:
        return version("commons-portal")
    except PackageNotFoundError:
        return "0"
