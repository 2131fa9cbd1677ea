"""The history of a work: compared, restored, and never more exact than today's page."""

from collections.abc import Callable, Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.contributions import service
from portal.contributions.service import Edit
from tests.cast import Villager
from tests.contributions.page_of import address
from tests.factories import works

pytestmark = pytest.mark.usefixtures("english")

Clients = Callable[[str], FlaskClient]


@pytest.fixture
def work(app: Flask, cast: Mapping[str, Villager]) -> str:
    """A work that was published exactly, and is coarsened since its second version."""
    maelle = cast["maelle"]
    with app.app_context():
        made = works.published(maelle, latitude=48.38154321, longitude=-4.49127654)
        changes = {"precision": "neighbourhood", "latitude": 48.38254321, "title": "Le quai"}
        service.edit(maelle.viewer, made.id, Edit(changes, "moins précis"))
        return address(made)


@pytest.mark.parametrize("number", ["1", "2", "2?against=1"])
def test_an_old_version_shows_no_exact_place(client: FlaskClient, work: str, number: str) -> None:
    page = client.get(f"{work}/revisions/{number}").text
    assert "48.38" not in page
    assert "4.4912" not in page


def test_curators_compare_exact_places(client_of: Clients, work: str) -> None:
    assert "48.38154321" in client_of("rozenn").get(f"{work}/revisions/2").text


def test_what_changed_is_marked(client: FlaskClient, work: str) -> None:
    page = client.get(f"{work}/revisions/2").text
    assert "<ins>" in page
    assert "<del>" in page
    assert "The neighbourhood: within about 500 m" in page


def test_any_two_versions_compare_the_later_with_the_earlier(
    client: FlaskClient, work: str
) -> None:
    answer = client.get(f"{work}/revisions/compare?a=2&b=1")
    assert answer.location == f"{work}/revisions/2?against=1"


def test_the_list_says_who_what_and_why(client: FlaskClient, work: str) -> None:
    page = client.get(f"{work}/revisions/").text
    assert "Version 2" in page
    assert "Maëlle Kerbrat" in page
    assert "moins précis" in page


def test_a_version_that_never_was_is_not_found(client: FlaskClient, work: str) -> None:
    assert client.get(f"{work}/revisions/99").status_code == 404


def test_restoring_needs_a_reason(client_of: Clients, work: str) -> None:
    client = client_of("maelle")
    page = client.get(f"{work}/revisions/1").text
    token = page.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]
    client.post(f"{work}/revisions/1/restore", data={"csrf_token": token, "reason": ""})
    assert "Version 3" not in client.get(f"{work}/revisions/").text
    client.post(f"{work}/revisions/1/restore", data={"csrf_token": token, "reason": "avant"})
    assert "Version 3" in client.get(f"{work}/revisions/").text


def test_strangers_are_not_offered_to_restore(client_of: Clients, work: str) -> None:
    assert "Restore this version" not in client_of("yann").get(f"{work}/revisions/1").text
