"""Portals for long proofs: each module has one of its own, with processes to kill."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from portal import search
from portal.app import create_app
from portal.database import db, transaction
from portal.people.models import RoleGrant
from portal.people.service import create_member
from tests import cast as village
from tests.browser import free_port
from tests.conftest import SECRET, make_settings
from tests.soak.running import Running

CROWD = 20


@dataclass
class Town:
    """A running portal, a door to its data, and a crowd of curators."""

    portal: Running
    app: Flask
    crowd: list[village.Villager]


def settle_town(folder: Path, database_url: str) -> Town:
    """Not started yet."""
    port = free_port()
    more = {"PORTAL_BIND": f"127.0.0.1:{port}", "PORTAL_URL": f"http://localhost:{port}"}
    app = create_app(make_settings(folder, database_url, **more))
    with app.app_context():
        search.current_index().prepare()  # as `portal init` does
        village.settle()
        crowd = [_curator(number) for number in range(CROWD)]
        db.session.remove()
        db.engine.dispose()
    env = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    env |= {**more, "PORTAL_DATA_DIR": str(folder), "PORTAL_SECRET_KEY": SECRET}
    env |= {"PORTAL_DATABASE_URL": database_url, "PORTAL_TILES_URL": "off"}
    return Town(Running(more["PORTAL_URL"], folder, env), app, crowd)


def _curator(number: int) -> village.Villager:
    with transaction():
        member = create_member(
            f"curator{number}@example.org", f"Curator {number}", password=village.PASSWORD
        )
        db.session.flush()
        db.session.add(RoleGrant(member_id=member.id, role="curator"))
    return village.Villager(
        member.id, member.handle, member.name, member.email, member.fs_uniquifier, member.viewer
    )


@pytest.fixture(scope="module")
def town(
    tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[Path], str]
) -> Iterator[Town]:
    """A portal that runs from here on."""
    folder = tmp_path_factory.mktemp("town")
    town = settle_town(folder, new_database(folder))
    town.portal.start()
    yield town
    town.portal.stop()
