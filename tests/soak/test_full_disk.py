"""A disk without room: a plain message, and nothing lost of what was acknowledged."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.kernel.ids import encode, new_id
from tests.factories.pictures import jpeg
from tests.soak import proofs
from tests.soak.conftest import Town, settle_town
from tests.soak.phones import Answer, Phone

pytestmark = pytest.mark.soak
SIZE, LEFT = "96m", 300_000  # of the disk, and bytes that stay free of it


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own for a data folder."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount a tmpfs")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def cramped(small_disk: Path, new_database: Callable[[Path], str]) -> Iterator[Town]:
    town = settle_town(small_disk / "data", new_database(small_disk / "data"))
    town.portal.start()
    yield town
    town.portal.stop()


def _fill(disk: Path) -> Path:
    """Take all room but a little."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        free = int(subprocess.check_output(["df", "-B1", "--output=avail", str(disk)]).split()[1])
        file.write(b"\0" * max(0, free - LEFT))
    return ballast


def _photo(number: int) -> tuple[int, bytes]:
    return new_id(), jpeg(number, size=(2400, 1800)) + b"\0" * 1_000_000


def test_a_full_disk_is_told_and_loses_nothing(cramped: Town, small_disk: Path) -> None:
    phone = Phone(cramped.portal.url).logs_in(cramped.crowd[0])
    early = dict(_photo(number) for number in range(5))
    assert {phone.uploads(i, content).status for i, content in early.items()} == {201}
    ballast = _fill(small_disk)
    late, content = _photo(99)
    refused = _put(phone, late, content)
    assert refused.status in {503, 507}
    assert "room" in refused.text or "answer" in refused.text, refused.text
    assert _kept(phone, early)
    ballast.unlink()
    assert phone.uploads(late, content).status == 201
    assert _kept(phone, early | {late: content})
    proofs.record(
        "A full disk",
        (
            f"an upload without room for it: {refused.status}, “{_words(refused)}”",
            f"acknowledged before: {len(early)}, all there byte for byte",
            "the same upload with room again: taken",
        ),
    )


def _put(phone: Phone, photo_id: int, content: bytes) -> Answer:
    return phone.asks("PUT", f"/contribute/files/{encode(photo_id)}?name=late.jpg", content)


def _kept(phone: Phone, photos: dict[int, bytes]) -> bool:
    return all(
        phone.insists("GET", f"/media/{encode(photo_id)}/untouched").body == content
        for photo_id, content in photos.items()
    )


def _words(answer: Answer) -> str:
    import json

    problem = json.loads(answer.body)
    return str(problem.get("detail") or problem.get("title"))
