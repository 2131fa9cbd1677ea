"""Reading works: a page of them, or one."""

from flask import request

from portal.api.addresses import next_address
from portal.api.blueprint import v1
from portal.api.contributions.answers import describe, describe_one, headers_of
from portal.api.contributions.shapes import ListQuery, Work, WorkPage
from portal.api.documented import Answer, documented
from portal.contributions import queries
from portal.contributions.filters import filter_from
from portal.web.access import current_viewer

TAG = "contributions"


@v1.get("/contributions")
@documented(TAG, {200: WorkPage})
def list_contributions(query: ListQuery) -> Answer:
    """List published works, newest first

    The same filters as the gallery. Follow `next` until it is null to read them all.
    """
    page = queries.list_works(filter_from(request.args), query.cursor or None, query.limit)
    items = describe(current_viewer(), page.items)
    return WorkPage(items=items, next=next_address(page.next))


@v1.get("/contributions/<id:contribution_id>")
@documented(TAG, {200: Work}, refuses=(404, 410))
def read_contribution(contribution_id: int) -> Answer:
    """Read a work

    With your key you also read your drafts. The ETag is the number of the revision: send it back
    as `If-Match` when you change the work.
    """
    viewer = current_viewer()
    work = queries.get_work(viewer, contribution_id)
    return describe_one(viewer, work), 200, headers_of(work)
