"""A work's page: its words in all languages, what machines read, and what stays when it is gone."""

import json
import re
from collections.abc import Callable, Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.contributions import service
from portal.contributions.content import Translation
from tests.cast import Villager
from tests.contributions.page_of import address
from tests.factories import works

pytestmark = pytest.mark.usefixtures("english")

EXACT = {"latitude": 48.38154321, "longitude": -4.49127654}
DIGITS = ("48.3815432", "4.4912765")


def linked(page: str) -> dict[str, object]:
    """The JSON-LD of a page."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    said: dict[str, object] = json.loads(found[1])
    return said


@pytest.fixture
def told(app: Flask, cast: Mapping[str, Villager]) -> str:
    """A work in French, told in Breton and Dutch as well; the Dutch has only a title."""
    spoken = {
        "br": Translation("Ar porzh", "Abred diouzh ar beure."),
        "nl": Translation("De haven"),
    }
    with app.app_context():
        return address(
            works.published(
                cast["maelle"], title="Le port", description="Tôt le matin.", translations=spoken
            )
        )


def test_the_readers_language_comes_first(client: FlaskClient, told: str) -> None:
    page = client.get(f"{told}?lang=br").text
    assert '<h1 lang="br" property="dcterms:title">Ar porzh</h1>' in page
    assert '<div class="story" lang="br" property="dcterms:description">Abred diouzh' in page


def test_every_language_is_on_the_page_with_its_tag(client: FlaskClient, told: str) -> None:
    page = client.get(f"{told}?lang=en").text
    assert '<h1 lang="fr"' in page
    assert re.search(r'<section lang="br">\s*<h2>Ar porzh</h2>', page)
    assert re.search(r'<section lang="nl">\s*<h2>De haven</h2>', page)


def test_a_title_alone_takes_the_story_in_its_own_language(client: FlaskClient, told: str) -> None:
    page = client.get(f"{told}?lang=nl").text
    assert '<h1 lang="nl" property="dcterms:title">De haven</h1>' in page
    assert '<div class="story" lang="fr" property="dcterms:description">Tôt le matin.' in page


@pytest.mark.parametrize("precision", ["street", "neighbourhood", "hidden"])
def test_no_exact_place_leaves_the_page(
    app: Flask, client: FlaskClient, cast: Mapping[str, Villager], precision: str
) -> None:
    with app.app_context():
        work = address(works.published(cast["maelle"], precision=precision, **EXACT))
    page = client.get(work).text
    assert not any(digits in page for digits in DIGITS)
    assert ("contentLocation" in linked(page)) == (precision != "hidden")


def test_machines_read_what_people_read(client: FlaskClient, told: str) -> None:
    said = linked(client.get(f"{told}?lang=br").text)
    assert said["@type"] == "Photograph"
    assert said["name"] == "Ar porzh"
    assert said["inLanguage"] == "br"
    assert said["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"


@pytest.mark.parametrize(
    ("edtf", "name", "value"),
    [
        ("1944-08", "dateCreated", "1944-08"),
        ("1944~", "temporalCoverage", "1944-01-01/1944-12-31"),
        ("../1900", "temporalCoverage", "../1900-12-31"),
    ],
)
def test_an_uncertain_date_is_told_as_a_period(
    app: Flask, client: FlaskClient, cast: Mapping[str, Villager], edtf: str, name: str, value: str
) -> None:
    with app.app_context():
        work = address(works.published(cast["maelle"], edtf=edtf))
    assert linked(client.get(work).text)[name] == value


def test_words_that_would_end_a_script_stay_words(
    app: Flask, client: FlaskClient, cast: Mapping[str, Villager]
) -> None:
    title = "</script><script>alert(1)</script>{{7*191}}"
    with app.app_context():
        work = address(works.published(cast["maelle"], title=title))
    page = client.get(work).text
    assert linked(page)["name"] == title
    assert "<script>alert" not in page
    assert "1337" not in page


def test_the_licence_is_told_about_the_work(client: FlaskClient, told: str) -> None:
    page = client.get(told).text
    assert f'<article about="http://localhost:8000{told}"' in page
    assert '<a rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/">' in page
    assert 'property="cc:attributionName">Maëlle Kerbrat</span>' in page


def test_a_link_elsewhere_shows_title_and_picture(
    app: Flask, client: FlaskClient, told: str
) -> None:
    with app.app_context():
        works.settle_jobs()
    page = client.get(told).text
    assert '<meta property="og:title" content="Le port" />' in page
    assert re.search(
        r'<meta property="og:image" content="http://localhost:8000/media/\w+/medium', page
    )


def test_a_fresh_work_says_that_its_sizes_are_being_made(
    app: Flask, client: FlaskClient, told: str
) -> None:
    assert "data-being-made" in client.get(told).text
    with app.app_context():
        works.settle_jobs()
    page = client.get(told).text
    assert "data-being-made" not in page
    assert re.search(r'<a class="work__picture" href="/media/\w+/\w+\.jpg" data-zoom>', page)


def test_a_withdrawn_work_leaves_a_note(
    app: Flask, client: FlaskClient, cast: Mapping[str, Villager]
) -> None:
    with app.app_context():
        work = works.published(cast["maelle"], title="Secret garden")
        service.withdraw(cast["maelle"].viewer, work.id)
        gone = address(work)
    answer = client.get(gone)
    assert answer.status_code == 410
    assert "has taken it back" in answer.text
    assert "Secret garden" not in answer.text


def test_its_contributor_can_give_a_withdrawn_work_again(
    app: Flask,
    client: FlaskClient,
    client_of: Callable[[str], FlaskClient],
    cast: Mapping[str, Villager],
) -> None:
    with app.app_context():
        work = works.published(cast["maelle"])
        service.withdraw(cast["maelle"].viewer, work.id)
        gone = address(work)
    assert "Give it again" in client_of("maelle").get(gone).text


def test_a_draft_is_nowhere_for_others(
    app: Flask, client: FlaskClient, cast: Mapping[str, Villager]
) -> None:
    with app.app_context():
        work = address(works.draft(cast["maelle"]))
    assert client.get(work).status_code == 404
