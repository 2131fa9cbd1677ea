"""From a stream to a file on disk with its digest, before anything else looks at it."""

import hashlib
import os
import secrets
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from flask_babel import lazy_gettext as _l

from portal.kernel.errors import Invalid
from portal.storage.disk import PART, part_file
from portal.storage.store import CHUNK_BYTES


@dataclass(frozen=True)
class Received:
    """Bytes that arrived whole: hex digest, number of bytes, and the caller's file to remove."""

    sha256: str
    size: int
    path: Path


def spool(source: BinaryIO, folder: Path, limit: int) -> Received:
    """Stream to a synced file in `folder`, hashing on the way; memory stays at a megabyte.

    Raises Invalid (`too_large`) beyond `limit` bytes and Unavailable (`disk_full`); neither
    leaves a file behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{PART}{secrets.token_hex(8)}"
    digest, size = hashlib.sha256(), 0
    with part_file(path), path.open("xb") as target:
        while chunk := source.read(CHUNK_BYTES):
            size += len(chunk)
            if size > limit:
                raise Invalid(_l("This file is too large."), reason="too_large")
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    return Received(digest.hexdigest(), size, path)


def sweep_parts(folder: Path, older_than: timedelta) -> int:
    """Remove unfinished files that a killed process left below `folder`; how many."""
    oldest = time.time() - older_than.total_seconds()
    removed = 0
    for path in folder.rglob(f"{PART}*"):
        try:
            if path.stat().st_mtime < oldest:
                path.unlink()
                removed += 1
        except FileNotFoundError:
            continue  # its own process finished or removed it meanwhile
    return removed
