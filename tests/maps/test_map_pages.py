"""Maps in a real browser, under the strictest content security policy."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect
from werkzeug.serving import make_server

from portal.config import ROOT, Settings
from portal.kernel.geo import Point, coarsen
from tests.maps.map_site import HOSTILE, make_site

LEAFLET = ROOT / "static" / "vendor" / "leaflet" / "leaflet.js"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not LEAFLET.exists(), reason="static/vendor is not built: make vendor"),
]


class Visitor:
    """A browser tab that keeps every complaint and every foreign request."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith(home) else self.foreign.append(r.url))

    def opens(self, path: str) -> None:
        self.page.goto(self.home + path)
        expect(self.page.locator(".leaflet-container")).to_be_visible()

    def clicks_map(self, x: float, y: float) -> None:
        self.page.locator(".map").click(position={"x": x, "y": y})

    def field(self, name: str) -> str:
        return self.page.get_by_label(name, exact=True).input_value()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    args = ["--no-sandbox", "--disable-background-networking"]
    return {"executable_path": "/usr/bin/chromium", "args": args}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, object]:
    place = {"latitude": 48.4, "longitude": -4.49, "accuracy": 12}
    size = {"width": 900, "height": 700}
    return {"viewport": size, "reduced_motion": "reduce", "geolocation": place}


@pytest.fixture
def site(settings_with: Callable[..., Settings], tmp_path: Path) -> Iterator[tuple[str, object]]:
    # A tile server that is never asked: the site answers /basemap itself.
    app = make_site(settings_with(PORTAL_TILES_URL="http://127.0.0.1:9/{z}/{x}/{y}.png"))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", app
    server.shutdown()
    server.server_close()


@pytest.fixture
def visitor(page: Page, site: tuple[str, object]) -> Visitor:
    page.set_default_timeout(8_000)
    return Visitor(page, site[0])


@pytest.mark.parametrize("kind", ["browse", "pick", "work", "mini"])
def test_no_map_breaks_the_policy_or_asks_others(visitor: Visitor, kind: str) -> None:
    visitor.opens(f"/{kind}")
    expect(visitor.page.locator("img.leaflet-tile-loaded").first).to_be_visible()
    visitor.page.get_by_role("button", name="Zoom in").click()
    visitor.page.wait_for_load_state("networkidle")
    assert visitor.complaints == []
    assert visitor.foreign == []


@pytest.mark.parametrize("kind", ["browse", "pick", "work", "mini"])
def test_axe_finds_nothing_in_a_map(visitor: Visitor, kind: str) -> None:
    visitor.opens(f"/{kind}")
    visitor.page.wait_for_load_state("networkidle")
    found = Axe().run(visitor.page, context=".map")
    assert found.response["violations"] == []


def test_a_cluster_says_how_many_and_opens_when_clicked(visitor: Visitor) -> None:
    visitor.opens("/browse")
    cluster = visitor.page.get_by_role("button", name="23 works")
    expect(cluster).to_be_visible()
    cluster.press("Enter")
    expect(visitor.page).to_have_url(re.compile(r"bbox=.*#map=1"))
    assert int(visitor.page.url.split("#map=")[1].split("/")[0]) > 12


def test_a_title_enters_the_popup_as_text(visitor: Visitor) -> None:
    visitor.opens("/browse")
    visitor.page.get_by_role("button", name=HOSTILE, exact=True).click()
    link = visitor.page.locator(".leaflet-popup a[href*='contributions']")
    expect(link).to_have_text(HOSTILE)
    expect(link).to_be_focused()
    assert visitor.page.title() == "map"
    assert visitor.complaints == []


def test_moving_the_map_updates_the_list_and_the_address(visitor: Visitor) -> None:
    visitor.opens("/browse?q=phare")
    visitor.page.locator(".map").focus()
    visitor.page.keyboard.press("ArrowRight")
    expect(visitor.page.locator("#list li")).to_contain_text("-4.")
    expect(visitor.page.locator(".map-announcement")).to_have_text("3 works")
    assert "q=phare" in visitor.page.url
    assert "bbox=" in visitor.page.url


def test_the_address_gives_the_same_view_back(visitor: Visitor) -> None:
    visitor.opens("/browse#map=15/48.38500/-4.45000")
    tile = visitor.page.locator("img.leaflet-tile").first
    expect(tile).to_have_attribute("src", re.compile("/basemap/15/"))


def test_filters_reach_the_data(visitor: Visitor) -> None:
    visitor.opens("/browse?q=nothing")
    expect(visitor.page.get_by_role("button", name="23 works")).to_be_visible()
    expect(visitor.page.locator(".map-pin")).to_have_count(0)


def test_without_tiles_the_outline_shows(visitor: Visitor, site: tuple[str, object]) -> None:
    site[1].config["DOWN"] = True  # type: ignore[attr-defined]
    visitor.opens("/mini")
    expect(visitor.page.locator(".map-land")).to_be_attached()
    expect(visitor.page.locator(".map-status")).to_contain_text("outline")
    assert visitor.complaints == []


def test_tiles_that_come_back_end_the_message(visitor: Visitor, site: tuple[str, object]) -> None:
    visitor.page.clock.install()
    site[1].config["DOWN"] = True  # type: ignore[attr-defined]
    visitor.opens("/mini")
    expect(visitor.page.locator(".map-status")).to_contain_text("outline")
    site[1].config["DOWN"] = False  # type: ignore[attr-defined]
    visitor.page.clock.fast_forward(61_000)
    expect(visitor.page.locator("img.leaflet-tile-loaded").first).to_be_attached()
    expect(visitor.page.locator(".map-status")).to_have_text("")


def test_a_click_sets_the_place_and_fills_the_fields(visitor: Visitor) -> None:
    visitor.opens("/pick")
    visitor.clicks_map(300, 200)
    expect(visitor.page.locator(".map-place")).to_be_visible()
    assert abs(float(visitor.field("Latitude")) - 48.39) < 0.1
    assert abs(float(visitor.field("Longitude")) + 4.486) < 0.2


def test_typed_coordinates_move_the_marker(visitor: Visitor) -> None:
    visitor.opens("/pick")
    visitor.page.get_by_label("Latitude", exact=True).fill("48,41")
    visitor.page.get_by_label("Longitude", exact=True).fill("-4.5")
    visitor.page.locator(".map-place").press("ArrowUp")
    assert 48.41 < float(visitor.field("Latitude")) < 48.42
    assert abs(float(visitor.field("Longitude")) + 4.5) < 0.001


def test_a_pasted_pair_fills_both_fields(visitor: Visitor) -> None:
    visitor.opens("/pick")
    visitor.page.get_by_label("Latitude", exact=True).fill("48.40, -4.47")
    assert (visitor.field("Latitude"), visitor.field("Longitude")) == ("48.40", "-4.47")
    expect(visitor.page.locator(".map-place")).to_be_visible()


def test_where_i_am_now_sets_the_place(visitor: Visitor, context: BrowserContext) -> None:
    context.grant_permissions(["geolocation"])
    visitor.opens("/pick")
    visitor.page.get_by_role("button", name="Where I am now").click()
    expect(visitor.page.locator(".map-status")).to_contain_text("about 12 metres")
    assert (visitor.field("Latitude"), visitor.field("Longitude")) == ("48.400000", "-4.490000")
    assert visitor.page.locator("#acc").input_value() == "12"


def test_a_refused_position_is_told_in_words(visitor: Visitor) -> None:
    visitor.opens("/pick")
    visitor.page.get_by_role("button", name="Where I am now").click()
    expect(visitor.page.locator(".map-status")).to_contain_text("click on the map")


def test_the_precision_shows_what_will_be_published(visitor: Visitor) -> None:
    visitor.opens("/pick")
    visitor.clicks_map(300, 200)
    visitor.page.get_by_label("Precision").select_option("street")
    expect(visitor.page.locator(".map-area")).to_be_attached()
    visitor.page.get_by_label("Precision").select_option("hidden")
    expect(visitor.page.locator(".map-area")).to_have_count(0)
    expect(visitor.page.locator(".map-status")).to_have_text("The place is not published.")


@pytest.mark.parametrize("metres", [50, 500])
def test_the_square_is_the_one_the_server_publishes(visitor: Visitor, metres: int) -> None:
    visitor.opens("/pick")
    for place in (Point(48.39041, -4.48612), Point(-33.2, 151.1), Point(0.001, -0.001)):
        there = json.dumps({"lat": place.latitude, "lng": place.longitude})
        centre = visitor.page.evaluate(
            f"import('/static/maps/grid.js').then(m => m.gridCell({there}, {metres}).getCenter())"
        )
        right = coarsen(place, metres)
        assert (centre["lat"], centre["lng"]) == pytest.approx(
            (right.latitude, right.longitude), abs=1e-6
        )


def test_a_coarsened_place_is_an_area_and_no_pin(visitor: Visitor) -> None:
    visitor.opens("/work")
    expect(visitor.page.locator(".map-area")).to_be_attached()
    expect(visitor.page.locator(".map-place")).to_have_count(0)
    expect(visitor.page.locator(".map-status")).to_contain_text("500 metres")
