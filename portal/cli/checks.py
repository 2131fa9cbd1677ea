"""What `portal check` compares. Each check returns what is not as it should be."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from flask import Flask
from sqlalchemy import ColumnElement, delete, func, select

from portal import jobs, search, storage
from portal.contributions.kinds import photo
from portal.contributions.models import Contribution, Photo
from portal.contributions.queries import works_of_file
from portal.contributions.service import SUBJECT
from portal.database import db, transaction
from portal.kernel import clock
from portal.kernel.errors import NotFound, Unavailable
from portal.storage.keys import ORIGINALS
from portal.uploads.models import Derivative, File

DERIVATIVES = "derivatives/"
STUCK_AFTER = timedelta(minutes=5)


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be; `repair` makes again what can be made again."""

    kind: str
    says: str
    repair: Callable[[], None] | None = None
    is_harmless: bool = False


def mend(finding: Finding) -> bool:
    """Repair it if that is possible; whether it was."""
    if finding.repair is None:
        return False
    finding.repair()
    return True


def check_originals(_app: Flask, *, deep: bool = False) -> Iterator[Finding]:
    """Rows and originals, both ways; with `deep` every byte of them."""
    store = storage.current_store()
    # Keys before rows: what is received in between has a row then, and no key to miss one.
    keys = set(store.keys(ORIGINALS))
    originals = db.session.execute(select(File.sha256, File.size).distinct()).all()
    rows = {storage.original_key(row.sha256): (row.sha256, row.size) for row in originals}
    for key, (sha256, size) in rows.items():
        fault = _fault(key, sha256, size, deep=deep)
        if fault:
            yield Finding("original", f"The original {sha256} {fault}; restore it from a backup.")
    for key in sorted(keys - rows.keys()):
        says = f"{key} belongs to no file; it is kept."
        yield Finding("spare_original", says, is_harmless=True)


def _fault(key: str, sha256: str, size: int, *, deep: bool) -> str | None:
    store = storage.current_store()
    try:
        if store.size(key) != size:
            return "is not of its size"
        if deep:
            digest = hashlib.sha256()
            for piece in store.open(key):
                digest.update(piece)
            if digest.hexdigest() != sha256:
                return "is damaged"
    except NotFound:
        return "is missing"
    return None


def check_derivatives(_app: Flask, *, deep: bool = False) -> Iterator[Finding]:  # noqa: ARG001
    """Rows and objects of what was made, both ways."""
    keys = set(storage.current_store().keys(DERIVATIVES))
    rows = list(db.session.execute(select(Derivative.key, Derivative.file_id)))
    lost = sorted({file_id for key, file_id in rows if key not in keys})
    for file_id in lost:
        says = f"Sizes of file {file_id} are missing."
        yield Finding("derivative", says, partial(_make_again, file_id))
    spare = sorted(keys - {key for key, _file in rows})
    if spare:
        says = f"{len(spare)} made files belong to no row."
        yield Finding("spare_derivative", says, partial(_delete_spare, spare))


def _make_again(file_id: int) -> None:
    store = storage.current_store()
    with transaction():
        rows = db.session.scalars(select(Derivative).where(Derivative.file_id == file_id)).all()
        gone = [row.recipe for row in rows if not store.exists(row.key)]
        db.session.execute(
            delete(Derivative).where(Derivative.file_id == file_id, Derivative.recipe.in_(gone))
        )
        for work in works_of_file(file_id):
            jobs.enqueue(photo.PREPARE, SUBJECT, work.id, unique=True)


def _delete_spare(keys: Iterable[str]) -> None:
    """What has got its row in the meantime is left alone."""
    for key in keys:
        db.session.rollback()
        if not db.session.scalar(select(func.count()).where(Derivative.key == key)):
            storage.current_store().delete(key)


def check_sizes(_app: Flask, *, deep: bool = False) -> Iterator[Finding]:  # noqa: ARG001
    """Works whose sizes were never made though nobody is at it and nothing was said."""
    made = select(Derivative.file_id).where(Derivative.file_id == Photo.file_id).exists()
    query = (
        select(Photo.contribution_id, Photo.file_id)
        .join(Contribution, Contribution.id == Photo.contribution_id)
        .where(~made, Contribution.problem.is_(None))
    )
    for work_id, file_id in db.session.execute(query).all():
        latest = jobs.find_latest(photo.PREPARE, SUBJECT, work_id)
        if latest is None or latest.state == jobs.JobState.DONE:
            says = f"File {file_id} has no sizes."
            yield Finding("derivative", says, partial(_make_again, file_id))


def check_index(app: Flask, *, deep: bool = False) -> Iterator[Finding]:  # noqa: ARG001
    """What should be found and what can be; what waits to be indexed is left out."""
    sources = app.extensions["portal.documents"]
    waits = {search.key_of(kind, number) for kind, number in jobs.pending("index")}
    wanted = {search.key_of(n, i) for n, source in sources.items() for i in source.every_id()}
    try:
        held = set(search.current_index().keys())
    except Unavailable:
        repair = partial(_index_anew, app)
        yield Finding("index", "The index is missing or cannot be read.", repair)
        return
    differ = sorted((wanted ^ held) - waits)
    if differ:
        changed = [(kind, int(number)) for kind, _, number in (k.partition(":") for k in differ)]
        repair = partial(_index_again, app, changed)
        yield Finding("index", f"{len(differ)} works are not in the index as they should.", repair)


def _index_again(app: Flask, changed: list[tuple[str, int]]) -> None:
    search.feed(search.current_index(), app.extensions["portal.documents"], changed)


def _index_anew(app: Flask) -> None:
    search.current_index().prepare()
    search.current_index().rebuild(search.everything(app.extensions["portal.documents"]))


def check_jobs(_app: Flask, *, deep: bool = False) -> Iterator[Finding]:  # noqa: ARG001
    """Work that was given up, and work that nobody does."""
    for job in _jobs(jobs.Job.state == jobs.JobState.FAILED):
        says = f"Job {job.id} ({job.kind}) was given up: {job.error}"
        yield Finding("job", says, partial(_try_again, job.id))
    stuck = jobs.Job.lease_until < clock.now() - STUCK_AFTER
    for job in _jobs(jobs.Job.state == jobs.JobState.RUNNING, stuck):
        says = f"Job {job.id} ({job.kind}) was left by its worker; the next worker takes it up."
        yield Finding("stuck_job", says, is_harmless=True)
    topics = {failed.item.topic for failed in jobs.list_failed_items().items}
    for topic in sorted(topics):
        says = f"Changes for “{topic}” could not be delivered."
        yield Finding("outbox", says, partial(jobs.retry_outbox, topic))


def _jobs(*conditions: ColumnElement[bool]) -> list[jobs.Job]:
    return list(db.session.scalars(select(jobs.Job).where(*conditions).order_by(jobs.Job.id)))


def _try_again(job_id: int) -> None:
    jobs.retry(job_id)


CHECKS = (check_originals, check_derivatives, check_sizes, check_index, check_jobs)
