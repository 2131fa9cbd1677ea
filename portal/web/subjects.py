"""What reports, decisions and threads can be about, without knowing its tables."""

from collections.abc import Callable
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
    """A kind of subject; `find` passes through the subject's own gate."""

    name: str
    find: Callable[[Viewer, int], SubjectCard | None]


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
