"""The big map: its list, its tiles, and that both know only what is published."""

import re
from collections.abc import Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.kernel.geo import Point, tile_of
from tests.cast import Villager
from tests.contributions.page_of import cards
from tests.factories import works

pytestmark = pytest.mark.usefixtures("english")


def of_tiles(client: FlaskClient, zoom: int, query: str = "") -> tuple[int, list[str]]:
    """How many works all tiles around Brest count at a zoom, and the ids of the pins."""
    count, names = 0, list[str]()
    for x, y in _tiles_around_brest(zoom):
        data = client.get(f"/map/contributions/{zoom}/{x}/{y}.json{query}").json
        assert data is not None
        count += len(data["points"]) + sum(cluster["count"] for cluster in data["clusters"])
        names += [pin["id"] for pin in data["points"]]
    return count, names


def _tiles_around_brest(zoom: int) -> set[tuple[int, int]]:
    corners = [tile_of(Point(lat, lng), zoom) for lat in (48.36, 48.40) for lng in (-4.52, -4.46)]
    columns, rows = zip(*[(tile[-2], tile[-1]) for tile in corners], strict=True)
    return {
        (x, y)
        for x in range(min(columns), max(columns) + 1)
        for y in range(min(rows), max(rows) + 1)
    }


@pytest.mark.parametrize("zoom", [0, 3, 9, 12])
def test_tiles_count_each_public_work_once(
    client: FlaskClient, found: dict[str, str], zoom: int
) -> None:
    assert of_tiles(client, zoom)[0] == 2


def test_many_works_become_clusters_of_the_same_number(
    app: Flask, client: FlaskClient, cast: Mapping[str, Villager]
) -> None:
    with app.app_context():
        for number in range(45):
            works.published(cast["maelle"], latitude=48.37 + number / 2000, longitude=-4.49)
    data = client.get("/map/contributions/0/0/0.json").json
    assert data is not None and data["clusters"]
    for zoom in (0, 9, 12):
        assert of_tiles(client, zoom)[0] == 45


def test_a_hidden_work_is_in_no_tile(client: FlaskClient, found: dict[str, str]) -> None:
    hidden = found["hidden"].rsplit("/", 1)[1]
    for zoom in (0, 9, 12):
        assert hidden not in of_tiles(client, zoom)[1]


def test_a_tile_shows_a_coarsened_place_where_it_is_published(
    client: FlaskClient, found: dict[str, str]
) -> None:
    data = client.get("/map/contributions/0/0/0.json?tag=travail").json
    assert data is not None
    (pin,) = data["points"]
    assert found["port"].endswith(pin["id"])
    assert abs(pin["lat"] - 48.3815) > 1e-5 or abs(pin["lng"] + 4.4912) > 1e-5
    assert abs(pin["lat"] - 48.3815) < 0.01


def test_tiles_follow_the_filters(client: FlaskClient, found: dict[str, str]) -> None:
    assert of_tiles(client, 9, "?licence=CC0-1.0")[0] == 1
    assert of_tiles(client, 9, "?tag=nothing")[0] == 0


@pytest.mark.parametrize("path", ["40/0/0", "3/9/0", "3/0/8"])
def test_a_tile_that_cannot_be_is_refused(client: FlaskClient, path: str) -> None:
    assert client.get(f"/map/contributions/{path}.json").status_code == 422


def test_a_layer_nobody_made_is_not_found(client: FlaskClient) -> None:
    assert client.get("/map/treasure/0/0/0.json").status_code == 404


def test_the_list_shows_what_lies_in_the_box(client: FlaskClient, found: dict[str, str]) -> None:
    inside = client.get("/map/list?bbox=-4.6,48.3,-4.4,48.5").text
    assert set(cards(inside)) == {found["port"], found["phare"]}
    assert 'data-count="2"' in inside
    assert cards(client.get("/map/list?bbox=2,48,3,49").text) == []


def test_the_list_is_a_fragment_with_its_filters(
    client: FlaskClient, found: dict[str, str]
) -> None:
    page = client.get("/map/list?tag=travail&bbox=-5,48,-4,49").text
    assert "<html" not in page
    on = re.search(r'id="chip-tag" href="([^"]+)" data-filter aria-current="true"', page)
    assert on is not None
    assert on[1] == "/map?bbox=-5,48,-4,49"


def test_the_page_works_without_its_map(client: FlaskClient, found: dict[str, str]) -> None:
    page = client.get("/map?tag=travail").text
    assert cards(page) == [found["port"]]
    assert 'data-query="tag=travail"' in page


def test_a_box_that_is_none_is_refused(client: FlaskClient) -> None:
    assert client.get("/map?bbox=here").status_code == 422


def test_no_words_of_people_are_in_the_shell(
    app: Flask, client: FlaskClient, cast: Mapping[str, Villager]
) -> None:
    with app.app_context():
        works.published(cast["maelle"], title="{{7*191}}{% x")
    answer = client.get("/map")
    assert answer.status_code == 200
    assert "{{7*191}}{% x" in answer.text
    assert "1337" not in answer.text
