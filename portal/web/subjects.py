"""What reports, decisions and threads can be about, without knowing its tables."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from flask import current_app

from portal.kernel.errors import NotFound
from portal.web.viewer import Viewer


@dataclass(frozen=True)
class SubjectCard:
    """How a subject is named and reached; `owner_id` is the member it belongs to."""

    type: str
    id: int
    title: str
    url: str
    owner_id: int | None = None
    thumbnail: str | None = None


@dataclass(frozen=True)
class SubjectType:
    """A kind of subject; `find` and `find_many` pass through the subject's own gate."""

    name: str
    find: Callable[[Viewer, int], SubjectCard | None]
    # For lists: the cards of those that are there for this viewer, in a few queries.
    find_many: Callable[[Viewer, Sequence[int]], Iterable[SubjectCard]] | None = None


def find_subject(viewer: Viewer, subject_type: str, subject_id: int) -> SubjectCard | None:
    """The card of a subject, or None when it is not there for this viewer."""
    kinds: dict[str, SubjectType] = current_app.extensions["portal.subjects"]
    kind = kinds.get(subject_type)
    return kind.find(viewer, subject_id) if kind else None


def get_subject(viewer: Viewer, subject_type: str, subject_id: int) -> SubjectCard:
    """The same, but NotFound when it is not there."""
    card = find_subject(viewer, subject_type, subject_id)
    if card is None:
        raise NotFound
    return card


def find_subjects(
    viewer: Viewer, subjects: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], SubjectCard]:
    """The cards of many subjects (type, id); those that are not there are left out."""
    wanted: dict[str, set[int]] = {}
    for subject_type, subject_id in subjects:
        wanted.setdefault(subject_type, set()).add(subject_id)
    kinds: dict[str, SubjectType] = current_app.extensions["portal.subjects"]
    found = [
        card
        for name, ids in wanted.items()
        if name in kinds
        for card in _cards(kinds[name], viewer, sorted(ids))
    ]
    return {(card.type, card.id): card for card in found}


def _cards(kind: SubjectType, viewer: Viewer, ids: Sequence[int]) -> list[SubjectCard]:
    if kind.find_many is not None:
        return list(kind.find_many(viewer, ids))
    return [card for card in (kind.find(viewer, one) for one in ids) if card is not None]
