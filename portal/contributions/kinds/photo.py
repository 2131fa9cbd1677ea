"""Photos: from a file that was sent to a work with sizes for pages."""

import hashlib
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portal import jobs, licences, media, storage
from portal.contributions import queries, service
from portal.contributions.content import Content
from portal.contributions.models import Contribution, Photo
from portal.contributions.rules import Kind, State
from portal.database import db
from portal.history import Action
from portal.kernel.errors import Invalid
from portal.people.queries import names_of
from portal.uploads.models import File, Intake
from portal.uploads.queries import (
    derivatives_of,
    find_files_by_content,
    get_file,
    similar_files,
)
from portal.uploads.service import (
    Duplicate,
    Sent,
    keep_derivatives,
    keep_hash,
    receive_picture,
    refuse_later,
)
from portal.web.routing import absolute_url
from portal.web.viewer import Viewer

PREPARE, SEAL = "photo.prepare", "photo.seal"
ORIGINAL = "original"  # the cleaned original's recipe


@dataclass(frozen=True)
class Draft:
    """What is known of a photo before anybody described it."""

    language: str
    values: dict[str, Any] = field(default_factory=dict)
    takes_proposals: bool = True  # show what the file says in the form, marked as proposed


def contribute(viewer: Viewer, sent: Sent, draft: Draft) -> Intake:
    """Receive a picture and begin its draft, or remember why it was refused."""

    def refuse_twin(received: storage.Received) -> None:
        twin = find_twin(viewer, received.sha256)
        if twin is not None:
            raise Duplicate(twin.id)

    def keep(file: File) -> None:
        work = _new_draft(viewer, file, draft)
        service.start_draft(work)
        db.session.add(_photo(work.id, file))
        jobs.enqueue(PREPARE, service.SUBJECT, work.id, owner_id=viewer.id)

    return receive_picture(sent, refuse_twin, keep)


def find_twin(viewer: Viewer, sha256: str) -> Contribution | None:
    """A work that shows these very bytes already, if the viewer may know of it."""
    for file in find_files_by_content(sha256):
        for work in queries.works_of_file(file.id):
            gone = {State.DISCARDED, State.WITHDRAWN}
            if work.state not in gone and queries.find_work(viewer, work.id):
                return work
    return None


def find_lookalikes(viewer: Viewer, file_id: int, limit: int = 3) -> list[Contribution]:
    """Works that show nearly the same picture; pointed out, never refused."""
    found: list[Contribution] = []
    for other in similar_files(file_id):
        found += [w for w in queries.works_of_file(other) if queries.find_work(viewer, w.id)]
        if len(found) >= limit:
            break
    return [work for work in found if work.state != State.DISCARDED][:limit]


def _new_draft(viewer: Viewer, file: File, draft: Draft) -> Contribution:
    proposed = proposals(file.facts)
    content = Content(language=draft.language).changed(**draft.values)
    if draft.takes_proposals:
        content = content.changed(**{k: v for k, v in proposed.items() if k not in draft.values})
    work = Contribution(
        id=file.id, kind=Kind.PHOTO, state=State.DRAFT, contributor_id=viewer.id, revision=0
    )
    work.take(content)
    work.cover_file_id = file.id
    work.proposed = proposed
    return work


def _photo(contribution_id: int, file: File) -> Photo:
    facts = file.facts
    return Photo(
        contribution_id=contribution_id,
        file_id=file.id,
        width=facts["width"],
        height=facts["height"],
        device=(facts.get("device") or "")[:200],
    )


def proposals(facts: dict[str, Any]) -> dict[str, Any]:
    """What the file says of place, date and title: shown as proposed, never taken silently."""
    proposed: dict[str, Any] = {}
    if facts.get("point"):
        proposed["latitude"] = round(facts["point"]["latitude"], 7)
        proposed["longitude"] = round(facts["point"]["longitude"], 7)
        proposed["accuracy"] = facts.get("accuracy_m")
        proposed["direction"] = facts.get("direction")
    if facts.get("taken_at"):
        proposed["edtf"] = facts["taken_at"][:10]
    for name in ("title", "description"):
        if facts.get(name):
            proposed[name] = facts[name]
    return proposed


def follow(work: Contribution, _action: Action) -> None:
    """After a change, in its unit: the published files say who made them and on what terms."""
    if work.state == State.VISIBLE:
        jobs.enqueue(SEAL, service.SUBJECT, work.id, unique=True)


def prepare(context: jobs.JobContext) -> None:
    """Decode the picture, remember what it looks like, make its sizes."""
    work, file = _work_and_file(context)
    if work.state == State.EXPUNGED or file is None:
        return
    try:
        with storage.current_store().local(storage.original_key(file.sha256)) as path:
            examined = media.examine(path)
            if not examined.is_flat:
                keep_hash(file.id, examined.dhash)
            context.progress(40, "sizes")
            with tempfile.TemporaryDirectory() as folder:
                made = media.make_derivatives(path, Path(folder))
                keep_derivatives(file.id, made)
    except Invalid as refused:
        service.tell_problem(work.id, refused.reason)
        refuse_later(file.id, refused.reason)
        raise
    if work.problem:
        service.tell_problem(work.id, None)
    if work.state == State.VISIBLE:
        seal(context)


def seal(context: jobs.JobContext) -> None:
    """Make the cleaned original, and write the licence into every published file."""
    work, file = _work_and_file(context)
    if work.state != State.VISIBLE or not work.licence or file is None:
        return
    xmp = licence_packet(work)
    variant = "-" + hashlib.sha256(xmp).hexdigest()[:12]
    store = storage.current_store()
    with tempfile.TemporaryDirectory() as name:
        folder, made = Path(name), []
        for recipe, row in derivatives_of([file.id])[file.id].items():
            if recipe != ORIGINAL:
                size = (row.width, row.height)
                with store.local(row.key) as path:
                    made.append(_sealed(recipe, path, folder, row.mime, xmp, size))
        size = (file.facts["width"], file.facts["height"])
        # A file that shows but cannot be cleaned without re-coding has sizes and no download.
        with store.local(storage.original_key(file.sha256)) as path, suppress(Invalid):
            made.append(_sealed(ORIGINAL, path, folder, file.mime, xmp, size))
        keep_derivatives(file.id, made, variant)


def _sealed(
    recipe: str, path: Path, folder: Path, mime: str, xmp: bytes, size: tuple[int, int]
) -> media.Made:
    out = folder / recipe
    media.publish_original(path, out, xmp, mime)
    return media.Made(recipe, out, mime, *size, out.stat().st_size)


def licence_packet(work: Contribution) -> bytes:
    """The XMP packet of a work's published files; it never holds a place."""
    licence = licences.get_licence(work.licence)
    contributor = names_of([work.contributor_id]).get(work.contributor_id)
    maker = work.maker or (contributor.name if contributor else "")
    address = absolute_url("contributions.show", contribution_id=work.id)
    rights = licences.describe_rights(licence, maker=maker, url=address)
    return media.licence_xmp(
        licence_url=rights.uri,
        attribution_name=rights.attribution_name or "",
        attribution_url=address,
        more_permissions=rights.more_permissions,
        usage_terms={"x-default": str(licence.label)},
        marked=licence.needs_attribution or not licence.allows_reuse,
    )


def _work_and_file(context: jobs.JobContext) -> tuple[Contribution, File | None]:
    """The work, and its file unless it was removed for good while the job waited."""
    work = db.session.get_one(Contribution, context.subject_id)
    photo = db.session.get(Photo, work.id)
    return work, get_file(photo.file_id) if photo else None


def job_kinds() -> tuple[jobs.JobKind, ...]:
    """The background work of photos."""
    return (jobs.JobKind(PREPARE, prepare), jobs.JobKind(SEAL, seal))
