"""How the index follows the tables: batches from the outbox, or everything again."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.search.port import Document, SearchIndex, key_of

BATCH = 200


@dataclass(frozen=True)
class Source:
    """Where documents of one subject type come from.

    `load` gives those of these ids that everybody may see; `every_id` all that it would give.
    """

    load: Callable[[Sequence[int]], list[Document]]
    every_id: Callable[[], Iterator[int]]


def feed(
    index: SearchIndex, sources: Mapping[str, Source], changed: Iterable[tuple[str, int]]
) -> None:
    """Bring the index up to date with these subjects: what is not public any more goes out."""
    by_type: dict[str, list[int]] = {}
    for subject_type, subject_id in changed:
        if subject_type in sources:
            by_type.setdefault(subject_type, []).append(subject_id)
    for subject_type, ids in by_type.items():
        documents = sources[subject_type].load(ids)
        shown = {document.key for document in documents}
        index.delete(gone(subject_type, ids, shown))
        index.update(documents)


def gone(subject_type: str, ids: Iterable[int], shown: Collection[str]) -> list[str]:
    """The keys of subjects that have no document any more."""
    keys = (key_of(subject_type, number) for number in ids)
    return [key for key in keys if key not in shown]


def everything(sources: Mapping[str, Source]) -> Iterator[Document]:
    """Every document there is, for a rebuild."""
    for source in sources.values():
        batch: list[int] = []
        for number in source.every_id():
            batch.append(number)
            if len(batch) == BATCH:
                yield from source.load(batch)
                batch = []
        yield from source.load(batch) if batch else ()
