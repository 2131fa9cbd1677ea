"""An exact place that is a secret: in no answer, and no question leads to it."""

import io
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from PIL import Image

from portal.contributions.models import Contribution
from portal.database import db
from portal.kernel import geo, ids
from tests.factories import works
from tests.security import atlas, secrets
from tests.security.conftest import NOBODY, House, ask

pytestmark = pytest.mark.slow
PRECISIONS = ("street", "neighbourhood", "hidden")
GPS = 0x8825
FINE = 1e-6  # degrees: about 0.1 m
REACH = 1_000  # metres: how far "near here" looks


@dataclass(frozen=True)
class Coarse:
    """A house with one coarsened work of each precision, and one of another citizen."""

    house: House
    work: dict[str, int]
    other: int

    def published(self, precision: str) -> geo.Point | None:
        with self.house.app.app_context():
            return db.session.get_one(Contribution, self.work[precision]).published_place

    def texts(self, viewer: str) -> dict[str, str]:
        """Every answer to that viewer, map data and filters included."""
        world = atlas.World([*self.work.values(), self.other], ["maelle"], [secrets.EXACT])
        client = self.house.clients[viewer]
        return {a: ask(client, a).text for a in atlas.addresses(self.house.app, world)}


@pytest.fixture(scope="module")
def coarse(house: House) -> Coarse:
    with house.app.app_context():
        work = {p: secrets.coarse(house.cast["maelle"], p) for p in PRECISIONS}
        other = works.published(house.cast["yann"]).id
        works.settle_jobs()
    return Coarse(house, work, other)


@pytest.mark.parametrize("viewer", [NOBODY, "yann"])
def test_exact_digits_are_nowhere(coarse: Coarse, viewer: str) -> None:
    texts = coarse.texts(viewer)
    assert [a for a, text in texts.items() if any(d in text for d in secrets.DIGITS)] == []


def test_the_contributor_reads_the_digits(coarse: Coarse) -> None:
    """Were the digits written otherwise, the test above would be blind."""
    texts = coarse.texts("maelle")
    assert any(d in text for text in texts.values() for d in secrets.DIGITS)


def test_published_files_carry_no_place(coarse: Coarse) -> None:
    for work_id in coarse.work.values():
        for recipe in atlas.RECIPES:
            response = coarse.house.clients[NOBODY].get(f"/media/{ids.encode(work_id)}/{recipe}")
            if response.status_code == 404:
                continue  # a small picture has fewer sizes
            with Image.open(io.BytesIO(response.data)) as image:
                assert not dict(image.getexif().get_ifd(GPS)), recipe
            assert b"exif:GPS" not in response.data


def _listing(coarse: Coarse, precision: str) -> list[str]:
    """The addresses that take a box: those that show the work inside it and not outside."""
    name, listed = ids.encode(coarse.work[precision]), []
    for address in atlas.addresses(coarse.house.app, atlas.World()):
        inside = _shown(coarse, address, (-4.6, 48.3, -4.4, 48.5))
        outside = _shown(coarse, address, (10.0, 10.0, 11.0, 11.0))
        if name in inside and name not in outside:
            listed.append(address)
    return listed


def _shown(coarse: Coarse, address: str, box: tuple[float, ...]) -> str:
    query = urlencode({"bbox": ",".join(f"{side:.9f}" for side in box), "limit": 100})
    return coarse.house.clients[NOBODY].get(f"{address}?{query}").get_data(as_text=True)


def _bisect(low: float, high: float, is_below: Callable[[float], bool]) -> float:
    while high - low > FINE / 4:
        middle = (low + high) / 2
        low, high = (low, middle) if is_below(middle) else (middle, high)
    return (low + high) / 2


@pytest.mark.parametrize("precision", ["street", "neighbourhood"])
def test_bisecting_with_boxes_finds_only_the_published_place(
    coarse: Coarse, precision: str
) -> None:
    name, published = ids.encode(coarse.work[precision]), coarse.published(precision)
    assert published is not None
    listed = _listing(coarse, precision)
    assert {"/contributions/", "/map/list"} <= set(listed)
    for address in listed:
        longitude = _bisect(
            -4.6, -4.4, lambda at, a=address: name in _shown(coarse, a, (-4.6, 48.3, at, 48.5))
        )
        latitude = _bisect(
            48.3, 48.5, lambda at, a=address: name in _shown(coarse, a, (-4.6, 48.3, -4.4, at))
        )
        found = geo.Point(latitude, longitude)
        assert geo.distance(found, published) < 0.5, address


def test_a_hidden_place_is_in_no_box_at_all(coarse: Coarse) -> None:
    assert _listing(coarse, "hidden") == []


@pytest.mark.parametrize("precision", ["street", "neighbourhood"])
def test_going_down_the_tiles_ends_at_the_published_place(coarse: Coarse, precision: str) -> None:
    name, published = ids.encode(coarse.work[precision]), coarse.published(precision)
    assert published is not None
    x = y = 0
    for zoom in range(1, geo.CELL_ZOOM + 1):
        quarters = [(2 * x + i, 2 * y + j) for i in (0, 1) for j in (0, 1)]
        holding = [at for at in quarters if _pins(coarse, zoom, *at).get(name)]
        assert holding == [geo.tile_of(published, zoom)]
        x, y = holding[0]
    latitude, longitude = _pins(coarse, geo.CELL_ZOOM, x, y)[name]
    assert math.isclose(latitude, published.latitude, abs_tol=FINE)
    assert math.isclose(longitude, published.longitude, abs_tol=FINE)


def _pins(coarse: Coarse, zoom: int, x: int, y: int) -> dict[str, tuple[float, float]]:
    address = f"/map/contributions/{zoom}/{x}/{y}.json"
    data = json.loads(coarse.house.clients[NOBODY].get(address).get_data())
    return {pin[0]: (pin[1], pin[2]) for pin in map(_pin, data["points"])}


def _pin(point: dict[str, object]) -> tuple[str, float, float]:
    return str(point["id"]), float(str(point["lat"])), float(str(point["lng"]))


@pytest.mark.parametrize("precision", ["street", "neighbourhood"])
def test_near_here_is_measured_from_the_published_place(coarse: Coarse, precision: str) -> None:
    """A citizen moves a work of their own until the other one drops out of "near here"."""
    published = coarse.published(precision)
    assert published is not None
    degrees = REACH / geo.METRES_PER_DEGREE
    for sign in (-1, 1):
        just_in = geo.Point(published.latitude + sign * degrees * 0.999, published.longitude)
        just_out = geo.Point(published.latitude + sign * degrees * 1.001, published.longitude)
        assert _is_near(coarse, precision, just_in)
        assert not _is_near(coarse, precision, just_out)


def _is_near(coarse: Coarse, precision: str, place: geo.Point) -> bool:
    with coarse.house.app.app_context():
        work = db.session.get_one(Contribution, coarse.other)
        here = {"latitude": place.latitude, "longitude": place.longitude}
        work.take(work.content.changed(**here))
        db.session.commit()
    page = ask(coarse.house.clients["yann"], f"/contributions/{ids.encode(coarse.other)}")
    return ids.encode(coarse.work[precision]) in page.text
