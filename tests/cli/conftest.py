"""A portal with two photos, and an empty place beside it."""

import io

import pytest
from PIL import Image

from portal import jobs
from portal.app import create_app
from portal.contributions.kinds import photo
from portal.database import db
from portal.kernel.ids import new_id
from portal.uploads.service import Sent
from tests import postgres
from tests.conftest import make_settings


def picture(seed: int) -> io.BytesIO:
    """A small JPEG that no other seed makes."""
    out = io.BytesIO()
    Image.linear_gradient("L").rotate(seed * 7).resize((320, 200)).convert("RGB").save(out, "JPEG")
    out.seek(0)
    return out


@pytest.fixture
def portal(app, cast):
    """An application in which Maëlle has two photos with their sizes."""
    with app.test_request_context():
        for seed in (1, 2):
            sent = Sent(new_id(), cast["maelle"].id, f"{seed}.jpg", picture(seed))
            intake = photo.contribute(cast["maelle"].viewer, sent, photo.Draft("fr"))
            assert intake.file_id, intake.reason
        jobs.run_pending(app)
        db.session.remove()
    return app


@pytest.fixture
def elsewhere(tmp_path, settings):
    """An application with an empty database and an empty store."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    url = f"sqlite:///{folder}/portal.db"
    if settings.database_url.startswith("postgresql"):
        server, _, name = settings.database_url.replace("+psycopg", "").rpartition("/")
        postgres.say(f"{server}/", f"DROP DATABASE IF EXISTS {name}_elsewhere WITH (FORCE)")
        postgres.say(f"{server}/", f"CREATE DATABASE {name}_elsewhere")
        url = f"{server}/{name}_elsewhere"
    app = create_app(make_settings(folder, url))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
