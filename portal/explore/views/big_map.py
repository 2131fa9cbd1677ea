"""The big map with its list, and the tiles of data behind it."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal import maps
from portal.contributions import queries
from portal.contributions.cards import cards
from portal.contributions.chosen import chosen_filters
from portal.contributions.filters import as_args, filter_from
from portal.contributions.views.gallery import licence_choices, people_of
from portal.explore.views import blueprint
from portal.explore.views.home import works_layer
from portal.kernel.errors import NotFound
from portal.web.feature import TileMaker
from portal.web.locale import current_language

LIST = 30
COMMON_TAGS = 8


@blueprint.get("/map", endpoint="map")
def show_map() -> ResponseReturnValue:
    """Everything on one map, and beside it a list that works without the map."""
    shown = _list(request.args.get("cursor"))
    shell = maps.current_maps().shell("browse", current_language(), works_layer())
    data = {
        "list": "map-list",
        "list_url": url_for("explore.map_list"),
        "query": urlencode(as_args(request.args, bbox=None)),
    }
    return render_template(
        "explore/map.html",
        licence_choices=licence_choices(),
        people=people_of(shown["cards"]),
        map_shell=shell,
        map_html=shell.with_data(data),
        **shown,
    )


@blueprint.get("/map/list")
def map_list() -> ResponseReturnValue:
    """The list for what the map shows, as a fragment."""
    return render_template("explore/_map_list.html", **_list(None))


def _list(cursor: str | None) -> dict[str, Any]:
    """What stands beside the map: the filters as chips, how many works, the first of them."""
    wanted = filter_from(request.args)
    page = queries.list_works(wanted, cursor, LIST)
    chosen = chosen_filters(request.args, "explore.map")
    return {
        "page": page,
        "cards": cards(page.items, current_language()),
        "total": queries.count(wanted),
        "args": as_args(request.args),
        "chosen": [item for item in chosen if item["name"] != "bbox"],
        "tags": [] if wanted.tag else queries.common_tags(COMMON_TAGS),
        "cursor": cursor,
    }


@blueprint.get("/map/<layer>/<int:z>/<int:x>/<int:y>.json")
def tile(layer: str, z: int, x: int, y: int) -> ResponseReturnValue:
    """Clusters and pins of one tile, for the same filters as the gallery."""
    makers: dict[str, TileMaker] = current_app.extensions["portal.layers"]
    if layer not in makers:
        raise NotFound
    data = makers[layer](z, x, y, request.args)
    response = Response(data.to_json(), mimetype="application/json")
    response.add_etag()
    return response.make_conditional(request)
