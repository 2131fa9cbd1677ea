"""A few works that can be found, and their index."""

from collections.abc import Mapping

import pytest
from flask import Flask

from portal import search
from portal.contributions import service
from portal.contributions.content import Translation
from tests.cast import Villager
from tests.contributions.page_of import EnglishReader, address
from tests.factories import works


@pytest.fixture
def found(app: Flask, cast: Mapping[str, Villager]) -> dict[str, str]:
    """Addresses by name: port, phare and exact are public; hidden is hidden by review."""
    maelle, yann = cast["maelle"], cast["yann"]
    spoken = {"br": Translation("Ar c'hae", "Ar bagoù a zistro.")}
    with app.app_context():
        search.current_index().prepare()
        made = {
            "port": works.published(
                maelle,
                title="Les grues du port",
                description="Le matin, les goélands crient au-dessus des quais.",
                tags=("Rue de Siam", "Travail"),
                edtf="1944",
                precision="neighbourhood",
                translations=spoken,
            ),
            "phare": works.published(yann, title="Le phare du Minou", licence="CC0-1.0"),
            "hidden": works.published(yann, title="Les grues cachées"),
        }
        service.hide(cast["rozenn"].viewer, made["hidden"].id, "doubtful")
        works.settle_jobs()
        return {name: address(work) for name, work in made.items()}


@pytest.fixture
def english(app: Flask) -> None:
    """All readers of this test read English."""
    app.test_client_class = EnglishReader
