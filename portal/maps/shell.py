"""The shell of a map: an element with data attributes, which static/maps/boot.js brings to life.

No text that people wrote goes through here (rule 1 of the design): works arrive as JSON by
address, and what a single page adds is put in after folium, by `Shell.with_data`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from flask_babel import force_locale
from markupsafe import Markup, escape

from portal.kernel.geo import Point
from portal.maps.words import words_for

Kind = Literal["browse", "work", "pick", "mini"]
STYLES = ("/static/vendor/leaflet/leaflet.css", "/static/maps/maps.css")
SCRIPTS = ("/static/vendor/leaflet/leaflet.js", "/static/maps/boot.js")


@dataclass(frozen=True)
class MapLayer:
    """One source of works: `name` is its key, `title` what the layer switch shows.

    `url` holds {z}, {x} and {y} for tiles of data, or none of them for one small document of
    the same shape. `max_zoom` is the closest zoom for which the address answers.
    """

    name: str
    url: str
    title: str = ""
    max_zoom: int = 18


@dataclass(frozen=True)
class MapOptions:
    """What all maps of a portal share; zooms as in OpenStreetMap, `tile_zoom` the closest
    zoom for which the base map has tiles. `tiles` is false where only the outline is shown."""

    center: Point
    zoom: int = 12
    min_zoom: int = 2
    max_zoom: int = 19
    tiles: bool = True
    tile_zoom: int = 19
    attribution: str = ""
    tiles_url: str = "/basemap/{z}/{x}/{y}.png"
    outline_url: str = "/basemap/outline.json"


@dataclass(frozen=True)
class Shell:
    """A map for a page: its element, and the files it needs, in order.

    Scripts under /static/vendor/ are classic ones, the others are modules; `head` has the tags.
    """

    html: Markup
    styles: tuple[str, ...]
    scripts: tuple[str, ...]

    @property
    def head(self) -> Markup:
        """Tags for the page's head; all are external and none blocks the page."""
        links = [Markup('<link rel="stylesheet" href="{}">').format(url) for url in self.styles]
        return Markup("\n").join([*links, *map(_script_tag, self.scripts)])

    def with_data(self, data: Mapping[str, object]) -> Markup:
        """The element with the page's own data attributes, such as `{"query": "q=phare"}`.

        Underscores become hyphens and values are escaped; True gives an empty attribute, None
        and False give none. Names that the shell has already are not for pages; which names
        each kind knows stands at the top of its module in static/maps/.
        """
        own = [_attribute(name, value) for name, value in data.items()]
        return self.html.replace("<div ", Markup("<div ") + Markup("").join(own), 1)


def map_shell(
    kind: Kind,
    language: str,
    *,
    options: MapOptions,
    layers: tuple[MapLayer, ...] = (),
) -> Shell:
    """The shell of a map; the same arguments give the same bytes, from memory after the first.

    `language` is one of the portal's; the words are translated into it whatever the reader's.
    """
    return _built(kind, language, options, layers)


@lru_cache(maxsize=128)
def _built(kind: Kind, language: str, options: MapOptions, layers: tuple[MapLayer, ...]) -> Shell:
    # Lazily: folium costs some 30 MB, which only processes that show a map should pay.
    from portal.maps.folium_shell import render

    with force_locale(language):
        words = words_for(kind, language)
    return Shell(Markup(render(kind, options, layers, words)), STYLES, SCRIPTS)  # noqa: S704 - escaped by the template


def _script_tag(url: str) -> Markup:
    classic = url.startswith("/static/vendor/")
    kind = Markup("defer") if classic else Markup('type="module"')
    return Markup('<script {} src="{}"></script>').format(kind, url)


def _attribute(name: str, value: object) -> Markup:
    if value is None or value is False:
        return Markup("")
    text = "" if value is True else value
    return Markup('data-{}="{}" ').format(escape(name.replace("_", "-")), text)
