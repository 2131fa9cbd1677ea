"""The map under the map: tiles through the portal's own cache, or the outline."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from portal import maps
from portal.explore.views import blueprint

OUTLINE_SECONDS = 86_400
AGAIN_SECONDS = 60  # until a browser asks again for a tile that was not there


@blueprint.get("/basemap/<int:z>/<int:x>/<int:y>.png")
def basemap(z: int, x: int, y: int) -> ResponseReturnValue:
    """One picture of the base map; empty (204) where there is none at present."""
    tile = maps.current_maps().basemap.find_tile(z, x, y)
    if tile is None:
        return Response(status=204, headers={"Cache-Control": f"public, max-age={AGAIN_SECONDS}"})
    response = Response(tile.body, mimetype=tile.mime)
    response.set_etag(tile.etag)
    response.headers["Cache-Control"] = f"public, max-age={tile.max_age}"
    return response.make_conditional(request)


@blueprint.get("/basemap/outline.json")
def outline() -> ResponseReturnValue:
    """Land and sea around the city, for when there is no base map."""
    response = Response(maps.current_maps().outline(), mimetype="application/geo+json")
    response.headers["Cache-Control"] = f"public, max-age={OUTLINE_SECONDS}"
    response.add_etag()
    return response.make_conditional(request)
