"""The gallery: filters, pages, and what it says when nothing fits."""

from collections.abc import Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Villager
from tests.contributions.page_of import address, cards, walk
from tests.factories import works

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def some(app: Flask, cast: Mapping[str, Villager]) -> dict[str, str]:
    """Four public works and one that is hidden, by name."""
    with app.app_context():
        made = {
            "old": works.published(cast["maelle"], edtf="1944~", tags=("Port",)),
            "new": works.published(cast["yann"], edtf="2020", tags=("Port", "Fête")),
            "free": works.published(cast["yann"], licence="CC0-1.0"),
            "far": works.published(cast["maelle"], latitude=47.0, longitude=-3.0),
        }
        return {name: address(work) for name, work in made.items()}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"old", "new", "free", "far"}),
        ("?tag=port", {"old", "new"}),
        ("?tag=F%C3%8ATE", {"new"}),
        ("?person=maelle", {"old", "far"}),
        ("?licence=CC0-1.0", {"free"}),
        ("?from=1940&to=1950", {"old"}),
        ("?to=1930", set()),
        ("?bbox=-3.5,46.5,-2.5,47.5", {"far"}),
        ("?tag=port&person=yann", {"new"}),
        ("?person=nobody-of-this-name", set()),
    ],
)
def test_filters_narrow(
    client: FlaskClient, some: dict[str, str], asked: str, found: set[str]
) -> None:
    shown = cards(client.get(f"/contributions/{asked}").text)
    assert sorted(shown) == sorted(some[name] for name in found)


def test_newest_come_first(client: FlaskClient, some: dict[str, str]) -> None:
    newest_first = [some[name] for name in ("far", "free", "new", "old")]
    assert cards(client.get("/contributions/").text) == newest_first


def test_each_filter_that_is_on_leads_to_the_list_without_it(
    client: FlaskClient, some: dict[str, str]
) -> None:
    page = client.get("/contributions/?tag=fete&person=yann").text
    assert 'href="/contributions/?person=yann" aria-current="true"' in page
    assert "#Fête" in page
    assert "Yann Le Bihan" in page


def test_walking_all_pages_shows_each_work_once(
    app: Flask, client: FlaskClient, cast: Mapping[str, Villager]
) -> None:
    with app.app_context():
        made = [address(works.published(cast["maelle"], tags=("Port",))) for _ in range(50)]
    assert walk(client, "/contributions/?tag=port") == made[::-1]


def test_a_work_added_while_walking_moves_nothing(
    app: Flask, client: FlaskClient, cast: Mapping[str, Villager]
) -> None:
    with app.app_context():
        made = [address(works.published(cast["maelle"])) for _ in range(26)]
    first = client.get("/contributions/").text
    with app.app_context():
        works.published(cast["yann"])
    following = walk(client, first.split('rel="next" href="')[1].split('"')[0])
    assert cards(first) + following == made[::-1]


@pytest.mark.parametrize(
    "asked",
    ["kind=zeppelin", "licence=none", "from=long-ago", "to=1e9", "bbox=1,2,3", "bbox=5,9,1,2",
     "tag=" + "x" * 101, "cursor=%00"],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_refused_in_words(client: FlaskClient, asked: str) -> None:
    answer = client.get(f"/contributions/?{asked}")
    assert answer.status_code == 422
    assert "Something does not fit yet" in answer.text


def test_nothing_that_fits_offers_the_way_back(client: FlaskClient, some: dict[str, str]) -> None:
    page = client.get("/contributions/?tag=nothing-like-it").text
    assert "Nothing fits all of these filters" in page
    assert '<a class="button button--main" href="/contributions/">' in page


def test_an_empty_portal_invites(client: FlaskClient) -> None:
    assert "The first picture is yours" in client.get("/contributions/").text


def test_a_fragment_is_the_cards_alone(client: FlaskClient, some: dict[str, str]) -> None:
    page = client.get("/contributions/?fragment=1&tag=port").text
    assert "<html" not in page
    assert cards(page) == [some["new"], some["old"]]
