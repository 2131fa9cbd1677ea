"""Keeping what people write about their drafts: all that fits, field by field."""

from collections.abc import Mapping
from typing import Any

from portal import licences
from portal.contributions import queries, service
from portal.contributions.content import Content, check_publishable
from portal.contributions.draft_form import DraftForm
from portal.contributions.models import Contribution
from portal.contributions.rules import State
from portal.kernel.errors import Conflict, Invalid, NotFound
from portal.licences import Ownership
from portal.uploads.rules import refusal
from portal.web.viewer import Viewer

PLACE = ("latitude", "longitude", "accuracy")
RIGHTS = ("ownership", "ownership_reason", "licence")


def get_own(viewer: Viewer, contribution_id: int) -> Contribution:
    """The viewer's own work in whatever state; NotFound for anybody else's."""
    work = queries.find_work(viewer, contribution_id)
    if work is None or work.contributor_id != viewer.id:
        raise NotFound
    return work


def get_draft(viewer: Viewer, contribution_id: int) -> Contribution:
    """The viewer's own draft; NotFound when it is none any more."""
    work = get_own(viewer, contribution_id)
    if work.state != State.DRAFT:
        raise NotFound
    return work


def keep(viewer: Viewer, work: Contribution, form: DraftForm) -> dict[str, object]:
    """Save what fits; returns a sentence for each field that could not be kept.

    What was read from the file stays marked as such until a person changes it, so only what
    differs is saved.
    """
    values, wrong = form.fitting()
    return wrong | keep_values(viewer, work, values)


def keep_values(viewer: Viewer, work: Contribution, values: dict[str, Any]) -> dict[str, object]:
    """The same for values; see `keep`."""
    before, wrong = work.content, {}
    values = _complete(before, values)
    try:
        after = before.changed(**values)
    except Invalid as refused:
        wrong = dict(refused.fields)
        bad = {*wrong, *(PLACE if "place" in wrong else ())}
        values = {name: value for name, value in values.items() if name not in bad}
        after = before.changed(**values)
    new = after.snapshot()
    changed = {name for name, value in before.snapshot().items() if value != new[name]}
    if changed & set(PLACE):
        changed |= set(PLACE)
    if changed:
        service.save_draft(viewer, work.id, {name: getattr(after, name) for name in changed})
    return wrong


def _complete(before: Content, values: dict[str, Any]) -> dict[str, Any]:
    """What follows from an answer: the only licence that fits, no accuracy for a typed place."""
    ownership = values.get("ownership")
    if ownership in set(Ownership):
        fitting = licences.licences_for(Ownership(ownership))
        if len(fitting) == 1 and not (values.get("licence") or before.licence):
            values = {**values, "licence": fitting[0].id}
    moved = any(values.get(n, getattr(before, n)) != getattr(before, n) for n in PLACE[:2])
    if moved and values.get("accuracy") == before.accuracy:
        values = {**values, "accuracy": None}
    return values


def for_draft(content: Content, given: Mapping[str, Any], *, replaces: bool) -> dict[str, Any]:
    """What "the same for all" changes in one draft: empty fields, or all that was answered.

    Tags come in addition to those that are there; place and rights count as one answer each.
    """
    values = dict(given)
    if replaces:
        return values
    if "tags" in values:
        values["tags"] = (*content.tags, *values["tags"])
    kept = {n for n in ("title", "description", "maker", "edtf") if getattr(content, n)}
    if content.place is not None:
        kept |= set(PLACE)
    if content.ownership and content.ownership != given.get("ownership"):
        kept |= set(RIGHTS)
    kept |= {name for name in RIGHTS if getattr(content, name)}
    return {name: value for name, value in values.items() if name not in kept}


def missing_of(work: Contribution, *, is_staff: bool) -> dict[str, object]:
    """What the work still needs before it can be published, by field."""
    if work.problem:
        return {"file": refusal(work.problem)}
    try:
        check_publishable(work.content, is_staff=is_staff)
    except Invalid as refused:
        return refused.fields
    return {}


def publish_ready(viewer: Viewer, works: list[Contribution]) -> list[int]:
    """Publish each that is complete, one by one; the ids of those that were."""
    done = []
    for contribution_id in [work.id for work in works]:
        try:
            service.publish(viewer, contribution_id)
        except (Invalid, Conflict):
            continue  # what is missing is said at its card
        done.append(contribution_id)
    return done
