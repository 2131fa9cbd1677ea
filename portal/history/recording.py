"""Writing revisions inside the caller's unit of work, and reading them."""

import json
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import defer

from portal.database import db
from portal.history.models import Action, Revision, Snapshot, Subject
from portal.kernel import clock
from portal.kernel.errors import Conflict, NotFound
from portal.kernel.ids import new_id
from portal.kernel.pages import Page, decode_cursor, encode_cursor


def record(
    subject: Subject,
    *,
    author_id: int | None,
    reason: str,
    snapshot: Snapshot,
    action: Action,
) -> Revision | None:
    """Write the next revision in the caller's transaction; None when nothing changed.

    The first revision of a subject is always written. A change that leaves every field as it
    was (pressing save twice, restoring what is there) makes no revision, whatever its action:
    a list of revisions is a list of changes. Raises Conflict when somebody else wrote the same
    number first (the caller did not lock the subject's row): the whole unit is undone then.
    """
    state = _as_stored(snapshot)
    last = find_last(subject)
    changed = list_changes(last.snapshot, state) if last else {}
    if last and not changed:
        return None
    values = {
        "number": last.number + 1 if last else 1,
        "author_id": author_id,
        "reason": reason,
        "action": action,
        "snapshot": state,
        "changed": changed,
    }
    return write(subject, values)


def write(subject: Subject, values: dict[str, Any]) -> Revision:
    """Insert one revision now, so that a number taken by another is noticed here."""
    row = {
        "id": new_id(),
        "subject_type": subject.type,
        "subject_id": subject.id,
        "made_at": clock.now(),
        "expunged": [],
    }
    try:
        return db.session.execute(insert(Revision).returning(Revision), [row | values]).scalar_one()
    except IntegrityError as error:
        raise Conflict(_l("Somebody else changed this at the same moment.")) from error


def current_number(subject: Subject) -> int:
    """The number of the newest revision, 0 when there is none."""
    query = select(Revision.number).where(_of(subject)).order_by(Revision.number.desc()).limit(1)
    return db.session.scalar(query) or 0


def find_last(subject: Subject) -> Revision | None:
    """The newest revision, or None."""
    query = select(Revision).where(_of(subject)).order_by(Revision.number.desc()).limit(1)
    return db.session.scalar(query)


def get_revision(subject: Subject, number: int) -> Revision:
    """One revision with its snapshot. Raises NotFound."""
    # A number from an address may be larger than the column holds.
    query = select(Revision).where(_of(subject), Revision.number == number)
    revision = db.session.scalar(query) if 0 < number < 2**31 else None
    if revision is None:
        raise NotFound
    return revision


def list_revisions(subject: Subject, cursor: str | None = None, limit: int = 50) -> Page[Revision]:
    """Newest first; snapshots are left in the table until they are asked for."""
    query = select(Revision).options(defer(Revision.snapshot)).where(_of(subject))
    if cursor:
        (before,) = decode_cursor(cursor, int)
        query = query.where(Revision.number < before)
    found = db.session.scalars(query.order_by(Revision.number.desc()).limit(limit + 1)).all()
    shown = tuple(found[:limit])
    more = len(found) > limit
    return Page(shown, encode_cursor(shown[-1].number) if more else None)


def list_changes(before: Snapshot, after: Snapshot) -> dict[str, list[Any]]:
    """Field → [before, after] where they differ; an absent field counts as None."""
    fields = [*before, *(name for name in after if name not in before)]
    return {
        name: [before.get(name), after.get(name)]
        for name in fields
        if before.get(name) != after.get(name)
    }


def _of(subject: Subject) -> ColumnElement[bool]:
    return and_(Revision.subject_type == subject.type, Revision.subject_id == subject.id)


def _as_stored(snapshot: Snapshot) -> dict[str, Any]:
    """As it will be read back (a tuple is a list), so that comparing is fair."""
    state: dict[str, Any] = json.loads(json.dumps(dict(snapshot), allow_nan=False))
    return state
