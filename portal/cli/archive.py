"""The file of a backup: a tar with the database, originals, settings and a list of digests."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from portal.kernel.errors import Invalid

FORMAT = 1
MANIFEST = "manifest.json"


@dataclass
class Manifest:
    """What a backup holds: SHA-256 and bytes of each member, and what was wrong already then."""

    made_at: str
    database: str
    revision: str | None
    members: dict[str, tuple[str, int]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT


class Pieces(io.RawIOBase):
    """A readable file of the pieces of an object, which notes their digest in passing."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = b""
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self.digest.update(piece)
            self._left = piece
        count = min(len(buffer), len(self._left))
        buffer[:count], self._left = self._left[:count], self._left[count:]
        return count


class Writer:
    """Adds members to the tar and to the manifest."""

    def __init__(self, tar: tarfile.TarFile, manifest: Manifest) -> None:
        self._tar = tar
        self.manifest = manifest

    def add(self, name: str, pieces: Iterable[bytes], size: int) -> str:
        """Add what the pieces hold, `size` bytes together; their SHA-256 in hexadecimal."""
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        source = Pieces(pieces)
        self._tar.addfile(info, io.BufferedReader(source))
        digest = source.digest.hexdigest()
        self.manifest.members[name] = (digest, size)
        return digest

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as file:
            self.add(name, iter(lambda: file.read(1 << 20), b""), path.stat().st_size)


@contextmanager
def writing(target: Path, manifest: Manifest) -> Iterator[Writer]:
    """A backup to fill; it has its name only when all of it is on the disk."""
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as file:
            os.fchmod(file.fileno(), 0o600)  # addresses and password hashes are in it
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield Writer(tar, manifest)
                text = json.dumps(asdict(manifest), indent=1).encode()
                info = tarfile.TarInfo(MANIFEST)
                info.size = len(text)
                tar.addfile(info, io.BytesIO(text))
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def read_manifest(tar: tarfile.TarFile) -> Manifest:
    """The list of what is in it; Invalid (`no_backup`) for any other tar."""
    try:
        member = tar.extractfile(MANIFEST)
        facts = json.loads(member.read()) if member else {}
        members = {name: (digest, size) for name, (digest, size) in facts.pop("members").items()}
        manifest = Manifest(**facts, members=members)
    except (KeyError, ValueError, TypeError) as error:
        raise Invalid("This file is no backup of a portal.", reason="no_backup") from error
    if manifest.format != FORMAT:
        raise Invalid("This backup is of another version of the portal.", reason="no_backup")
    return manifest


def take_out(tar: tarfile.TarFile, name: str, manifest: Manifest, target: BinaryIO) -> None:
    """Write a member to an open file; Invalid (`damaged`) unless its digest is as listed."""
    source = tar.extractfile(name)
    digest = hashlib.sha256()
    while source and (piece := source.read(1 << 20)):
        digest.update(piece)
        target.write(piece)
    target.flush()
    os.fsync(target.fileno())
    if digest.hexdigest() != manifest.members[name][0]:
        raise Invalid(f"{name} in this backup is damaged.", reason="damaged")
