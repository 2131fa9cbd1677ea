"""What does not agree is found, and what can be made again is."""

import shutil

import pytest
from sqlalchemy import delete, select

from portal import jobs, search, storage
from portal.cli.check import look, mend
from portal.cli.opening import working
from portal.database import db, transaction
from portal.uploads.models import Derivative, File


@pytest.fixture
def at_work(portal):
    with working(portal):
        yield portal


def _kinds(app, **options):
    return [finding.kind for finding in look(app, **options)]


def _repair(app):
    for finding in look(app):
        mend(finding)
    jobs.run_pending(app)
    return look(app)


def _a_key():
    return storage.original_key(db.session.scalar(select(File.sha256).limit(1)))


def test_a_healthy_portal_agrees(at_work):
    assert _kinds(at_work, deep=True) == []


def test_a_missing_original_is_found_and_cannot_be_made_again(at_work):
    storage.current_store().delete(_a_key(), expunge=True)
    assert _kinds(at_work) == ["original"]
    assert not mend(look(at_work)[0])


def test_a_changed_byte_is_found_by_a_deep_look_only(at_work, settings):
    path = next((settings.data_dir / "media_store").rglob(_a_key().rpartition("/")[2]))
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[50] ^= 1
    path.write_bytes(content)
    assert _kinds(at_work) == []
    assert _kinds(at_work, deep=True) == ["original"]


def test_an_original_without_a_row_is_told_and_kept(at_work):
    key = _a_key()
    with transaction():
        for table in ("photos", "picture_hashes", "derivatives", "intakes"):
            db.session.execute(delete(db.metadata.tables[table]))
        for table in ("contribution_tags", "contribution_translations", "contributions"):
            db.session.execute(delete(db.metadata.tables[table]))
        db.session.execute(delete(File))
    assert "spare_original" in _kinds(at_work)
    _repair(at_work)
    assert storage.current_store().exists(key)


def test_sizes_that_were_lost_are_made_again(at_work):
    store = storage.current_store()
    for key in list(store.keys("derivatives/")):
        store.delete(key)
    assert set(_kinds(at_work)) == {"derivative"}
    assert _repair(at_work) == []


def test_sizes_that_were_never_made_are_made(at_work):
    with transaction():
        db.session.execute(delete(Derivative))
    assert "derivative" in _kinds(at_work)
    assert _repair(at_work) == []


def test_a_made_file_without_a_row_is_deleted(at_work, tmp_path):
    (tmp_path / "made").write_bytes(b"webp")
    key = storage.derivative_key(42, "small.webp")
    storage.current_store().put(key, tmp_path / "made")
    assert _kinds(at_work) == ["spare_derivative"]
    assert _repair(at_work) == []
    assert not storage.current_store().exists(key)


def test_what_is_wrongly_in_the_index_is_taken_out(at_work):
    ghost = search.Document(kind="contribution", id=7, title={"fr": "Fantôme"})
    search.current_index().prepare()
    search.current_index().update([ghost])
    assert _kinds(at_work) == ["index"]
    assert _repair(at_work) == []


def test_an_index_that_is_gone_is_built_again(at_work, settings):
    shutil.rmtree(settings.search_dir)
    assert _kinds(at_work) == ["index"]
    assert _repair(at_work) == []


def test_a_job_that_was_given_up_is_tried_again(at_work):
    with transaction():
        db.session.execute(
            jobs.Job.__table__.update().values(state=jobs.JobState.FAILED, error="no disk")
        )
    found = look(at_work)
    assert {finding.kind for finding in found} == {"job"}
    assert "no disk" in found[0].says
    assert _repair(at_work) == []
