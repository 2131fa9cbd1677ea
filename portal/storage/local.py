"""A folder on this machine as the store."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from portal.kernel.errors import NotFound
from portal.storage.disk import PART, part_file, sync_folder, sync_folders
from portal.storage.keys import check_key, check_replacement, is_original
from portal.storage.store import CHUNK_BYTES, MARK, check_delete, check_range


class LocalStore:
    """One file for each key below `root`; hidden names are never keys."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def put(self, key: str, path: Path) -> None:
        target = self._path(key)
        if target.is_file() and is_original(key):
            if target.stat().st_size == path.stat().st_size:
                # Another process may have renamed it a moment ago and not synced yet.
                sync_folders(target.parent, self.root)
                return
            check_replacement(key, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        with part_file(_part_beside(target)) as part:
            _copy_synced(path, part)
            part.replace(target)
        # Every folder on the way: the one above may be a moment old, made by somebody else.
        sync_folders(target.parent, self.root)

    def open(self, key: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        check_range(start, length)
        try:
            source = self._path(key).open("rb")
        except (FileNotFoundError, IsADirectoryError):
            raise NotFound from None
        source.seek(start)
        return _pieces(source, length)

    def read(self, key: str) -> bytes:
        return b"".join(self.open(key))

    @contextmanager
    def local(self, key: str) -> Iterator[Path]:
        self.size(key)
        yield self._path(key)

    def size(self, key: str) -> int:
        path = self._path(key)
        if not path.is_file():
            raise NotFound
        return path.stat().st_size

    def exists(self, key: str) -> bool:
        return self._path(key).is_file()

    def delete(self, key: str, *, expunge: bool = False) -> None:
        check_delete(key, expunge)
        path = self._path(key)
        if path.is_file():
            path.unlink(missing_ok=True)
            sync_folder(path.parent)

    def keys(self, prefix: str = "") -> Iterator[str]:
        top = self._path(prefix.rstrip("/")) if prefix else self.root
        for folder, names, files in os.walk(top):
            names.sort()
            for name in sorted(files):
                if not name.startswith("."):
                    yield (Path(folder) / name).relative_to(self.root).as_posix()

    def answers(self) -> bool:
        return self.root.is_dir() and os.access(self.root, os.R_OK | os.W_OK | os.X_OK)

    def mark(self, text: str) -> str:
        path = self.root / MARK
        if not path.exists():
            fresh = _part_beside(path)
            with part_file(fresh):
                fresh.write_text(text)
                with suppress(FileExistsError):  # another process was quicker: its mark holds
                    path.hardlink_to(fresh)
            fresh.unlink()
            sync_folder(self.root)
        return path.read_text().strip()

    def _path(self, key: str) -> Path:
        return self.root / check_key(key)


def _part_beside(target: Path) -> Path:
    return target.with_name(f"{PART}{secrets.token_hex(8)}")


def _copy_synced(source: Path, target: Path) -> None:
    with source.open("rb") as reader, target.open("xb") as writer:
        shutil.copyfileobj(reader, writer, CHUNK_BYTES)
        writer.flush()
        os.fsync(writer.fileno())


def _pieces(source: BinaryIO, length: int | None) -> Iterator[bytes]:
    with source:
        left = length
        while chunk := source.read(CHUNK_BYTES if left is None else min(CHUNK_BYTES, left)):
            yield chunk
            left = None if left is None else left - len(chunk)
