"""Changes that arrive while an index is rebuilt, to be made in the new one before the swap."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from portal.search.port import Document


@dataclass(frozen=True)
class Change:
    """One commit: documents to add or replace, and keys to remove."""

    documents: tuple[Document, ...] = ()
    removed: tuple[str, ...] = ()


class Journal:
    """A file of one change a line; written and read under the writer's lock."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def begin(self) -> None:
        self._path.write_text("")
        self._path.chmod(0o600)

    def end(self) -> None:
        self._path.unlink(missing_ok=True)

    def append(self, change: Change) -> None:
        documents = [{**asdict(d), "added": d.added.isoformat()} for d in change.documents]
        with self._path.open("a") as file:
            file.write(json.dumps([documents, change.removed]) + "\n")

    def read(self) -> Change:
        """All changes as one, the last word on each key.

        A last line cut off by a kill was never committed and is left out.
        """
        latest: dict[str, Document | None] = {}
        for line in self._path.read_text().splitlines(keepends=True):
            if line.endswith("\n"):
                documents, removed = json.loads(line)
                latest.update((d.key, d) for d in map(_document, documents))
                latest.update(dict.fromkeys(removed))
        return Change(
            tuple(document for document in latest.values() if document is not None),
            tuple(key for key, document in latest.items() if document is None),
        )


def _document(written: dict[str, object]) -> Document:
    fields = dict(written)
    for name in ("tags", "people", "places"):
        fields[name] = tuple(fields[name])  # type: ignore[arg-type]
    facets = fields["facets"]
    fields["facets"] = {name: tuple(values) for name, values in facets.items()}  # type: ignore[attr-defined]
    fields["added"] = datetime.fromisoformat(str(fields["added"]))
    return Document(**fields)  # type: ignore[arg-type]
