"""Writing to one Whoosh index: each call is one commit, which a kill leaves whole or undone."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex, LockError
from whoosh.reading import TermNotFound

from portal.search.codec import Codec
from portal.search.folder import is_busy, must_be_rebuilt
from portal.search.journal import Change
from portal.search.port import Document
from portal.search.schema import CARD, FACETS, KEY, SPELLING, STARTS, TITLES, WORDS, make_schema
from portal.search.terms import analyse, facets_of, write_card

_UPDATE_MEGABYTES, _REBUILD_MEGABYTES = 64, 256
_WRITER_TIMEOUT = 10.0
_PROGRESS_STEP = 100


def create(folder: Path) -> None:
    """An empty index in an empty folder."""
    FileStorage(str(folder)).create_index(make_schema())


def write_change(folder: Path, change: Change) -> None:
    """One commit. Small segments are merged on the way; never the whole index."""
    writer = _open_writer(folder, _UPDATE_MEGABYTES)
    try:
        documents = {document.key: document for document in change.documents}
        _remove(writer, [*documents, *change.removed])
        for document in documents.values():
            _add(writer, document)
    except BaseException:
        writer.cancel()
        raise
    writer.commit()


def write_all(
    folder: Path, documents: Iterable[Document], progress: Callable[[int], None] | None
) -> None:
    """Fill an empty index in one commit; keys come once."""
    writer = _open_writer(folder, _REBUILD_MEGABYTES)
    done = 0
    try:
        for done, document in enumerate(documents, 1):
            _add(writer, document)
            if progress is not None and done % _PROGRESS_STEP == 0:
                progress(done)
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
    if progress is not None and done % _PROGRESS_STEP:
        progress(done)


def _open_writer(folder: Path, megabytes: int) -> Any:
    try:
        index = FileIndex(FileStorage(str(folder)))
        # Not compound: Whoosh copies such files into the memory of every process that reads them.
        return index.writer(
            timeout=_WRITER_TIMEOUT, limitmb=megabytes, codec=Codec(), compound=False
        )
    except LockError:
        raise is_busy() from None
    except Exception as error:
        # Whoosh and pickle raise anything at all over a damaged file.
        raise must_be_rebuilt() from error


def _remove(writer: Any, keys: Iterable[str]) -> None:
    reader = writer.reader()
    for key in dict.fromkeys(keys):
        try:
            numbers = list(reader.postings(KEY, key).all_ids())
        except TermNotFound:
            continue
        for number in numbers:
            writer.delete_document(number)


def _add(writer: Any, document: Document) -> None:
    found = analyse(document)
    writer.add_document(
        **{
            KEY: document.key,
            CARD: write_card(document, found.length),
            TITLES: dict(document.title),
            WORDS: found.terms,
            STARTS: found.starts,
            SPELLING: dict.fromkeys(found.spelling, 1.0),
            FACETS: dict.fromkeys(facets_of(document), 1.0),
        }
    )
