"""Taking content out of every revision, as the law or somebody's safety may ask."""

from collections.abc import Collection

from sqlalchemy import select

from portal.database import db
from portal.history.models import Action, Revision, Subject
from portal.history.recording import write
from portal.kernel.errors import NotFound


def expunge_fields(
    subject: Subject,
    fields: Collection[str] | None,
    *,
    ground: str,
    author_id: int | None,
    with_reasons: bool = False,
) -> Revision:
    """Blank these fields (None: all of them) in every revision; returns the tombstone.

    Who and when stay; the content becomes None and `Revision.expunged` names the fields. The
    reasons people gave are blanked too with `with_reasons`, and whenever all fields are. The
    tombstone is a new revision with the ground as its reason. Runs in the caller's transaction;
    the caller clears its own row. Raises NotFound when the subject has no history.
    """
    revisions = _locked(subject)
    if not revisions:
        raise NotFound
    for revision in revisions:
        _blank(revision, fields)
        if with_reasons or fields is None:
            revision.reason = ""
    last = revisions[-1]
    db.session.flush()
    values = {
        "number": last.number + 1,
        "author_id": author_id,
        "reason": ground,
        "action": Action.EXPUNGE,
        "snapshot": last.snapshot,
        "changed": {},
        "expunged": last.expunged,
    }
    return write(subject, values)


def _locked(subject: Subject) -> list[Revision]:
    query = (
        select(Revision)
        .where(Revision.subject_type == subject.type, Revision.subject_id == subject.id)
        .order_by(Revision.number)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(query))


def _blank(revision: Revision, fields: Collection[str] | None) -> None:
    present = [*revision.snapshot, *(f for f in revision.changed if f not in revision.snapshot)]
    gone = [name for name in present if fields is None or name in fields]
    revision.snapshot = revision.snapshot | {n: None for n in gone if n in revision.snapshot}
    # Replaced, not changed in place: the session only notices a new value.
    revision.changed = revision.changed | {n: [None, None] for n in gone if n in revision.changed}
    revision.expunged = sorted({*revision.expunged, *gone})
