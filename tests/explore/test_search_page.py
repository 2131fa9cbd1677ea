"""The search page: words and filters in, marked passages out, and nothing that is hidden."""

import re

import pytest
from flask.testing import FlaskClient

pytestmark = pytest.mark.usefixtures("english")

HIT = re.compile(r'<h2 lang="\w\w"><a href="([^"]+)"')


def hits(page: str) -> list[str]:
    return HIT.findall(page)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("q=grues", ["port"]),
        ("q=GOELANDS", ["port"]),
        ("q=kae", ["port"]),
        ("q=yann", ["phare"]),
        ("q=&tag=travail", ["port"]),
        ("q=&licence=CC0-1.0", ["phare"]),
        ("q=&from=1940&to=1950", ["port"]),
        ("q=grues&licence=CC0-1.0", []),
        ("q=zzzz", []),
    ],
)
def test_words_and_filters_find(
    client: FlaskClient, found: dict[str, str], asked: str, names: list[str]
) -> None:
    assert hits(client.get(f"/search?{asked}").text) == [found[name] for name in names]


def test_what_was_typed_is_marked(client: FlaskClient, found: dict[str, str]) -> None:
    page = client.get("/search?q=goelands").text
    assert "les <mark>goélands</mark> crient" in page


def test_the_passage_is_in_the_language_that_was_found(
    client: FlaskClient, found: dict[str, str]
) -> None:
    page = client.get("/search?q=bagou&lang=fr").text
    assert re.search(r'<p class="hit__passage" lang="br">Ar <mark>bagoù</mark>', page)


def test_filters_are_said_in_words_with_their_counts(
    client: FlaskClient, found: dict[str, str]
) -> None:
    page = client.get("/search?q=").text
    assert "<span>#Rue de Siam</span>" in page
    assert re.search(r'<span>CC0 1.0</span><span class="chip__count">1</span>', page)


def test_a_filter_stays_while_another_is_added(client: FlaskClient, found: dict[str, str]) -> None:
    page = client.get("/search?q=port&from=1940&order=newest").text
    assert 'href="/search?q=port&amp;from=1940&amp;order=newest&amp;tag=travail"' in page


def test_nothing_found_shows_a_way_on(client: FlaskClient, found: dict[str, str]) -> None:
    assert "Go to the map" in client.get("/search?q=zzzz").text
    assert "Search without filters" in client.get("/search?q=port&tag=nothing").text


@pytest.mark.parametrize("asked", ["q=grues", "q=cach%C3%A9es", "q=", "q=les&order=newest"])
def test_what_is_hidden_is_not_found(
    client: FlaskClient, found: dict[str, str], asked: str
) -> None:
    page = client.get(f"/search?{asked}").text
    assert found["hidden"] not in page
    assert "cachées</a>" not in page


@pytest.mark.parametrize(
    "typed",
    ["{{7*191}}", "{% x", "`", "</script><script>", "\u202e", "x" * 10_000, "🌊", "\0", '"'],
)
def test_whatever_is_typed_is_only_text(
    client: FlaskClient, found: dict[str, str], typed: str
) -> None:
    answer = client.get("/search", query_string={"q": typed})
    assert answer.status_code == 200
    assert "1337" not in answer.text
    assert "<script><" not in answer.text


def test_a_year_that_is_none_is_refused_in_words(client: FlaskClient) -> None:
    answer = client.get("/search?q=port&from=soon")
    assert answer.status_code == 422
    assert "A year is a number" in answer.text


def test_titles_are_suggested_while_typing(client: FlaskClient, found: dict[str, str]) -> None:
    told = client.get("/search/suggest?q=gru").json
    assert told == [{"title": "Les grues du port", "url": found["port"]}]


def test_nothing_typed_suggests_nothing(client: FlaskClient, found: dict[str, str]) -> None:
    assert client.get("/search/suggest?q=").json == []
