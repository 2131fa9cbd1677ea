"""Removing a work for good, and again after a restore."""

import hashlib
import io

import pytest
from PIL import Image

from portal import history, jobs, search, storage
from portal.community import service as book
from portal.community.models import Decision, Report
from portal.contributions import service as contributions
from portal.contributions.kinds import photo
from portal.contributions.models import Contribution, Photo
from portal.contributions.service import subject_of
from portal.database import db
from portal.governance import service
from portal.governance.models import Tombstone
from portal.governance.service.expunging import Removal, ledger_path
from portal.kernel import ids
from portal.kernel.errors import Conflict, Forbidden, Invalid
from portal.uploads.models import Derivative, File, Intake, PictureHash
from portal.uploads.service import Sent
from portal.web.viewer import NOBODY

GROUND = "Order of the court of 3 May"


def jpeg(colour="navy"):
    kept = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(kept, "JPEG")
    return kept.getvalue()


@pytest.fixture
def show(app, cast):
    """`show("maelle")` publishes a photo with file, sizes, history and index; its id."""

    def make(handle, title="SECRET harbour", data=None):
        viewer = cast[handle].viewer
        with app.test_request_context():
            sent = Sent(ids.new_id(), viewer.id, "SECRET.jpg", io.BytesIO(data or jpeg()))
            work = photo.contribute(viewer, sent, photo.Draft("fr")).id
            said = {"description": "SECRET story", "tags": ("SECRET",), "edtf": "1944"}
            where = {"latitude": 48.38, "longitude": -4.49}
            rights = {"ownership": "mine", "licence": "CC0-1.0"}
            contributions.save_draft(viewer, work, {"title": title, **said, **where, **rights})
            contributions.publish(viewer, work)
        jobs.run_pending(app)
        return work

    return make


@pytest.fixture
def expunge(app, cast):
    def remove(work, handle="nolwenn", removal=None):
        removal = removal or Removal(ids.new_id(), "law", GROUND)
        with app.test_request_context():
            decision = service.expunge(cast[handle].viewer, work, removal).id
        jobs.run_pending(app)
        return decision

    return remove


def test_nothing_of_the_content_is_left_in_any_table(app, show, expunge):
    work = show("maelle")
    with app.test_request_context():
        book.report(NOBODY, "contribution", work, book.Said(ids.new_id(), "private", "SECRET too"))
    expunge(work)
    with app.app_context():
        for table in db.metadata.sorted_tables:
            assert "SECRET" not in str(db.session.execute(table.select()).all()), table.name


def test_files_sizes_and_hashes_are_gone(app, show, expunge, rows):
    work = show("maelle")
    with app.app_context():
        assert len(list(storage.current_store().keys())) > 3
    expunge(work)
    with app.app_context():
        assert list(storage.current_store().keys()) == []
    assert not rows(File) + rows(Derivative) + rows(PictureHash) + rows(Photo)
    assert rows(Intake)[0].reason == "expunged"


def test_it_is_found_nowhere_and_its_address_keeps_a_note(app, client, show, expunge):
    work = show("maelle")
    assert client.get(f"/media/{ids.encode(work)}/original").status_code == 200
    expunge(work)
    assert client.get(f"/contributions/{ids.encode(work)}").status_code == 410
    assert client.get(f"/contributions/{ids.encode(work)}/revisions/1").status_code == 410
    assert client.get(f"/media/{ids.encode(work)}/original").status_code == 404
    with app.app_context():
        found = search.current_index().search(search.SearchQuery("secret"))
        assert not found.hits


def test_the_ground_stands_in_public_and_in_the_history(app, client, show, expunge):
    work = show("maelle")
    decision = expunge(work)
    page = client.get(f"/decisions/{ids.encode(decision)}").text
    assert GROUND in page and "SECRET" not in page
    with app.app_context():
        last = history.list_revisions(subject_of(work)).items[0]
        assert (last.action, last.reason) == (history.Action.EXPUNGE, GROUND)


def test_bytes_that_another_work_shows_stay(app, show, expunge, monkeypatch):
    monkeypatch.setattr(photo, "find_twin", lambda *_: None)
    first, second = show("maelle"), show("yann")
    key = storage.original_key(hashlib.sha256(jpeg()).hexdigest())
    expunge(first)
    with app.app_context():
        assert storage.current_store().exists(key)
    expunge(second)
    with app.app_context():
        assert not storage.current_store().exists(key)


@pytest.mark.parametrize("handle", ["rozenn", "yann", "maelle"])
def test_only_stewards_remove(app, show, expunge, handle):
    work = show("maelle")
    with pytest.raises(Forbidden):
        expunge(work, handle)


def test_a_steward_does_not_remove_an_own_work(show, expunge):
    with pytest.raises(Forbidden):
        expunge(show("nolwenn"))


def test_withdrawn_works_and_drafts_are_within_reach(app, cast, show, expunge, rows):
    work = show("maelle")
    with app.test_request_context():
        contributions.withdraw(cast["maelle"].viewer, work)
    expunge(work)
    assert rows(Contribution)[0].state == "expunged"


@pytest.mark.parametrize(("ground", "words"), [("law", ""), ("", "x"), ("taste", "x")])
def test_a_ground_is_needed(show, expunge, rows, ground, words):
    work = show("maelle")
    with pytest.raises(Invalid):
        expunge(work, removal=Removal(ids.new_id(), ground, words))
    assert rows(Tombstone) == []


def test_the_same_removal_twice_is_one_and_another_one_conflicts(show, expunge, rows):
    work, removal = show("maelle"), Removal(ids.new_id(), "law", GROUND)
    assert expunge(work, removal=removal) == expunge(work, removal=removal)
    with pytest.raises(Conflict):
        expunge(show("maelle", data=jpeg("red")), removal=removal)
    assert len(rows(Decision)) == 1


def test_the_page_asks_once_more(client_of, show, send, rows):
    work = show("maelle")
    url = f"/review/{ids.encode(work)}/expunge"
    fields = {"ground": "safety", "words": GROUND}
    nolwenn = client_of("nolwenn")
    assert send(nolwenn, url, **fields).status_code == 422
    assert rows(Tombstone) == []
    assert send(nolwenn, url, sure="y", **fields).status_code == 303
    assert client_of("rozenn").get(url).status_code == 403
    assert nolwenn.post(url, data=fields).status_code == 400


@pytest.fixture
def restored(app, show, expunge, tmp_path):
    """A backup taken before a removal is back: tables and bytes. The work, the decision."""
    data = jpeg()
    work = show("maelle", data=data)
    with app.app_context():
        tables = [(t, db.session.execute(t.select()).mappings().all()) for t in _tables()]
    decision = expunge(work)
    with app.app_context():
        for table in reversed(_tables()):
            db.session.execute(table.delete())
        for table, kept in tables:
            if kept:
                db.session.execute(table.insert(), [dict(row) for row in kept])
        db.session.commit()
        path = tmp_path / "original"
        path.write_bytes(data)
        key = storage.original_key(hashlib.sha256(data).hexdigest())
        storage.current_store().put(key, path)
    return work, decision


def _tables():
    return db.metadata.sorted_tables


def test_an_older_backup_brings_nothing_back(app, client, restored, rows):
    work, decision = restored
    assert client.get(f"/contributions/{ids.encode(work)}").status_code == 200
    with app.test_request_context():
        assert service.reapply() == 1
    jobs.run_pending(app)
    assert client.get(f"/contributions/{ids.encode(work)}").status_code == 410
    assert [row.id for row in rows(Decision)] == [decision]
    with app.app_context():
        assert list(storage.current_store().keys("originals")) == []


def test_reapplying_twice_changes_nothing_more(app, restored, rows):
    with app.test_request_context():
        service.reapply()
    jobs.run_pending(app)
    with app.test_request_context():
        assert service.reapply() == 0
    jobs.run_pending(app)
    assert len(rows(Decision)) == 1
    with app.app_context():
        assert len(ledger_path().read_text().splitlines()) == 1


def test_the_list_of_what_was_removed_holds_no_content(app, show, expunge, rows):
    expunge(show("maelle"))
    with app.app_context():
        line = ledger_path().read_text()
    assert "SECRET" not in line and GROUND in line
    assert rows(Report) == []
