"""Changing, publishing, taking back and giving again."""

from flask import Response, request
from flask_babel import gettext as _

from portal.api.blueprint import v1
from portal.api.contributions.answers import describe_one, headers_of, tag_of
from portal.api.contributions.fields import WorkChange, field_names
from portal.api.contributions.shapes import Outdated, Work
from portal.api.documented import Answer, documented
from portal.api.problems import problem
from portal.api.shapes import Problem
from portal.contributions import queries, rules, service
from portal.contributions.models import Contribution
from portal.contributions.rules import State
from portal.database import lock_row, transaction
from portal.history import Snapshot, compare
from portal.kernel import text
from portal.kernel.errors import Conflict
from portal.web.access import current_viewer
from portal.web.viewer import Viewer

TAG, SCOPE = "contributions", "contribute"
LONGEST_NUMBER = 10  # digits; python refuses to read thousands of them


class Unknown(Conflict):
    """The tag sent is of no revision there ever was, or of a draft that changed meanwhile."""


@v1.patch("/contributions/<id:contribution_id>")
@documented(
    TAG,
    {200: Work},
    refuses={404: Problem, 409: Problem, 410: Problem, 412: Outdated, 415: Problem, 428: Problem},
    scope=SCOPE,
)
def change_contribution(contribution_id: int, json: WorkChange) -> Answer:
    """Change a work

    Send the fields that change and, as `If-Match`, the ETag you read. Where somebody was quicker
    the answer is 412 and names the fields that each of you changed; nothing is stored then.
    """
    viewer = current_viewer()
    rules.check_edit(viewer, queries.get_work(viewer, contribution_id).standing)
    if not request.headers.get("If-Match"):
        says = _("Send the ETag you read as If-Match, so that no change of others is lost.")
        return problem(428, says, "precondition_required")
    try:
        work = _change(viewer, contribution_id, json)
    except service.Outdated as outdated:
        return _outdated(outdated, json)
    except Unknown:
        work = queries.get_work(viewer, contribution_id)
        return _conflict(work.revision, field_names(json.values()), [], [])
    return describe_one(viewer, work), 200, headers_of(work)


def _change(viewer: Viewer, contribution_id: int, wanted: WorkChange) -> Contribution:
    with transaction():
        base = _base(lock_row(Contribution, contribution_id))
        change = service.Edit(wanted.values(), text.clean_line(wanted.reason), base)
        return service.edit(viewer, contribution_id, change)


def _base(work: Contribution) -> int | None:
    """The revision the change was begun from; None for the newest, whichever it is."""
    if request.if_match.star_tag or request.if_match.contains(tag_of(work)):
        return None
    tags = [tag for tag in request.if_match if len(tag) <= LONGEST_NUMBER]
    numbers = [int(tag) for tag in tags if tag.isascii() and tag.isdecimal()]
    known = [number for number in numbers if 0 < number < work.revision]
    if not known:
        raise Unknown
    return max(known)


def _outdated(outdated: service.Outdated, wanted: WorkChange) -> Response:
    base = outdated.base.snapshot()
    mine = outdated.base.changed(**wanted.values()).snapshot()
    return _conflict(
        outdated.number,
        _changed(base, mine),
        _changed(base, outdated.theirs.snapshot()),
        field_names(conflict.field for conflict in outdated.merged.conflicts),
    )


def _changed(before: Snapshot, after: Snapshot) -> list[str]:
    return field_names(change.field for change in compare(before, after))


def _conflict(number: int, yours: list[str], theirs: list[str], conflicts: list[str]) -> Response:
    says = _("Somebody changed this work in the meantime. Read it again, then send your change.")
    return problem(
        412, says, "outdated", revision=number, yours=yours, theirs=theirs, conflicts=conflicts
    )


@v1.post("/contributions/<id:contribution_id>/publish")
@documented(TAG, {200: Work}, refuses=(404, 409, 410), scope=SCOPE)
def publish_contribution(contribution_id: int) -> Answer:
    """Publish a draft

    Everybody sees it at once. It needs a title, whose work it is, and a licence that fits.
    Publishing twice is publishing once.
    """
    viewer = current_viewer()
    queries.get_work(viewer, contribution_id)
    work = service.publish(viewer, contribution_id)
    return describe_one(viewer, work), 200, headers_of(work)


@v1.delete("/contributions/<id:contribution_id>")
@documented(TAG, {204: None}, refuses=(404, 409, 410), scope=SCOPE)
def withdraw_contribution(contribution_id: int) -> Answer:
    """Take your work back

    It disappears everywhere; its address answers 410 from then on. A draft is thrown away.
    `return` undoes both.
    """
    viewer = current_viewer()
    work = queries.get_work(viewer, contribution_id)
    is_gone = work.state in {State.WITHDRAWN, State.DISCARDED}
    if not (is_gone and work.contributor_id == viewer.id):
        move = service.discard if work.state == State.DRAFT else service.withdraw
        move(viewer, contribution_id)
    return "", 204


@v1.post("/contributions/<id:contribution_id>/return")
@documented(TAG, {200: Work}, refuses=(404, 409, 410), scope=SCOPE)
def return_contribution(contribution_id: int) -> Answer:
    """Give a withdrawn work again

    It stands where it stood before. A draft that was thrown away is a draft again.
    """
    viewer = current_viewer()
    work = queries.get_work(viewer, contribution_id)
    move = service.recover if work.state == State.DISCARDED else service.return_work
    work = move(viewer, contribution_id)
    return describe_one(viewer, work), 200, headers_of(work)
