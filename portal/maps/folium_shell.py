"""The only file that imports folium: a map of ours, drawn as plain HTML with data attributes.

folium's own templates make a head that forbids zooming, inline styles and inline scripts; ours
replace them. branca renders what a template gave as a template again, so every brace of a value
leaves here as a character reference.
"""

import itertools
from collections.abc import Mapping

import folium
from branca.element import Figure
from folium.map import Layer
from folium.template import Template
from markupsafe import escape

from portal.maps.shell import SCRIPTS, STYLES, MapLayer, MapOptions

MAP = """
{%- macro html(this, kwargs) -%}
<div class="map map-{{ this.kind }}" id="map-{{ this.kind }}" {{ this.attributes() }}>
{%- for layer in this._children.values() %}
<span hidden {{ layer.attributes() }}></span>
{%- endfor %}
</div>
{%- endmacro -%}
"""
SILENT = Template("")


class ShellMap(folium.Map):
    """A folium map that renders to one element; its children tell their data attributes."""

    _template = Template(MAP)
    # Lists of its own: folium's are shared by all maps of the process.
    default_js = list(zip(("leaflet", "boot"), SCRIPTS, strict=True))
    default_css = list(zip(("leaflet_css", "maps_css"), STYLES, strict=True))

    def __init__(self, kind: str, options: MapOptions, words: Mapping[str, str]) -> None:
        center = options.center
        super().__init__(
            location=(center.latitude, center.longitude), zoom_start=options.zoom, tiles=None
        )
        self._id = kind  # folium draws a random one
        self.kind = kind
        self._own = options
        self._words = words

    def attributes(self) -> str:
        """The map's data attributes, ready for the template."""
        latitude, longitude = self.location
        return data_attributes(
            {
                "map": self.kind,
                "center": f"{latitude},{longitude}",
                "zoom": self.options["zoom"],
                "min-zoom": self._own.min_zoom,
                "max-zoom": self._own.max_zoom,
                **self._words,
            }
        )


class ShellTiles(folium.TileLayer):
    """The base map."""

    _template = SILENT

    def attributes(self) -> str:
        """The layer's data attributes."""
        return data_attributes(
            {
                "layer": "tiles",
                "url": self.tiles,
                "attribution": self.options["attribution"],
                "max-zoom": self.options["max_native_zoom"],
            }
        )


class ShellLayer(Layer):
    """Anything that comes by address: the outline, or a layer of works."""

    _template = SILENT

    def __init__(self, name: str, what: Mapping[str, object]) -> None:
        super().__init__(name=name)
        self._name, self._id = "Layer", name
        self._what = what

    def attributes(self) -> str:
        """The layer's data attributes."""
        return data_attributes(self._what)


def render(
    kind: str, options: MapOptions, layers: tuple[MapLayer, ...], words: Mapping[str, str]
) -> str:
    """The HTML of a map's shell: one div, a hidden span for each layer, nothing inline."""
    shell = ShellMap(kind, options, words)
    for child in itertools.chain(_base_layers(options), map(_works_layer, layers)):
        shell.add_child(child)
    figure = shell.get_root()
    if not isinstance(figure, Figure):
        raise TypeError("folium put the map into something else than a figure")
    shell.render()  # type: ignore[no-untyped-call]
    return str(figure.html.render()).strip()


def data_attributes(values: Mapping[str, object]) -> str:
    """`data-…` attributes, escaped for HTML and for the second rendering by branca."""
    pairs = ((name, str(escape(str(value)))) for name, value in values.items())
    return " ".join(
        f'data-{name}="{text.replace("{", "&#123;").replace("}", "&#125;")}"'
        for name, text in pairs
    )


def _base_layers(options: MapOptions) -> list[Layer]:
    outline = ShellLayer("outline", {"layer": "outline", "url": options.outline_url})
    if not options.tiles:
        return [outline]
    tiles = ShellTiles(
        tiles=options.tiles_url,
        attr=options.attribution or " ",  # folium insists on some text
        max_native_zoom=options.tile_zoom,
        max_zoom=options.max_zoom,
    )
    tiles._id = "tiles"
    return [tiles, outline]


def _works_layer(layer: MapLayer) -> Layer:
    what = {
        "layer": "works",
        "name": layer.name,
        "url": layer.url,
        "title": layer.title,
        "max-zoom": layer.max_zoom,
    }
    return ShellLayer(f"works_{layer.name}", what)
