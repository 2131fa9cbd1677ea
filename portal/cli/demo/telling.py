"""How a work of the demonstration is written down: what it shows and what happened to it."""

from dataclasses import dataclass, field
from typing import Any

# A moment far from any other id; the low bits are the number of the work.
_FIRST = 131_072_000_000 << 22


@dataclass(frozen=True)
class Person:
    """Somebody invented; the address is `handle@example.org`."""

    handle: str
    name: str
    language: str
    about: str = ""
    roles: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.handle}@example.org"


@dataclass(frozen=True)
class Change:
    """A later edit: who, what, why."""

    by: str
    why: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """What a curator decided, by the words of governance."""

    by: str
    action: str
    reason: str = ""
    words: str = ""


@dataclass(frozen=True)
class Complaint:
    """What somebody (None: a passer-by) reported."""

    by: str | None
    reason: str
    words: str = ""


@dataclass(frozen=True)
class Work:
    """A picture and its story. `place` is latitude and longitude; `days` how long ago it was
    published; `stays` is a state it does not reach by publishing: draft or withdrawn."""

    number: int
    by: str
    motif: str
    tone: str
    title: str
    story: str = ""
    tags: tuple[str, ...] = ()
    place: tuple[float, float] | None = None
    edtf: str = ""
    days: float = 30
    language: str = "fr"
    precision: str = "exact"
    licence: str = "CC-BY-SA-4.0"
    ownership: str = "mine"
    why: str = ""
    maker: str = ""
    size: tuple[int, int] = (1500, 1000)
    translations: dict[str, tuple[str, str]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    verdict: Verdict | None = None
    appeal: str = ""
    stays: str = ""

    @property
    def id(self) -> int:
        """The same in every portal, so that the demonstration knows its own."""
        return _FIRST | self.number


def id_of(number: int, step: int) -> int:
    """The id of what happened to a work: a report, a decision."""
    return _FIRST | (1 << 20) | (number << 8) | step
