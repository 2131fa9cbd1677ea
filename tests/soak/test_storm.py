"""200 uploads while web and worker are killed at random moments and a backup is taken."""

import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal import jobs, search, storage
from portal.app import create_app
from portal.cli.check import look
from portal.contributions.models import Contribution
from portal.database import db
from portal.kernel.ids import encode, new_id
from portal.uploads.queries import derivatives_of, get_file
from tests.conftest import make_settings
from tests.factories.pictures import jpeg
from tests.soak import proofs
from tests.soak.conftest import Town
from tests.soak.phones import Phone, Received

pytestmark = pytest.mark.soak
UPLOADS, CLIENTS = 200, 4
BREATH = 11.0  # seconds; who dies sooner again and again is given up by `serve`


@dataclass
class Storm:
    """What was acknowledged, what was killed, and the backup with the moment it began."""

    town: Town
    received: Received
    kills: list[str]
    backup: Path
    backup_began: float
    seconds: float


def _send_all(town: Town, number: int, received: Received, errors: list[str]) -> None:
    try:
        phone = Phone(town.portal.url).logs_in(town.crowd[number])
        for turn in range(UPLOADS // CLIENTS):
            photo_id, content = new_id(), jpeg(number * 10_000 + turn, size=(900, 700))
            received.note(photo_id, content, phone.uploads(photo_id, content))
            if turn % 2:
                title = f"storm{number}x{turn}"
                assert phone.publishes(photo_id, title).status == 303
                received.published[photo_id] = title
            time.sleep(random.uniform(0, 0.8))
    except AssertionError as error:
        errors.append(str(error))


def _kill_at_random(town: Town, done: threading.Event, kills: list[str]) -> None:
    """Each part dies again and again, but not so often that it could never come up."""
    born = dict.fromkeys(("web", "worker"), time.monotonic())
    while not done.wait(random.uniform(1, 4)):
        part = random.choice(sorted(born))
        if time.monotonic() - born[part] > BREATH and town.portal.kill(part):
            born[part] = time.monotonic()
            kills.append(part)


def _until(is_so: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.5)
    return True


@pytest.fixture(scope="module")
def storm(town: Town) -> Iterator[Storm]:
    received, kills, errors, done = Received(), list[str](), list[str](), threading.Event()
    began = time.monotonic()
    clients = [
        threading.Thread(target=_send_all, args=(town, n, received, errors)) for n in range(CLIENTS)
    ]
    killer = threading.Thread(target=_kill_at_random, args=(town, done, kills))
    for thread in (*clients, killer):
        thread.start()
    _until(lambda: len(received.photos) >= UPLOADS // 3 or bool(errors), 600)
    backup, backup_began = town.portal.folder / "storm.backup", time.monotonic()
    town.portal.command("backup", str(backup))
    for thread in clients:
        thread.join()
    done.set()
    killer.join()
    town.portal.kill_all()
    kills.append("everything")
    town.portal.start()
    assert errors == []
    yield Storm(town, received, kills, backup, backup_began, time.monotonic() - began)


def test_every_upload_was_acknowledged(storm: Storm) -> None:
    assert storm.received.refused == []
    assert len(storm.received.photos) == UPLOADS
    assert len(storm.kills) >= 3


def test_every_job_finishes(storm: Storm) -> None:
    app = storm.town.app
    assert _until(lambda: _unfinished(app) == 0, 600), f"{_unfinished(app)} jobs wait"
    with app.app_context():
        failed = db.session.scalars(select(jobs.Job).where(jobs.Job.state == "failed")).all()
        assert [(job.kind, job.error) for job in failed] == []


def _unfinished(app: object) -> int:
    with app.app_context():  # type: ignore[attr-defined]
        query = select(func.count(jobs.Job.id)).where(jobs.Job.state.not_in(("done", "failed")))
        count = db.session.scalar(query) or 0
        db.session.rollback()
    return count


def test_every_acknowledged_file_is_there_byte_for_byte(storm: Storm) -> None:
    with storm.town.app.app_context():
        assert _different(storm.received.photos) == []
        made = derivatives_of(storm.received.photos)
        assert [encode(i) for i in storm.received.photos if "small.webp" not in made[i]] == []


def test_every_published_photo_is_found(storm: Storm) -> None:
    with storm.town.app.app_context():
        index = search.current_index()
        for photo_id, title in storm.received.published.items():
            hits = index.search(search.SearchQuery(title)).hits
            assert [hit.id for hit in hits] == [photo_id], title
        assert len(storm.received.published) == UPLOADS // 2


def _different(photos: dict[int, bytes]) -> list[str]:
    """Photos of which the work, the file or its bytes are not as they were sent."""
    different, store = [], storage.current_store()
    for photo_id, content in photos.items():
        work = db.session.get(Contribution, photo_id)
        key = storage.original_key(get_file(photo_id).sha256) if work else ""
        if not work or store.read(key) != content:
            different.append(encode(photo_id))
    return different


def test_nothing_is_amiss_after_the_storm(storm: Storm) -> None:
    with storm.town.app.app_context():
        assert look(storm.town.app, deep=True) == []


def test_the_backup_holds_all_that_was_acknowledged_before(storm: Storm, tmp_path: Path) -> None:
    moments = storm.received.moments
    before = {i: c for i, c in storm.received.photos.items() if moments[i] < storm.backup_began}
    folder, database = tmp_path / "elsewhere", f"sqlite:///{tmp_path}/elsewhere/portal.db"
    folder.mkdir()
    elsewhere = {"PORTAL_DATA_DIR": str(folder), "PORTAL_DATABASE_URL": database}
    storm.town.portal.command("restore", str(storm.backup), **elsewhere)
    app = create_app(make_settings(folder, database))
    with app.app_context():
        assert len(before) >= UPLOADS // 3
        assert _different(before) == []
        # What was still to be done when the backup began is still to be done.
        assert [f for f in look(app, deep=True) if f.kind != "derivative"] == []
    shutil.rmtree(folder)


def test_figures(storm: Storm) -> None:
    proofs.record(
        "Uploads in a storm",
        (
            f"{UPLOADS} uploads by {CLIENTS} clients in {storm.seconds:.0f} s",
            f"published meanwhile and found by search: {len(storm.received.published)}",
            f"SIGKILL {len(storm.kills)} times: {', '.join(storm.kills)}",
            f"acknowledged and there byte for byte: {len(storm.received.photos)}",
            "backup during the uploads, restored elsewhere: no difference",
        ),
    )
