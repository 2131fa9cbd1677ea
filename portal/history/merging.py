"""Two people changed the same state: what goes together, and what only a person can decide."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from portal.history.models import Snapshot


@dataclass(frozen=True)
class FieldConflict:
    """Both changed the same field differently."""

    field: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merged:
    """`values` has every field, and what is stored (theirs) where there is a conflict."""

    values: dict[str, Any]
    conflicts: tuple[FieldConflict, ...]

    @property
    def is_clean(self) -> bool:
        return not self.conflicts


def merge(
    base: Snapshot, mine: Snapshot, theirs: Snapshot, *, sets: Collection[str] = ()
) -> Merged:
    """Three-way merge, field by field: who changed a field alone wins it.

    `base` is what I began from, `theirs` what is stored now. Fields named in `sets` are lists
    where order and repetition mean nothing (tags): what each added or removed is combined.
    An absent field counts as None.
    """
    values: dict[str, Any] = {}
    conflicts = []
    for name in dict.fromkeys([*base, *theirs, *mine]):
        old, my, their = base.get(name), mine.get(name), theirs.get(name)
        if name in sets:
            values[name] = _merge_sets(old or [], my or [], their or [])
        elif my in (old, their):
            values[name] = their
        else:
            values[name] = my if their == old else their
            if their != old:
                conflicts.append(FieldConflict(name, old, my, their))
    return Merged(values, tuple(conflicts))


def _merge_sets(base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
    kept = [item for item in theirs if item in mine or item not in base]
    return kept + [item for item in mine if item not in base and item not in theirs]
