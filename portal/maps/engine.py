"""The maps of one portal, as app.py registers them."""

from dataclasses import replace
from typing import cast

from flask import Flask, current_app

from portal.config import Settings
from portal.maps.basemap import Basemap
from portal.maps.outline import outline
from portal.maps.shell import Kind, MapLayer, MapOptions, Shell, map_shell

EXTENSION = "portal.maps"
ZOOMS = {"browse": 12, "work": 16, "pick": 13, "mini": 11}


class Maps:
    """What views need of maps: shells, tiles and the outline."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.basemap = Basemap(settings)
        self._options = MapOptions(
            center=settings.center,
            tiles=self.basemap.kind != "outline",
            tile_zoom=self.basemap.max_zoom,
            attribution=self.basemap.attribution,
        )

    def shell(self, kind: Kind, language: str, *layers: MapLayer) -> Shell:
        """The shell of a map of this portal, centred on the city; see `map_shell`."""
        options = replace(self._options, zoom=ZOOMS[kind])
        return map_shell(kind, language, options=options, layers=layers)

    def outline(self) -> bytes:
        """GeoJSON of land and sea; the first call in a data directory takes two seconds."""
        return outline(self._settings)


def register(app: Flask, settings: Settings) -> Maps:
    """Give the app its maps; raises WrongSetting when the city's map file cannot be used."""
    maps = app.extensions[EXTENSION] = Maps(settings)
    return maps


def current_maps() -> Maps:
    """The maps of the app that serves the present request."""
    return cast(Maps, current_app.extensions[EXTENSION])
