"""The shell of a map: plain HTML, the same bytes each time, nothing inline."""

import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser

import folium
import pytest
from flask import Flask
from flask_babel import Babel

from portal.config import Settings
from portal.kernel.geo import Point
from portal.maps import Kind, MapLayer, MapOptions, Shell, current_maps, map_shell, register
from portal.maps.shell import _built

OPTIONS = MapOptions(center=Point(48.39, -4.48), attribution="© OpenStreetMap")
WORKS = MapLayer("works", "/map/works/{z}/{x}/{y}.json", "Works")
KINDS: list[Kind] = ["browse", "work", "pick", "mini"]


class Reader(HTMLParser):
    """Collects tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), "an attribute twice"
        self.tags.append((tag, dict(attrs)))


def _shell(kind: Kind = "browse", language: str = "en") -> Shell:
    return map_shell(kind, language, options=OPTIONS, layers=(WORKS,))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_inline_comes_out(kind: Kind) -> None:
    tags = Reader(_shell(kind).html).tags
    assert {tag for tag, _ in tags} == {"div", "span"}
    names = {name for _, attributes in tags for name in attributes}
    assert all(name in {"class", "id", "hidden"} or name.startswith("data-") for name in names)


def test_each_layer_is_told_by_data_attributes() -> None:
    layers = {a["data-layer"]: a for tag, a in Reader(_shell().html).tags if tag == "span"}
    assert layers["tiles"]["data-url"] == "/basemap/{z}/{x}/{y}.png"
    assert layers["tiles"]["data-attribution"] == "© OpenStreetMap"
    assert layers["outline"]["data-url"] == "/basemap/outline.json"
    assert layers["works"]["data-url"] == "/map/works/{z}/{x}/{y}.json"


def test_without_tiles_only_the_outline_is_told() -> None:
    shell = map_shell("mini", "en", options=MapOptions(Point(1, 2), tiles=False))
    assert [a.get("data-layer") for _, a in Reader(shell.html).tags] == [None, "outline"]


def test_the_bytes_are_the_same_each_time() -> None:
    first = _shell().html
    _built.cache_clear()
    assert _shell().html == first


def test_a_shell_is_built_once_for_kind_and_language() -> None:
    assert _shell("pick", "fr") is _shell("pick", "fr")
    assert _shell("pick", "fr") is not _shell("pick", "br")
    assert _shell("pick", "fr") is not _shell("work", "fr")


def test_folium_keeps_its_own_lists() -> None:
    before = list(folium.Map.default_js), list(folium.Map.default_css)
    _built.cache_clear()
    _shell()
    assert (folium.Map.default_js, folium.Map.default_css) == before


@pytest.mark.parametrize("text", ["{{7*191}}", "{% x", "{# x", "`", '"><script>', "é\u202e"])
def test_no_value_is_read_as_a_template(text: str) -> None:
    options = MapOptions(center=Point(1, 2), attribution=text)
    shell = map_shell("work", "en", options=options)
    tiles = next(a for _, a in Reader(shell.html).tags if a.get("data-layer") == "tiles")
    assert tiles["data-attribution"] == text


@pytest.mark.parametrize("text", ["{{7*191}}", "{% x", '"><script>', "a & b"])
def test_what_a_page_adds_stays_text(text: str) -> None:
    html = _shell().with_data({"list_url": text, "living": True, "place": None})
    tags = Reader(html).tags
    assert tags[0][1]["data-list-url"] == text
    assert tags[0][1]["data-living"] == ""
    assert "data-place" not in tags[0][1]
    assert {tag for tag, _ in tags} == {"div", "span"}


def test_all_files_are_our_own_and_external() -> None:
    head = Reader(_shell().head).tags
    addresses = [a.get("href") or a.get("src") or "" for _, a in head]
    assert all(address.startswith("/static/") for address in addresses)
    scripts = [a for tag, a in head if tag == "script"]
    assert ["defer" in a or a.get("type") == "module" for a in scripts] == [True, True]


def test_the_engine_centres_on_the_city(settings_with: Callable[..., Settings]) -> None:
    app = Flask(__name__)
    Babel(app)
    register(app, settings_with(PORTAL_CENTER="51.05,3.72"))
    with app.test_request_context():
        shell = current_maps().shell("mini", "nl", WORKS)
    assert Reader(shell.html).tags[0][1]["data-center"] == "51.05,3.72"


def test_folium_is_imported_only_when_a_shell_is_built() -> None:
    code = "import sys, portal.maps; sys.exit(any(m in sys.modules for m in ('folium', 'shapely')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
