"""Reads of works. All of them pass the gate and none but `get_work` shows an exact place."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, tuple_

from portal.contributions.content import tag_name
from portal.contributions.models import Contribution, Photo, Tag
from portal.contributions.rules import CURATING, Consent, State, may_see
from portal.database import db
from portal.kernel import clock, geo
from portal.kernel.errors import Gone, Invalid, NotFound
from portal.kernel.geo import Box
from portal.kernel.pages import Page, decode_cursor, encode_cursor
from portal.web.viewer import NOBODY, Viewer

PAGE = 24
FARTHEST = 180.0
Q = TypeVar("Q", bound=Select[*tuple[Any, ...]])
_TAKEN_BACK = _l("The person who gave this work has taken it back.")
_REMOVED = _l("This work was removed for good, by law or for somebody's safety.")


@dataclass(frozen=True)
class Filter:
    """What a list is narrowed to; empty means everything. Years are inclusive."""

    kind: str = ""
    tag: str = ""
    licence: str = ""
    person_id: int | None = None
    first_year: int | None = None
    last_year: int | None = None
    box: Box | None = None

    @property
    def is_empty(self) -> bool:
        return self == Filter()


def visible_to(viewer: Viewer, moment: datetime | None = None) -> ColumnElement[bool]:
    """The one gate, as an SQL predicate on Contribution; `rules.may_see` says the same."""
    moment = moment or clock.now()
    given = Contribution.consent == Consent.GIVEN
    public = and_(
        Contribution.state == State.VISIBLE,
        given,
        or_(Contribution.embargoed_until.is_(None), Contribution.embargoed_until <= moment),
    )
    if not viewer.is_known:
        return public
    own = and_(Contribution.contributor_id == viewer.id, Contribution.state != State.EXPUNGED)
    if viewer.has_role(*CURATING):
        curated = and_(Contribution.state.in_((State.VISIBLE, State.HIDDEN)), given)
        return or_(own, curated)
    return or_(own, public)


def get_work(viewer: Viewer, contribution_id: int) -> Contribution:
    """The work; Gone when a tombstone remains, NotFound when the viewer may not know of it."""
    work = db.session.get(Contribution, contribution_id)
    if work is None:
        raise NotFound
    if may_see(viewer, work.standing, clock.now()):
        return work
    if work.state in {State.WITHDRAWN, State.EXPUNGED} and work.published_at is not None:
        raise Gone(_TAKEN_BACK if work.state == State.WITHDRAWN else _REMOVED)
    raise NotFound


def find_work(viewer: Viewer, contribution_id: int) -> Contribution | None:
    """The work, or None when it is not there for this viewer."""
    work = db.session.get(Contribution, contribution_id)
    return work if work is not None and may_see(viewer, work.standing, clock.now()) else None


def list_works(wanted: Filter, cursor: str | None = None, limit: int = PAGE) -> Page[Contribution]:
    """What everybody sees, newest first, by keyset: the thousandth page costs as the first."""
    query = narrowed(select(Contribution), wanted)
    key = tuple_(Contribution.published_at, Contribution.id)
    if cursor:
        query = query.where(key < read_cursor(cursor))
    query = query.order_by(Contribution.published_at.desc(), Contribution.id.desc())
    found = list(db.session.scalars(query.limit(limit + 1)))
    return page_of(found, limit)


def page_of(found: list[Contribution], limit: int) -> Page[Contribution]:
    """A page from one row more than fits on it."""
    if len(found) <= limit:
        return Page(tuple(found))
    last = found[limit - 1]
    stamp = last.published_at.isoformat() if last.published_at else ""
    return Page(tuple(found[:limit]), encode_cursor(stamp, last.id))


def read_cursor(cursor: str) -> tuple[datetime, int]:
    """Where a page begins that `page_of` led to; Invalid (`bad_cursor`)."""
    stamp, last_id = decode_cursor(cursor, str, int)
    return _moment(str(stamp)), int(last_id or 0)


def _moment(stamp: str) -> datetime:
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError as error:
        raise Invalid(reason="bad_cursor") from error
    if moment.tzinfo is None:
        raise Invalid(reason="bad_cursor")
    return moment


def narrowed(query: Q, wanted: Filter) -> Q:
    """A query on Contribution, narrowed to what everybody sees and to the filter."""
    query = query.where(visible_to(NOBODY))
    if wanted.kind:
        query = query.where(Contribution.kind == wanted.kind)
    if wanted.licence:
        query = query.where(Contribution.licence == wanted.licence)
    if wanted.person_id is not None:
        query = query.where(Contribution.contributor_id == wanted.person_id)
    if wanted.tag:
        tagged = exists().where(
            Tag.contribution_id == Contribution.id, Tag.name == tag_name(wanted.tag)
        )
        query = query.where(tagged)
    if wanted.first_year is not None:
        query = query.where(Contribution.ends_on >= _day(wanted.first_year, 1, 1))
    if wanted.last_year is not None:
        query = query.where(Contribution.starts_on <= _day(wanted.last_year, 12, 31))
    if wanted.box is not None:
        query = query.where(in_box(wanted.box))
    return query


def _day(year: int, month: int, day: int) -> date:
    return date(min(max(year, 1), 9999), month, day)


def in_box(box: Box) -> ColumnElement[bool]:
    """Whether the published place lies in the box; the exact one is never asked."""
    latitude, longitude = Contribution.published_latitude, Contribution.published_longitude
    rows = latitude.between(box.south, box.north)
    if box.west <= box.east:
        return and_(rows, longitude.between(box.west, box.east))
    return and_(rows, or_(longitude >= box.west, longitude <= box.east))


def near(work: Contribution, metres: float = 1_000, limit: int = 6) -> list[Contribution]:
    """Other public works around the published place, nearest first."""
    here = work.published_place
    if here is None:
        return []
    found: list[int] = []
    for reach in (metres / 8, metres / 3, metres):
        if len(found) <= limit:
            found = _ids_near(here, reach, limit + 1)
    return works_by_id([number for number in found if number != work.id][:limit])


def _ids_near(here: geo.Point, metres: float, limit: int) -> list[int]:
    """Public works within so many metres, nearest first; only the index and places are read."""
    latitude, longitude = Contribution.published_latitude, Contribution.published_longitude
    flat = math.cos(math.radians(here.latitude))
    north, east = latitude - here.latitude, (longitude - here.longitude) * flat
    places = select(Contribution.id, latitude, longitude)
    query = narrowed(places, Filter()).where(_in_tiles(_around(here, metres)))
    rows = db.session.execute(query.order_by(north * north + east * east).limit(limit))
    return [
        number
        for number, lat, lng in rows
        if lat is not None and lng is not None and geo.distance(here, geo.Point(lat, lng)) <= metres
    ]


def _in_tiles(box: Box) -> ColumnElement[bool]:
    """Whether the cell lies in one of the (at most four) map tiles that cover a small box."""
    # A tile is as wide as it is high on the ground; a little more, as it narrows to the poles.
    widest = 1.05 * max(box.east - box.west, box.north - box.south)
    zoom = min(geo.CELL_ZOOM, max(0, math.floor(math.log2(360 / widest))))
    corners = (
        geo.Point(lat, lng) for lat in (box.south, box.north) for lng in (box.west, box.east)
    )
    ranges = (geo.tile_range(zoom, x, y) for x, y in {geo.tile_of(spot, zoom) for spot in corners})
    return or_(*(Contribution.cell_key.between(first, stop - 1) for first, stop in ranges))


def _around(here: geo.Point, metres: float) -> Box:
    rows = metres / geo.METRES_PER_DEGREE
    columns = rows / max(math.cos(math.radians(here.latitude)), 0.01)
    west = max(-FARTHEST, here.longitude - columns)
    east = min(FARTHEST, here.longitude + columns)
    south, north = max(-90.0, here.latitude - rows), min(90.0, here.latitude + rows)
    return Box(west, south, east, north)


def list_drafts(viewer: Viewer, limit: int = 200) -> list[Contribution]:
    """The viewer's own drafts, oldest first."""
    if not viewer.is_known:
        return []
    query = select(Contribution).where(
        Contribution.contributor_id == viewer.id, Contribution.state == State.DRAFT
    )
    return list(db.session.scalars(query.order_by(Contribution.id).limit(limit)))


def list_own_unpublic(viewer: Viewer, limit: int = 100) -> list[Contribution]:
    """The viewer's own works that others do not see: hidden or withdrawn."""
    if not viewer.is_known:
        return []
    query = select(Contribution).where(
        Contribution.contributor_id == viewer.id,
        Contribution.state.in_((State.HIDDEN, State.WITHDRAWN)),
    )
    return list(db.session.scalars(query.order_by(Contribution.id.desc()).limit(limit)))


def works_by_id(ids: Sequence[int], viewer: Viewer = NOBODY) -> list[Contribution]:
    """Those of these works that the viewer may see, in the order asked."""
    query = select(Contribution).where(Contribution.id.in_(ids), visible_to(viewer))
    found = {work.id: work for work in db.session.scalars(query)}
    return [found[i] for i in ids if i in found]


def count(wanted: Filter) -> int:
    """How many works everybody sees that fit the filter."""
    return db.session.scalar(narrowed(select(func.count(Contribution.id)), wanted)) or 0


def photos_of(ids: Iterable[int]) -> dict[int, Photo]:
    """The photo part of these works."""
    rows = db.session.scalars(select(Photo).where(Photo.contribution_id.in_(list(ids))))
    return {row.contribution_id: row for row in rows}


def works_of_file(file_id: int) -> list[Contribution]:
    """The works that show this file, in any state: for the gate of media addresses."""
    query = (
        select(Contribution)
        .join(Photo, Photo.contribution_id == Contribution.id)
        .where(Photo.file_id == file_id)
    )
    return list(db.session.scalars(query))


def common_tags(limit: int = 30) -> list[tuple[str, str, int]]:
    """The most used public tags: name, label, count."""
    query = (
        select(Tag.name, func.count())
        .join(Contribution, Contribution.id == Tag.contribution_id)
        .where(visible_to(NOBODY))
        .group_by(Tag.name)
        .order_by(func.count().desc(), Tag.name)
        .limit(limit)
    )
    counts = [(name, number) for name, number in db.session.execute(query)]
    labels = labels_of_tags(name for name, _ in counts)
    return [(name, labels[name], number) for name, number in counts if name in labels]


def labels_of_tags(names: Iterable[str]) -> dict[str, str]:
    """How tags of public works are written, by the name they are compared with.

    As the oldest of these works has it: a common tag costs no more than a rare one.
    """
    known = select(Tag.name).where(Tag.name.in_(list(names))).distinct().subquery()
    label = (
        select(Tag.label)
        .join(Contribution, Contribution.id == Tag.contribution_id)
        .where(Tag.name == known.c.name, visible_to(NOBODY))
        .order_by(Tag.contribution_id)
        .limit(1)
        .scalar_subquery()
    )
    rows = db.session.execute(select(known.c.name, label))
    return {name: written for name, written in rows if written is not None}
