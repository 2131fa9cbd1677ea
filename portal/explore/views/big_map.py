"""The big map with its list, and the tiles of data behind it."""

from urllib.parse import urlencode

from flask import Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal import maps
from portal.contributions import queries
from portal.contributions.cards import cards
from portal.contributions.filters import as_args, filter_from
from portal.explore.views import blueprint
from portal.explore.views.home import works_layer
from portal.kernel.errors import NotFound
from portal.web.feature import TileMaker
from portal.web.locale import current_language

LIST = 30


@blueprint.get("/map", endpoint="map")
def show_map() -> ResponseReturnValue:
    """Everything on one map, and beside it a list that works without the map."""
    language = current_language()
    page = queries.list_works(filter_from(request.args), request.args.get("cursor"), LIST)
    shell = maps.current_maps().shell("browse", language, works_layer())
    filters = as_args(request.args, bbox=None)
    data = {
        "list": "map-list",
        "list_url": url_for("explore.map_list"),
        "query": urlencode(filters),
    }
    return render_template(
        "explore/map.html",
        page=page,
        cards=cards(page.items, language),
        total=queries.count(filter_from(request.args)),
        args=as_args(request.args),
        filters=filters,
        tags=queries.common_tags(8),
        cursor=request.args.get("cursor"),
        map_shell=shell,
        map_html=shell.with_data(data),
    )


@blueprint.get("/map/list")
def map_list() -> ResponseReturnValue:
    """The list for what the map shows, as a fragment."""
    wanted = filter_from(request.args)
    page = queries.list_works(wanted, None, LIST)
    return render_template(
        "explore/_map_list.html",
        page=page,
        cards=cards(page.items, current_language()),
        total=queries.count(wanted),
        args=as_args(request.args),
        cursor=None,
    )


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
