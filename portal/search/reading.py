"""The snapshot that readers share, renewed when the index on disk has changed."""

import threading
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from portal.search.folder import IndexFolder, must_be_rebuilt
from portal.search.segment import Segment
from portal.search.snapshot import Snapshot

_State = tuple[Path, int]


class Readers:
    """One snapshot a process; threads share it. Segments live on from snapshot to snapshot."""

    def __init__(self, folder: IndexFolder) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._state: _State | None = None
        self._snapshot = Snapshot(())
        self._segments: dict[str, Segment] = {}

    def snapshot(self) -> Snapshot:
        """The newest committed state; raises Unavailable if the index cannot be read."""
        if self._look() == self._state:
            return self._snapshot
        with self._lock:
            state = self._look()
            if state != self._state:
                self._snapshot = self._open(state)
                self._state = state
            return self._snapshot

    def _look(self) -> _State:
        """What is on disk now: a small file and one listing."""
        folder = self._folder.current()
        try:
            generation: int = FileIndex(FileStorage(str(folder))).latest_generation()
        except Exception as error:
            raise must_be_rebuilt() from error
        return folder, generation

    def _open(self, state: _State) -> Snapshot:
        try:
            return self._read(state[0])
        except FileNotFoundError:
            # A merge or a swap took a file away between the listing and the opening.
            return self._retry()
        except Exception as error:
            raise must_be_rebuilt() from error

    def _retry(self) -> Snapshot:
        try:
            return self._read(self._look()[0])
        except Exception as error:
            raise must_be_rebuilt() from error

    def _read(self, folder: Path) -> Snapshot:
        reader = FileIndex(FileStorage(str(folder))).reader()
        known, segments = self._segments, {}
        parts = []
        for leaf, _ in reader.leaf_readers():
            if leaf.segments():
                name = leaf.segment().segment_id()
                segments[name] = segment = known.get(name) or Segment(leaf)
                parts.append((segment, _deleted(leaf)))
        self._segments = segments
        return Snapshot(parts)


def _deleted(reader: Any) -> frozenset[int]:
    return frozenset(reader.deleted_docs_set)
