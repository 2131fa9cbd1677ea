"""Portals to look at with a browser: one without a single work, one that is full."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from werkzeug.serving import make_server

from portal import search
from portal.app import create_app
from portal.community.service import Said, report
from portal.contributions import service
from portal.kernel import ids
from tests import cast as village
from tests.accessibility.auditing import Site
from tests.browser import free_port
from tests.conftest import make_settings
from tests.factories import works
from tests.security import atlas, visits
from tests.security.conftest import NOBODY, House

ROLES = {NOBODY: "en", "maelle": "br", "rozenn": "fr", "nolwenn": "nl"}
HARD = {
    "title": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch </script><b>{{7*191}}",
    "description": "a\u202eb " + "Donaudampfschifffahrtsgesellschaftskapitän" * 9,
    "tags": ("une-étiquette-qui-ne-veut-pas-finir-du-tout", "🐦"),
    "edtf": "1944~",
}


@contextmanager
def _open(folder: Path, database_url: str, fill: Callable[[House], atlas.World]) -> Iterator[Site]:
    port = free_port()
    more = {"PORTAL_BIND": f"127.0.0.1:{port}", "PORTAL_URL": f"http://localhost:{port}"}
    app = create_app(make_settings(folder, database_url, **more))
    with app.app_context():
        search.current_index().prepare()  # as `portal init` does
        people = village.settle()
    clients = {h: village.login(app.test_client(), who) for h, who in people.items()}
    house = House(app, people, {NOBODY: app.test_client(), **clients}, {})
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Site(f"http://localhost:{port}", house, fill(house))
    finally:
        server.shutdown()
        thread.join(10)


@pytest.fixture(scope="session")
def empty_site(
    tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[Path], str]
) -> Iterator[Site]:
    """A portal on its first day: people, and nothing else."""
    folder = tmp_path_factory.mktemp("empty")
    with _open(folder, new_database(folder), lambda _h: atlas.World([], ["yann"])) as site:
        yield site


@pytest.fixture(scope="session")
def full_site(
    tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[Path], str]
) -> Iterator[Site]:
    """A portal in use: works in all states, reports, questions, texts that are hard to lay out."""
    folder = tmp_path_factory.mktemp("full")
    with _open(folder, new_database(folder), _fill) as site:
        yield site


def _fill(house: House) -> atlas.World:
    world = visits.settle(house)
    with house.app.test_request_context():
        owner, curator = house.cast["maelle"], house.cast["rozenn"].viewer
        hard = works.published(owner, **HARD).id
        service.edit(curator, hard, service.Edit({"description": "Shorter"}, "was too long"))
        works.published(house.cast["yann"], precision="hidden")
        said = Said(ids.new_id(), "other", "This is our garden.", "", "en")
        report(house.cast["yann"].viewer, "contribution", hard, said)
        works.settle_jobs()
    world.works.append(hard)
    world.handles = ["maelle"]
    return world


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Without the running portal of other browser tests."""
    return {**browser_context_args, "locale": "en-GB"}
