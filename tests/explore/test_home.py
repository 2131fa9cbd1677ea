"""Home: what this place is, at once."""

import pytest
from flask.testing import FlaskClient

from tests.contributions.page_of import cards

pytestmark = pytest.mark.usefixtures("english")


def test_home_says_what_this_is_and_shows_the_newest(
    client: FlaskClient, found: dict[str, str]
) -> None:
    page = client.get("/").text
    assert "Brest, told by the people who live here" in page
    assert cards(page) == [found["phare"], found["port"]]
    assert 'data-map="mini"' in page


def test_an_empty_home_invites(client: FlaskClient) -> None:
    assert "The first picture is yours" in client.get("/").text


def test_home_asks_nobody_else(client: FlaskClient, found: dict[str, str]) -> None:
    page = client.get("/").text
    loaded = [part.split('"')[0] for name in ('src="', "srcset=") for part in page.split(name)[1:]]
    assert not [url for url in loaded if "//" in url]
