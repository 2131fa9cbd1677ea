"""Taking received files away for good, as the law or somebody's safety may ask."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, func, select, update

from portal import storage
from portal.database import db, transaction
from portal.uploads.models import Derivative, File, Intake, PictureHash


@dataclass(frozen=True)
class Forgotten:
    """What lay in the store for files whose rows are gone: digests and keys of derivatives."""

    sha256s: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


def forget_files(file_ids: Iterable[int]) -> Forgotten:
    """Delete the rows of these files, in the caller's unit; nothing may point at them any more.

    The bytes are for `erase`, after that unit is committed.
    """
    wanted = list(file_ids)
    with transaction():
        digests = db.session.scalars(select(File.sha256).where(File.id.in_(wanted))).all()
        keys = db.session.scalars(select(Derivative.key).where(Derivative.file_id.in_(wanted)))
        gone = Forgotten(tuple(sorted(set(digests))), tuple(sorted(keys)))
        for model in (Derivative, PictureHash):
            db.session.execute(delete(model).where(model.file_id.in_(wanted)))
        db.session.execute(
            update(Intake)
            .where(Intake.file_id.in_(wanted))
            .values(file_id=None, name="file", reason="expunged", seen=True)
        )
        db.session.execute(delete(File).where(File.id.in_(wanted)))
    return gone


def erase(gone: Forgotten) -> None:
    """Delete the bytes, except originals that another file still has. May be called again."""
    store = storage.current_store()
    for key in gone.keys:
        store.delete(key)
    for sha256 in gone.sha256s:
        held = select(func.count()).select_from(File).where(File.sha256 == sha256)
        if not db.session.scalar(held):
            store.delete(storage.original_key(sha256), expunge=True)
