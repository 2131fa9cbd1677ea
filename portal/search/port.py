"""The search port: what the portal asks of a search engine, whichever serves it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, Protocol

LANGUAGES = ("fr", "br", "nl", "en")
Order = Literal["relevance", "newest"]


@dataclass(frozen=True)
class Document:
    """One findable thing; `title` and `body` are plain texts by language tag.

    A text of a language other than LANGUAGES is found by its words as written. `facets` are
    exact values to filter by and to count. Years are inclusive; None means open on that side,
    both None means undated. `added` is timezone-aware.
    """

    kind: str
    id: int
    title: Mapping[str, str]
    body: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    year_start: int | None = None
    year_end: int | None = None
    added: datetime = datetime(2020, 1, 1, tzinfo=UTC)

    @property
    def key(self) -> str:
        return key_of(self.kind, self.id)


def key_of(kind: str, number: int) -> str:
    """The name of a document in the index, such as ``photo:42``."""
    return f"{kind}:{number}"


@dataclass(frozen=True)
class SearchQuery:
    """What a person asks: typed text, chosen filters, a period.

    In `text`, quotes ask for a phrase and a leading minus excludes; nothing else is special, and
    any text is safe. Values of one filter widen (or), filters narrow each other (and). `years`
    keeps what overlaps the inclusive range. An empty text lists everything, newest first.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    years: tuple[int | None, int | None] = (None, None)
    offset: int = 0
    limit: int = 20
    order: Order = "relevance"
    prefers: str | None = None


@dataclass(frozen=True)
class Hit:
    """A found document; `score` only compares hits of one answer."""

    kind: str
    id: int
    score: float

    @property
    def key(self) -> str:
        return key_of(self.kind, self.id)


@dataclass(frozen=True)
class Results:
    """One page of hits, and the counts of the whole answer.

    `facets[name][value]` counts what one would see with that value chosen instead of the present
    choice in the same filter, so a filter can be changed. `corrected` is a better spelling of the
    typed text when little was found, else None.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    corrected: str | None = None


@dataclass(frozen=True)
class Suggestion:
    """A document whose title has words beginning as typed; `title` is the title that fits."""

    kind: str
    id: int
    title: str


@dataclass(frozen=True)
class Fragment:
    """A piece of a plain-text passage; `hit` pieces are to be marked."""

    text: str
    hit: bool


class SearchIndex(Protocol):
    """A search engine. Every method raises `kernel.errors.Unavailable` when it cannot answer.

    `hidden` are keys of documents whose change waits in the outbox and which must not be shown:
    they are in no hit, total, count, correction or suggestion.
    """

    def prepare(self) -> None:
        """Make an empty index where there is none; leave any other alone."""

    def update(self, documents: Iterable[Document]) -> None:
        """Add or replace documents in one commit; after it returns every reader sees them."""

    def delete(self, keys: Iterable[str]) -> None:
        """Remove documents in one commit; keys that are not there are fine."""

    def search(self, query: SearchQuery, hidden: Collection[str] = ()) -> Results:
        """The documents that have all typed words first, then those that have most of them."""

    def suggest(
        self, prefix: str, limit: int = 8, hidden: Collection[str] = ()
    ) -> list[Suggestion]:
        """Titles in which every typed word begins a word, accents aside."""

    def keys(self) -> Iterator[str]:
        """The keys of all documents, in no order."""

    def count(self) -> int:
        """How many documents there are."""

    def answers(self) -> bool:
        """Whether the index can be asked; never raises."""

    def rebuild(
        self, documents: Iterable[Document], progress: Callable[[int], None] | None = None
    ) -> None:
        """Build anew beside the running index and swap at the end; `progress` gets the count."""
