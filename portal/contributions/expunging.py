"""Removing a work for good: from its rows, its history, its files and the index."""

from dataclasses import dataclass

from sqlalchemy import delete, select

from portal import history, jobs
from portal.contributions import queries, rules
from portal.contributions.content import Content
from portal.contributions.models import Contribution, Photo
from portal.contributions.rules import State
from portal.contributions.service import SUBJECT, subject_of
from portal.database import db, lock_row, transaction
from portal.kernel.errors import NotFound
from portal.uploads.expunging import Forgotten, forget_files
from portal.uploads.queries import find_files_by_content, get_file


@dataclass(frozen=True)
class Facts:
    """What a steward needs to know before; content is left out unless the gate shows it."""

    id: int
    state: State
    contributor_id: int


def facts_of(contribution_id: int) -> Facts:
    """A work in any state but expunged: the law reaches drafts and withdrawn works too."""
    work = db.session.get(Contribution, contribution_id)
    if work is None or work.state == State.EXPUNGED:
        raise NotFound
    return Facts(work.id, State(work.state), work.contributor_id)


def twins_of(contribution_id: int) -> list[int]:
    """Other works that show the very same bytes: these keep the bytes where they are."""
    files = _files_of(contribution_id)
    same = {f.id for one in files for f in find_files_by_content(get_file(one).sha256)}
    works = [work for file_id in same for work in queries.works_of_file(file_id)]
    return sorted(
        work.id for work in works if work.id != contribution_id and work.state != State.EXPUNGED
    )


def expunge(contribution_id: int, ground: str, author_id: int | None) -> Forgotten:
    """Blank the work; a tombstone revision with the ground remains. Joins the caller's unit.

    `uploads.expunging.erase` takes the bytes away once that unit is committed. Raises NotFound,
    or Conflict (`state`) when it was done before.
    """
    with transaction():
        work = lock_row(Contribution, contribution_id)
        work.state = rules.moved("expunge", State(work.state))
        files = _files_of(work.id)
        _blank(work)
        db.session.flush()
        gone = forget_files(files)
        _blank_history(work, ground, author_id)
        jobs.publish("index", SUBJECT, work.id)
    return gone


def _files_of(contribution_id: int) -> list[int]:
    return list(
        db.session.scalars(select(Photo.file_id).where(Photo.contribution_id == contribution_id))
    )


def _blank(work: Contribution) -> None:
    """Who and when stay, so that the tombstone can say that something was here."""
    work.take(Content(language=work.language))
    work.made_with, work.proposed = [], {}
    work.problem = work.returns_to = work.cover_file_id = None
    db.session.execute(delete(Photo).where(Photo.contribution_id == work.id))


def _blank_history(work: Contribution, ground: str, author_id: int | None) -> None:
    try:
        tombstone = history.expunge_fields(
            subject_of(work.id), None, ground=ground, author_id=author_id
        )
    except NotFound:  # a draft has no history
        return
    work.revision = tombstone.number
