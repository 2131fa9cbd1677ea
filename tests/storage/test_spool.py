"""Receiving bytes: whole and synced, or not at all."""

import errno
import hashlib
import io
import os
from datetime import timedelta
from pathlib import Path

import pytest

from portal.kernel.errors import Invalid, Unavailable
from portal.storage import LocalStore, spool, sweep_parts


def full(*_args: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


class Cut(io.BytesIO):
    """A sender that goes away."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise ConnectionResetError


def test_a_stream_arrives_with_its_digest_and_size(tmp_path: Path):
    content = os.urandom(3_000_001)
    received = spool(io.BytesIO(content), tmp_path / "spool", limit=len(content))
    assert received.path.read_bytes() == content
    assert (received.sha256, received.size) == (hashlib.sha256(content).hexdigest(), 3_000_001)


def test_one_byte_too_many_is_refused_and_leaves_nothing(tmp_path: Path):
    with pytest.raises(Invalid) as refusal:
        spool(io.BytesIO(b"12345"), tmp_path, limit=4)
    assert refusal.value.reason == "too_large"
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Unavailable) as refusal:
        spool(io.BytesIO(b"12345"), tmp_path, limit=10)
    assert refusal.value.reason == "disk_full"
    assert list(tmp_path.iterdir()) == []


def test_a_sender_that_goes_away_leaves_nothing(tmp_path: Path):
    with pytest.raises(ConnectionResetError):
        spool(Cut(), tmp_path, limit=10)
    assert list(tmp_path.iterdir()) == []


def test_a_full_store_keeps_no_half_object(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = LocalStore(tmp_path / "store")
    (tmp_path / "sent").write_bytes(b"bytes")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Unavailable):
        store.put("derivatives/x", tmp_path / "sent")
    assert not store.exists("derivatives/x")
    assert list((tmp_path / "store").rglob(".part-*")) == []


def test_only_old_leftovers_are_swept(tmp_path: Path):
    old, young = tmp_path / "a" / ".part-1", tmp_path / "a" / ".part-2"
    old.parent.mkdir()
    old.touch()
    young.touch()
    os.utime(old, (0, 0))
    assert sweep_parts(tmp_path, timedelta(hours=1)) == 1
    assert young.exists()


def test_half_written_files_are_no_objects(tmp_path: Path):
    store = LocalStore(tmp_path)
    (tmp_path / "derivatives").mkdir()
    (tmp_path / "derivatives" / ".part-1").write_bytes(b"half")
    assert list(store.keys()) == []
