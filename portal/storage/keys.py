"""Names of stored objects: the same on a disk and in a bucket, and never a way out of either."""

import hashlib
import re
from pathlib import Path

from portal.kernel import ids
from portal.kernel.errors import Conflict, Invalid

ORIGINALS = "originals/"
MAX_LENGTH = 512
_SEGMENT = r"[A-Za-z0-9_-][A-Za-z0-9._-]*"
_KEY = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*")
_SHA256 = re.compile("[0-9a-f]{64}")
_RECIPE = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


def original_key(sha256: str) -> str:
    """Where the original with this digest (64 lower-case hex digits) lives."""
    if not _SHA256.fullmatch(sha256):
        raise Invalid("a SHA-256 has 64 lower-case hexadecimal digits", reason="bad_key")
    return f"{ORIGINALS}{sha256[:2]}/{sha256[2:4]}/{sha256}"


def derivative_key(file_id: int, recipe: str) -> str:
    """Where what a recipe made of a file lives; `recipe` is such as ``w1024.webp``."""
    if not _RECIPE.fullmatch(recipe):
        raise Invalid("a recipe is a short lower-case name", reason="bad_key")
    name = ids.encode(file_id).lower()
    # The last characters of an id are random: they spread the folders evenly.
    return f"derivatives/{name[-2:]}/{name}/{recipe}"


def check_key(key: str) -> str:
    """The key itself; Invalid (`bad_key`) for anything hidden, absolute or climbing."""
    if len(key) > MAX_LENGTH or not _KEY.fullmatch(key):
        raise Invalid("this is no name of a stored object", reason="bad_key")
    return key


def is_original(key: str) -> bool:
    return key.startswith(ORIGINALS)


def check_replacement(key: str, path: Path) -> None:
    """An original may only be replaced by the bytes its name promises (after damage)."""
    if not is_original(key):
        return
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
    if not key.endswith(digest):
        raise Conflict("another original is stored under this name", reason="not_its_bytes")
