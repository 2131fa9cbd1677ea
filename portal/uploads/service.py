"""Receiving files, and keeping what was made of them."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from flask import current_app
from sqlalchemy import delete, update

from portal import media, storage
from portal.config import Settings
from portal.database import db, lock_row, transaction
from portal.kernel import text
from portal.kernel.errors import Conflict, Invalid
from portal.uploads import rules
from portal.uploads.models import Derivative, File, Intake, PictureHash

Check = Callable[[storage.Received], None]


class Duplicate(Invalid):
    """These very bytes are here already, as the thing `twin_id`."""

    reason = "duplicate"

    def __init__(self, twin_id: int) -> None:
        super().__init__(rules.refusal("duplicate"))
        self.twin_id = twin_id


@dataclass(frozen=True)
class Sent:
    """A file as somebody sends it; `id` is made by the client."""

    id: int
    member_id: int
    name: str
    source: BinaryIO


def receive_picture(sent: Sent, check: Check, keep: Callable[[File], None]) -> Intake:
    """Take a picture in for good, or refuse it with a typed reason.

    `check` may refuse the received bytes (as a duplicate, say); `keep` runs in the transaction
    that stores the file's row. Sending the same id again returns the first result.
    """
    earlier = db.session.get(Intake, sent.id)
    if earlier is not None:
        return _same_again(earlier, sent)
    received = storage.spool(sent.source, _incoming(), rules.LARGEST_PICTURE)
    try:
        return _take(sent, received, check, keep)
    finally:
        received.path.unlink(missing_ok=True)


def _take(
    sent: Sent, received: storage.Received, check: Check, keep: Callable[[File], None]
) -> Intake:
    try:
        if received.size == 0:
            raise Invalid(rules.refusal("empty"), reason="empty")
        check(received)
        facts = media.probe(received.path)
    except Invalid as refusal:
        return _record_refusal(sent, refusal)
    storage.current_store().put(storage.original_key(received.sha256), received.path)
    with transaction():
        file = File(
            id=sent.id,
            sha256=received.sha256,
            size=received.size,
            mime=facts.mime,
            name=file_name(sent.name),
            received_by=sent.member_id,
            facts=as_json(facts),
        )
        db.session.add(file)
        db.session.flush()
        intake = _intake(sent, file_id=file.id)
        db.session.add(intake)
        keep(file)
    return intake


def _same_again(earlier: Intake, sent: Sent) -> Intake:
    if earlier.member_id != sent.member_id:
        raise Conflict(reason="id_taken")
    return earlier


def record_refusal(sent: Sent, reason: str) -> Intake:
    """Remember a file that could not even be read to its end."""
    return _record_refusal(sent, Invalid(rules.refusal(reason), reason=reason))


def _record_refusal(sent: Sent, refusal: Invalid) -> Intake:
    intake = _intake(sent, reason=refusal.reason)
    if isinstance(refusal, Duplicate):
        intake.twin_id = refusal.twin_id
    with transaction():
        db.session.add(intake)
    return intake


def _intake(sent: Sent, *, file_id: int | None = None, reason: str | None = None) -> Intake:
    name = file_name(sent.name)
    return Intake(id=sent.id, member_id=sent.member_id, name=name, file_id=file_id, reason=reason)


def file_name(name: str) -> str:
    """The last part of a path as it was sent, clean and bounded."""
    return text.clean_line(name.replace("\\", "/").rsplit("/", 1)[-1])[:255] or "file"


def as_json(facts: media.PictureFacts) -> dict[str, object]:
    """Facts as the column keeps them."""
    values = asdict(facts)
    taken = values.get("taken_at")
    values["taken_at"] = taken.isoformat() if taken else None
    return values


def put_away_refusals(member_id: int) -> None:
    """The member has seen what was refused."""
    with transaction():
        db.session.execute(
            update(Intake)
            .where(Intake.member_id == member_id, Intake.reason.is_not(None))
            .values(seen=True)
        )


def refuse_later(intake_id: int, reason: str) -> None:
    """A file that was taken turned out to be damaged when it was decoded."""
    with transaction():
        lock_row(Intake, intake_id).reason = reason


def keep_hash(file_id: int, dhash: int) -> None:
    """Remember what the picture looks like, to point out near-identical ones."""
    a, b, c, d = rules.quarters(dhash)
    with transaction():
        db.session.merge(
            PictureHash(
                file_id=file_id, dhash=dhash, quarter_a=a, quarter_b=b, quarter_c=c, quarter_d=d
            )
        )


def keep_derivatives(file_id: int, made: Iterable[media.Made], variant: str = "") -> None:
    """Store what was made and point the rows at it; what it replaces is deleted after."""
    store = storage.current_store()
    rows, replaced = [], []
    for item in made:
        key = storage.derivative_key(file_id, f"{item.recipe}{variant}")
        store.put(key, item.path)
        rows.append(_derivative(file_id, item, key))
    with transaction():
        for row in rows:
            before = db.session.get(Derivative, (file_id, row.recipe))
            if before is not None and before.key != row.key:
                replaced.append(before.key)
            db.session.merge(row)
    for key in replaced:
        store.delete(key)


def _derivative(file_id: int, item: media.Made, key: str) -> Derivative:
    return Derivative(
        file_id=file_id,
        recipe=item.recipe,
        key=key,
        mime=item.mime,
        width=item.width,
        height=item.height,
        size=item.bytes,
    )


def drop_derivatives(file_id: int) -> None:
    """Forget and delete everything made from a file."""
    with transaction():
        rows = db.session.query(Derivative).filter_by(file_id=file_id).all()
        keys = [row.key for row in rows]
        db.session.execute(delete(Derivative).where(Derivative.file_id == file_id))
    for key in keys:
        storage.current_store().delete(key)


def _incoming() -> Path:
    settings: Settings = current_app.extensions["portal.settings"]
    folder = settings.data_dir / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def sweep_incoming() -> None:
    """Remove half files that a killed process left; a day is longer than any upload takes."""
    storage.sweep_parts(_incoming(), timedelta(days=1))
