"""The verbs of a work. Each is one unit: the change, its revision and its outbox row."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import lazy_gettext as _l

from portal import history, jobs
from portal.contributions import rules
from portal.contributions.content import Content, check_publishable
from portal.contributions.models import Contribution
from portal.contributions.rules import State
from portal.database import db, lock_row, transaction
from portal.history import Action, Subject
from portal.kernel import clock
from portal.kernel.errors import Conflict, Forbidden, NotFound
from portal.web.viewer import Viewer

SUBJECT = "contribution"
Listener = Callable[[Contribution, Action], None]
# What a kind does when its work changes: kinds/ register here at start.
_listeners: dict[str, Listener] = {}


class Outdated(Conflict):
    """Somebody changed the work since this edit was begun; both sides and a merge are here."""

    reason = "outdated"

    def __init__(self, base: Content, theirs: Content, merged: history.Merged, number: int) -> None:
        super().__init__(_l("Somebody changed this work while you were writing."))
        self.base, self.theirs, self.merged, self.number = base, theirs, merged, number


@dataclass(frozen=True)
class Edit:
    """A change somebody asks for; `base` is the revision it was begun from (None: the latest)."""

    values: dict[str, Any]
    reason: str = ""
    base: int | None = None


def subject_of(contribution_id: int) -> Subject:
    """What its revisions are filed under."""
    return Subject(SUBJECT, contribution_id)


def listen(kind: str, listener: Listener) -> None:
    """Let a kind follow changes of its works, inside the same unit."""
    _listeners[kind] = listener


def start_draft(work: Contribution) -> Contribution:
    """Keep a new draft; joins the unit that receives its file."""
    with transaction():
        db.session.add(work)
        db.session.flush()
    return work


def save_draft(viewer: Viewer, contribution_id: int, values: dict[str, Any]) -> Contribution:
    """Change one's own draft; drafts have no history yet."""
    with transaction():
        work = _own(viewer, contribution_id)
        if work.state != State.DRAFT:
            raise Conflict(
                _l("This is published already. Edit it on its own page."), reason="state"
            )
        work.take(work.content.changed(**values))
        work.proposed = {k: v for k, v in work.proposed.items() if k not in values}
    return work


def publish(viewer: Viewer, contribution_id: int) -> Contribution:
    """Show a draft to everybody, now. Publishing twice is publishing once."""
    with transaction():
        work = _own(viewer, contribution_id)
        if work.state == State.VISIBLE:
            return work
        work.state = rules.moved("publish", State(work.state))
        if work.problem:
            raise Conflict(_l("The file of this work could not be read."), reason=work.problem)
        check_publishable(work.content, is_staff=is_staff(viewer))
        work.published_at = clock.now()
        work.proposed = {}
        _record(work, viewer, "", Action.CREATE)
    return work


def edit(viewer: Viewer, contribution_id: int, change: Edit) -> Contribution:
    """Change a work. Raises Outdated when the edit was begun from an older revision."""
    with transaction():
        work = lock_row(Contribution, contribution_id)
        _check_visible(viewer, work)
        rules.check_edit(viewer, work.standing)
        if work.state == State.DRAFT:
            return save_draft(viewer, contribution_id, change.values)
        if change.base is not None and change.base != work.revision:
            raise _outdated(work, change)
        content = work.content.changed(**change.values)
        check_publishable(content, is_staff=is_staff(viewer) or content.licence == work.licence)
        if content != work.content:
            work.take(content)
            _record(work, viewer, change.reason, Action.EDIT)
    return work


def _outdated(work: Contribution, change: Edit) -> Outdated:
    revision = history.get_revision(subject_of(work.id), change.base or 0)
    base = Content.from_snapshot(revision.snapshot)
    mine = base.changed(**change.values)
    theirs = work.content.snapshot()
    merged = history.merge(base.snapshot(), mine.snapshot(), theirs, sets=("tags",))
    return Outdated(base, work.content, merged, work.revision)


def restore_revision(
    viewer: Viewer, contribution_id: int, number: int, reason: str
) -> Contribution:
    """Make an old revision the newest. How exactly the place is shown stays as it is today."""
    revision = history.get_revision(subject_of(contribution_id), number)
    if revision.expunged:
        raise Conflict(_l("What this version said was removed for good."), reason="expunged")
    old = Content.from_snapshot(revision.snapshot)
    with transaction():
        work = lock_row(Contribution, contribution_id)
        _check_visible(viewer, work)
        rules.check_edit(viewer, work.standing)
        work.take(replace(old, precision=work.precision))
        _record(work, viewer, reason, Action.RESTORE)
    return work


def withdraw(viewer: Viewer, contribution_id: int, reason: str = "") -> Contribution:
    """The contributor takes a work back: it disappears everywhere, a tombstone stays."""
    return _move(viewer, contribution_id, "withdraw", reason, own=True)


def return_work(viewer: Viewer, contribution_id: int) -> Contribution:
    """The contributor gives a withdrawn work again, to where it stood before."""
    with transaction():
        work = _own(viewer, contribution_id)
        if work.state != State.WITHDRAWN:
            raise Conflict(reason="state")
        work.state = work.returns_to or State.VISIBLE
        _record(work, viewer, "", Action.STATE)
    return work


def discard(viewer: Viewer, contribution_id: int) -> Contribution:
    """Put a draft aside; `recover` undoes it."""
    return _move_draft(viewer, contribution_id, "discard")


def recover(viewer: Viewer, contribution_id: int) -> Contribution:
    """Take a discarded draft back."""
    return _move_draft(viewer, contribution_id, "recover")


def hide(viewer: Viewer, contribution_id: int, reason: str) -> Contribution:
    """A curator takes a work out of sight; who may is the review desk's affair."""
    return _move(viewer, contribution_id, "hide", reason)


def unhide(viewer: Viewer, contribution_id: int, reason: str) -> Contribution:
    """A curator shows a hidden work again."""
    return _move(viewer, contribution_id, "unhide", reason)


def mark_reviewed(viewer: Viewer, contribution_id: int) -> Contribution:
    """A curator has looked at the present revision and keeps it."""
    with transaction():
        work = lock_row(Contribution, contribution_id)
        _check_visible(viewer, work)
        work.reviewed_revision = work.revision
        jobs.publish("index", SUBJECT, work.id)
    return work


def tell_problem(contribution_id: int, problem: str | None) -> None:
    """Processing found that the file cannot be shown: out of sight until it is replaced."""
    with transaction():
        work = lock_row(Contribution, contribution_id)
        work.problem = problem
        if problem and work.state == State.VISIBLE:
            work.state = State.DRAFT
        jobs.publish("index", SUBJECT, work.id)


def _move(
    viewer: Viewer, contribution_id: int, action: str, reason: str, *, own: bool = False
) -> Contribution:
    with transaction():
        work = _own(viewer, contribution_id) if own else lock_row(Contribution, contribution_id)
        _check_visible(viewer, work)
        before = work.state
        work.state = rules.moved(action, State(before))
        if action == "withdraw":
            work.returns_to = before
        _record(work, viewer, reason, Action.STATE)
    return work


def _move_draft(viewer: Viewer, contribution_id: int, action: str) -> Contribution:
    with transaction():
        work = _own(viewer, contribution_id)
        work.state = rules.moved(action, State(work.state))
    return work


def _own(viewer: Viewer, contribution_id: int) -> Contribution:
    work = lock_row(Contribution, contribution_id)
    if not viewer.is_known or work.contributor_id != viewer.id or work.state == State.EXPUNGED:
        if rules.may_see(viewer, work.standing, clock.now()):
            raise Forbidden(_l("Only the contributor may do this."))
        raise NotFound
    return work


def _check_visible(viewer: Viewer, work: Contribution) -> None:
    if not rules.may_see(viewer, work.standing, clock.now()):
        raise NotFound


def is_staff(viewer: Viewer) -> bool:
    """Who may speak for the city when a licence is chosen."""
    return viewer.has_role(*rules.CURATING, "archivist")


def _record(work: Contribution, viewer: Viewer, reason: str, action: Action) -> None:
    """The revision, the outbox row and what the kind does, all in the same unit."""
    snapshot = {**work.content.snapshot(), "state": work.state}
    db.session.flush()
    revision = history.record(
        subject_of(work.id), author_id=viewer.id, reason=reason, snapshot=snapshot, action=action
    )
    if revision is not None:
        work.revision = revision.number
    jobs.publish("index", SUBJECT, work.id)
    listener = _listeners.get(work.kind)
    if listener:
        listener(work, action)
