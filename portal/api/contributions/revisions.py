"""The history of a work, behind today's gate."""

from collections.abc import Mapping
from typing import Any

from portal import history
from portal.api.addresses import next_address
from portal.api.blueprint import v1
from portal.api.contributions.answers import person_of, point_of
from portal.api.contributions.fields import field_names
from portal.api.contributions.shapes import (
    PageQuery,
    Revision,
    RevisionContent,
    RevisionLine,
    RevisionPage,
    Words,
)
from portal.api.documented import Answer, documented
from portal.contributions import queries, rules
from portal.contributions.models import Contribution
from portal.contributions.service import subject_of
from portal.contributions.views.history import PRIVATE
from portal.kernel import geo
from portal.kernel.errors import NotFound
from portal.people.queries import MemberName, names_of
from portal.web.access import current_viewer
from portal.web.viewer import Viewer

TAG = "contributions"


@v1.get("/contributions/<id:contribution_id>/revisions")
@documented(TAG, {200: RevisionPage}, refuses=(404, 410))
def list_revisions(contribution_id: int, query: PageQuery) -> Answer:
    """List the revisions of a work, newest first"""
    viewer = current_viewer()
    work = queries.get_work(viewer, contribution_id)
    page = history.list_revisions(subject_of(work.id), query.cursor or None, query.limit)
    names = names_of({row.author_id for row in page.items})
    items = [RevisionLine(**_line(viewer, work, row, names)) for row in page.items]
    return RevisionPage(items=items, next=next_address(page.next))


@v1.get("/contributions/<id:contribution_id>/revisions/<number>")
@documented(TAG, {200: Revision}, refuses=(404, 410))
def read_revision(contribution_id: int, number: str) -> Answer:
    """Read a work as it was

    What is hidden today is hidden in old revisions too: the exact place is there only for the
    contributor and for curators.
    """
    viewer = current_viewer()
    work = queries.get_work(viewer, contribution_id)
    row = history.get_revision(subject_of(work.id), _number(number))
    line = _line(viewer, work, row, names_of({row.author_id}))
    return Revision(**line, content=_content(viewer, work, row.snapshot))


def _number(said: str) -> int:
    """Taken as text: a number of thousands of digits is not even read."""
    if not (said.isascii() and said.isdecimal() and len(said) <= 10):
        raise NotFound
    return int(said)


def _line(
    viewer: Viewer, work: Contribution, row: history.Revision, names: Mapping[int, MemberName]
) -> dict[str, Any]:
    return {
        "number": row.number,
        "action": row.action.value,
        "author": person_of(names.get(row.author_id or 0)),
        "made_at": row.made_at,
        "reason": row.reason,
        "changed": field_names(_readable(viewer, work, row.changed)),
        "removed": field_names(row.expunged),
    }


def _readable(viewer: Viewer, work: Contribution, values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what only the contributor and curators read."""
    if rules.may_see_exact_place(viewer, work.contributor_id):
        return dict(values)
    return {name: value for name, value in values.items() if name not in PRIVATE}


def _content(viewer: Viewer, work: Contribution, snapshot: Mapping[str, Any]) -> RevisionContent:
    kept = _readable(viewer, work, snapshot)
    names = RevisionContent.model_fields.keys() - {"translations", "exact_place"}
    spoken = kept.get("translations")
    return RevisionContent(
        **{name: kept.get(name) for name in names},
        translations=None
        if spoken is None
        else {language: Words(**said) for language, said in spoken.items()},
        exact_place=point_of(_place(kept)),
    )


def _place(kept: Mapping[str, Any]) -> geo.Point | None:
    latitude, longitude = kept.get("latitude"), kept.get("longitude")
    return None if latitude is None or longitude is None else geo.Point(latitude, longitude)
