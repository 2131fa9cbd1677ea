"""What only a bucket can do wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portal.config import WrongSetting
from portal.kernel.errors import Unavailable
from portal.storage import S3Store, claim

pytestmark = pytest.mark.slow
OpenS3 = Callable[..., S3Store]


def test_a_wrong_secret_is_refused_in_one_sentence(open_s3: OpenS3):
    with pytest.raises(WrongSetting, match="refuses the credentials"):
        claim(open_s3(secret="wrong"), "portal-a")


def test_a_store_that_refuses_us_does_not_answer(open_s3: OpenS3):
    assert not open_s3(secret="wrong").answers()


def test_fetched_files_are_gone_afterwards(open_s3: OpenS3, tmp_path: Path):
    (tmp_path / "sent").write_bytes(b"bytes")
    store = open_s3()
    store.put("derivatives/x", tmp_path / "sent")
    with store.local("derivatives/x"):
        pass
    assert list((tmp_path / "scratch").iterdir()) == []


def test_a_server_that_is_off_is_unavailable_and_soon(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    store = S3Store("s3://bucket/prefix")
    assert not store.answers()
    with pytest.raises(Unavailable):
        store.size("derivatives/x")


def test_bytes_do_not_travel_in_the_clear_to_another_machine(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://192.0.2.1:9000")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    with pytest.raises(WrongSetting, match="https"):
        S3Store("s3://bucket")
