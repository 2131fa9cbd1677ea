"""The snapshot that readers share, renewed when the index on disk has changed."""

import re
import threading
import time
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError, FileIndex

from portal.search.folder import IndexFolder, must_be_rebuilt
from portal.search.segment import Segment
from portal.search.snapshot import Snapshot

_State = tuple[Path, int]

_TOC = re.compile(r"_MAIN_(\d+)\.toc")
_TRIES, _PAUSE = 3, 0.02


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
        for _ in range(_TRIES):
            try:
                return self._newest()
            except (FileNotFoundError, EmptyIndexError):
                # A merge or a swap took a file away between the listing and the opening.
                time.sleep(_PAUSE)
        raise must_be_rebuilt()

    def _newest(self) -> Snapshot:
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
        found = (_TOC.fullmatch(file.name) for file in folder.iterdir())
        return folder, max((int(match[1]) for match in found if match), default=-1)

    def _open(self, state: _State) -> Snapshot:
        try:
            return self._read(state[0])
        except (FileNotFoundError, EmptyIndexError):
            raise
        except Exception as error:
            # Whoosh and pickle raise anything at all over a damaged file.
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
