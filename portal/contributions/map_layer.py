"""Works on the map: one tile of counts and pins, from published places only."""

from collections.abc import Mapping, Sequence

from flask import url_for
from sqlalchemy import Integer, cast, func, select

from portal import maps
from portal.contributions import queries
from portal.contributions.cards import in_language, media_url
from portal.contributions.filters import filter_from
from portal.contributions.models import Contribution
from portal.contributions.queries import Filter
from portal.database import db
from portal.kernel import geo, ids
from portal.kernel.geo import Box, Point
from portal.uploads.queries import derivatives_of
from portal.web.locale import current_language

NAME = "contributions"
FEW = 40  # works that a tile shows one by one
CLOSEST = 18  # from this zoom on every work is shown
MOST = 500


def tile(zoom: int, x: int, y: int, args: Mapping[str, str]) -> maps.TileData:
    """What one tile shows, for the same filters as the gallery. Raises Invalid (`bad_tile`)."""
    geo.tile_box(zoom, x, y)
    wanted = filter_from({**args, "bbox": ""})
    cells = _cells(zoom, geo.tile_range(zoom, x, y), wanted)
    total = sum(cell.count for cell, _ in cells)
    if total <= FEW or zoom >= CLOSEST:
        return maps.TileData(points=_pins(_works(zoom, x, y, wanted)))
    clusters = [cell for cell, _ in cells if cell.count > 1]
    alone = [work_id for cell, work_id in cells if cell.count == 1]
    return maps.TileData(clusters, _pins(queries.works_by_id(alone)))


def _cells(zoom: int, keys: tuple[int, int], wanted: Filter) -> list[tuple[maps.Cluster, int]]:
    """The counts of each eighth of the tile, and some work in it."""
    # PostgreSQL shifts a bigint by an integer only, and would be given a second bigint.
    cell = Contribution.cell_key.bitwise_rshift(cast(maps.cell_shift(zoom), Integer))
    latitude, longitude = Contribution.published_latitude, Contribution.published_longitude
    query = queries.narrowed(
        select(
            func.count(),
            func.min(Contribution.id),
            func.avg(latitude),
            func.avg(longitude),
            func.min(latitude),
            func.max(latitude),
            func.min(longitude),
            func.max(longitude),
        ),
        wanted,
    ).where(Contribution.cell_key >= keys[0], Contribution.cell_key < keys[1])
    return [
        (maps.Cluster(Point(lat, lng), count, Box(west, south, east, north)), work_id)
        for count, work_id, lat, lng, south, north, west, east in db.session.execute(
            query.group_by(cell)
        )
    ]


def _works(zoom: int, x: int, y: int, wanted: Filter) -> Sequence[Contribution]:
    first, stop = geo.tile_range(zoom, x, y)
    query = queries.narrowed(select(Contribution), wanted).where(
        Contribution.cell_key >= first, Contribution.cell_key < stop
    )
    return list(db.session.scalars(query.order_by(Contribution.id.desc()).limit(MOST)))


def _pins(works: Sequence[Contribution]) -> list[maps.Pin]:
    made = derivatives_of(w.cover_file_id for w in works if w.cover_file_id)
    language = current_language()
    return [
        maps.Pin(
            id=ids.encode(work.id),
            place=work.published_place or Point(0, 0),
            title=in_language(work, language)[0],
            url=url_for("contributions.show", contribution_id=work.id),
            thumb=media_url(work.cover_file_id or 0, "small.webp")
            if "small.webp" in made.get(work.cover_file_id or 0, {})
            else "",
            kind=work.kind,
        )
        for work in works
    ]
