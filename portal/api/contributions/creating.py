"""Giving a work: a file, and what there is to say about it."""

from typing import BinaryIO, cast

from flask import Response
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from portal.api.blueprint import v1
from portal.api.contributions.answers import describe_one, headers_of, proposed_of
from portal.api.contributions.fields import NewWork, NewWorkForm
from portal.api.contributions.shapes import Duplicate, Work
from portal.api.documented import Answer, documented
from portal.api.problems import problem
from portal.api.shapes import Problem
from portal.contributions import queries, service
from portal.contributions.content import Content, check_publishable
from portal.contributions.kinds import photo
from portal.contributions.models import Contribution
from portal.contributions.rules import State
from portal.database import db
from portal.kernel.errors import Conflict, Invalid
from portal.uploads.models import Intake
from portal.uploads.queries import get_file
from portal.uploads.rules import refusal
from portal.uploads.service import Sent
from portal.web.access import check, current_viewer
from portal.web.forms import client_id
from portal.web.locale import current_language
from portal.web.routing import absolute_url
from portal.web.viewer import Viewer


@v1.post("/contributions")
@documented(
    "contributions",
    {200: Work, 201: Work},
    refuses={409: Duplicate, 410: Problem, 413: Problem, 415: Problem},
    scope="contribute",
)
def create_contribution(form: NewWorkForm) -> Answer:
    """Give a photo

    Send the file and, in the part `metadata`, what you know of it. The answer is a draft, or with
    `publish` the published work. What the photo says of itself comes back as `inside.proposed`
    and is taken only when you send it. With an `id` of your own making you may send again after
    a broken connection: the answer is then 200 and the first result.
    """
    viewer, wanted = current_viewer(), form.metadata
    check("contributions.contribute", viewer)
    identifier = client_id(wanted.id)
    is_repeated = queries.find_work(viewer, identifier) is not None
    draft = photo.Draft(current_language(), wanted.values(), takes_proposals=False)
    if not is_repeated:
        _check(viewer, wanted, draft)
    stream = cast(BinaryIO, form.file.stream)
    sent = Sent(identifier, viewer.id or 0, form.file.filename or "", stream)
    intake = _receive(viewer, sent, draft)
    if intake.reason:
        return _refused(viewer, intake)
    work = queries.get_work(viewer, intake.id)
    if wanted.publish and work.state == State.DRAFT:
        work = service.publish(viewer, work.id)
    return _answer(viewer, work, 200 if is_repeated else 201)


def _check(viewer: Viewer, wanted: NewWork, draft: photo.Draft) -> None:
    """What is said has to fit before the file is kept: afterwards it would be half a result."""
    content = Content(language=draft.language).changed(**draft.values)
    if wanted.publish:
        check_publishable(content, is_staff=service.is_staff(viewer))


def _receive(viewer: Viewer, sent: Sent, draft: photo.Draft) -> Intake:
    try:
        return photo.contribute(viewer, sent, draft)
    except IntegrityError as error:
        # The same id twice at the same moment: only one of them may have it.
        db.session.rollback()
        says = _("This id is taken. If you sent it yourself a moment ago, send it again.")
        raise Conflict(says, reason="id_taken") from error


def _refused(viewer: Viewer, intake: Intake) -> Response:
    reason = intake.reason or ""
    says = str(refusal(reason))
    if reason != "duplicate":
        raise Invalid(says, reason=reason, fields={"file": says})
    twin = queries.find_work(viewer, intake.twin_id or 0)
    existing = twin and absolute_url("api_v1.read_contribution", contribution_id=twin.id)
    return problem(409, says, "duplicate", existing=existing)


def _answer(viewer: Viewer, work: Contribution, status: int) -> Answer:
    shown = describe_one(viewer, work)
    if shown.inside and work.cover_file_id:
        shown.inside.proposed = proposed_of(photo.proposals(get_file(work.cover_file_id).facts))
    return shown, status, {**headers_of(work), "Location": shown.api_url}
