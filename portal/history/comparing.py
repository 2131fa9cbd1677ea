"""What differs between two states, down to the words of a text."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import takewhile
from typing import Any

from portal.history.models import Snapshot
from portal.history.recording import list_changes

LONGEST = 10_000  # characters compared word by word; more is shown as replaced
_TOKEN = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")


class Op(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Segment:
    """A run of text with one fate."""

    text: str
    op: Op


@dataclass(frozen=True)
class FieldChange:
    """One field before and after; `words` is empty unless both are texts (or absent)."""

    field: str
    before: Any
    after: Any
    words: tuple[Segment, ...] = ()


def compare(before: Snapshot, after: Snapshot) -> list[FieldChange]:
    """The fields that differ, in the order of the snapshots."""
    return [
        FieldChange(name, old, new, diff_words(old or "", new or "") if _texts(old, new) else ())
        for name, (old, new) in list_changes(before, after).items()
    ]


def diff_words(before: str, after: str) -> tuple[Segment, ...]:
    """Segments whose same + removed parts give `before`, and same + added parts `after`.

    What the texts share at both ends is set aside first; if more than 10,000 characters remain
    on a side, they are shown as replaced, so that the time stays bounded.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    runs = [(Op.SAME, old[:head])]
    if max(_length(old_middle), _length(new_middle)) > LONGEST:
        runs += [(Op.REMOVED, old_middle), (Op.ADDED, new_middle)]
    else:
        runs += _match(old_middle, new_middle)
    runs.append((Op.SAME, old[len(old) - tail :]))
    return tuple(Segment("".join(tokens), op) for op, tokens in runs if tokens)


def _match(old: list[str], new: list[str]) -> list[tuple[Op, list[str]]]:
    runs = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            runs.append((Op.SAME, old[i1:i2]))
        else:
            runs += [(Op.REMOVED, old[i1:i2]), (Op.ADDED, new[j1:j2])]
    return runs


def _shared(old: list[str], new: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _length(tokens: list[str]) -> int:
    return sum(map(len, tokens))


def _texts(old: object, new: object) -> bool:
    return all(isinstance(value, str | None) for value in (old, new))
