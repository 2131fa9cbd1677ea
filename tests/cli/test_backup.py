"""What is backed up comes back, and nothing else does."""

import tarfile

import pytest
from sqlalchemy import select

from portal import jobs, storage
from portal.cli.backup import backup, plain_settings
from portal.cli.check import look
from portal.cli.opening import working
from portal.cli.restore import finish, restore
from portal.contributions.models import Contribution
from portal.database import db
from portal.kernel.errors import Conflict, Invalid
from portal.uploads.models import File
from tests.conftest import SECRET, make_settings


def _files(app):
    with app.app_context():
        return sorted(
            tuple(row) for row in db.session.execute(select(File.id, File.sha256, File.name))
        )


def test_a_restored_portal_has_every_row_and_every_original(portal, elsewhere, tmp_path):
    backup(portal, tmp_path / "b.tar")
    restore(elsewhere, tmp_path / "b.tar")
    assert _files(elsewhere) == _files(portal)
    with elsewhere.app_context():
        store = storage.current_store()
        for _id, sha256, _name in _files(portal):
            assert store.exists(storage.original_key(sha256))


def test_a_restored_portal_shows_no_difference_once_its_jobs_are_done(portal, elsewhere, tmp_path):
    backup(portal, tmp_path / "b.tar")
    restore(elsewhere, tmp_path / "b.tar")
    with working(elsewhere):
        assert finish(elsewhere) == []
        jobs.run_pending(elsewhere)
        assert look(elsewhere, deep=True) == []


def test_what_is_received_after_the_moment_of_the_backup_is_not_in_it(
    portal, elsewhere, tmp_path, monkeypatch
):
    from portal.cli import snapshot

    before = _files(portal)
    take = snapshot.snapshot

    def take_then_rename(url, target):
        context = take(url, target)
        return _AndThenRenamed(context, portal)

    monkeypatch.setattr(snapshot, "snapshot", take_then_rename)
    backup(portal, tmp_path / "b.tar")
    restore(elsewhere, tmp_path / "b.tar")
    assert _files(elsewhere) == before
    assert all(name == "renamed" for _id, _sha, name in _files(portal))


class _AndThenRenamed:
    """The snapshot, and somebody who writes while it is being used."""

    def __init__(self, context, app):
        self._context, self._app = context, app

    def __enter__(self):
        connection = self._context.__enter__()
        with self._app.app_context(), db.engine.connect() as other:
            other.execute(File.__table__.update().values(name="renamed"))
            other.commit()
        return connection

    def __exit__(self, *error):
        return self._context.__exit__(*error)


def test_a_place_where_a_portal_is_is_refused(portal, tmp_path):
    backup(portal, tmp_path / "b.tar")
    with pytest.raises(Conflict, match="already"):
        restore(portal, tmp_path / "b.tar")


def test_a_file_that_is_there_is_not_overwritten(portal, tmp_path):
    (tmp_path / "b.tar").write_text("precious")
    with pytest.raises(Conflict):
        backup(portal, tmp_path / "b.tar")
    assert (tmp_path / "b.tar").read_text() == "precious"


def test_a_damaged_original_is_noticed_before_the_database_is_there(portal, elsewhere, tmp_path):
    backup(portal, tmp_path / "b.tar")
    bytes_ = bytearray((tmp_path / "b.tar").read_bytes())
    with tarfile.open(tmp_path / "b.tar") as tar:
        member = next(m for m in tar if m.name.startswith("originals/"))
    bytes_[member.offset_data + 100] ^= 0xFF
    (tmp_path / "b.tar").write_bytes(bytes_)
    with pytest.raises(Invalid, match="damaged"):
        restore(elsewhere, tmp_path / "b.tar")
    with elsewhere.app_context():
        assert db.inspect(db.engine).get_table_names() == []


def test_another_tar_is_no_backup(elsewhere, tmp_path):
    tarfile.open(tmp_path / "t.tar", "w").close()
    with pytest.raises(Invalid, match="no backup"):
        restore(elsewhere, tmp_path / "t.tar")


def test_a_missing_original_does_not_stop_the_backup_and_is_listed(portal, tmp_path):
    sha256 = _files(portal)[0][1]
    with portal.app_context():
        storage.current_store().delete(storage.original_key(sha256), expunge=True)
    manifest = backup(portal, tmp_path / "b.tar")
    assert manifest.missing == [storage.original_key(sha256)]


def test_no_secret_is_written(tmp_path):
    url = "postgresql://portal:hunter2@db/portal?password=hunter2"
    settings = make_settings(tmp_path, url, PORTAL_MAIL_URL="smtp://me:hunter2@mail")
    text = str(plain_settings(settings))
    assert "hunter2" not in text
    assert SECRET not in text
    assert "db/portal" in text


def test_drafts_come_back_too(portal, elsewhere, tmp_path):
    backup(portal, tmp_path / "b.tar")
    restore(elsewhere, tmp_path / "b.tar")
    with elsewhere.app_context():
        states = set(db.session.scalars(select(Contribution.state)))
    assert states == {"draft"}
