"""What every store can do, wherever it keeps its bytes."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from portal.kernel.errors import Forbidden, Invalid
from portal.storage.keys import is_original

CHUNK_BYTES = 1024 * 1024
MARK = ".instance"


class ObjectStore(Protocol):
    """Bytes by key. Every method raises Invalid (`bad_key`) for a key that is none of ours,
    and Unavailable when the store does not answer or is full."""

    def put(self, key: str, path: Path) -> None:
        """Store the file's bytes; when this returns they outlive a power cut.

        An original that is there already in its full size is left alone; a derivative is
        replaced at once and whole. The file at `path` stays the caller's.
        """

    def open(self, key: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """The bytes from `start`, at most `length` of them, in pieces of bounded size.

        Raises NotFound at the call, not at the first piece.
        """

    def read(self, key: str) -> bytes:
        """All bytes of a small object; NotFound when there is none."""

    def local(self, key: str) -> AbstractContextManager[Path]:
        """A file on this machine to read from (never to write to) inside the block."""

    def size(self, key: str) -> int:
        """Bytes; NotFound when there is no such object."""

    def exists(self, key: str) -> bool:
        """Whether the object is there."""

    def delete(self, key: str, *, expunge: bool = False) -> None:
        """Remove a derivative; nothing happens when it is not there.

        Originals are refused with Forbidden unless a steward expunges.
        """

    def keys(self, prefix: str = "") -> Iterator[str]:
        """Every key below a folder such as ``originals``, in no promised order."""

    def answers(self) -> bool:
        """Whether the store can be used now; quick, never raises."""

    def mark(self, text: str) -> str:
        """Write the store's own mark if it has none; the mark that holds."""


def check_delete(key: str, expunge: bool) -> None:
    """Forbidden (`original_kept`) for an original that nobody expunges."""
    if is_original(key) and not expunge:
        raise Forbidden("originals are kept", reason="original_kept")


def check_range(start: int, length: int | None) -> None:
    """Invalid (`bad_range`) for a range that begins before the beginning or has less than none."""
    if start < 0 or (length is not None and length < 0):
        raise Invalid("a range begins at 0 or later", reason="bad_range")
