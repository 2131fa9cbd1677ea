"""A tiny site with the strictest policy, to see maps in a real browser."""

import json
import struct
import zlib

from flask import Flask, Response, request
from flask_babel import Babel
from markupsafe import Markup

from portal.config import ROOT, Settings
from portal.kernel.geo import Box, Point, tile_box
from portal.maps import Cluster, MapLayer, Pin, TileData, current_maps, register

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'"
)
WORKS = MapLayer("works", "/map/works/{z}/{x}/{y}.json")
HOSTILE = "{{7*191}} <img src=x onerror=\"document.title='hacked'\"> </script><script>"
CROWD = Cluster(Point(48.395, -4.50), 23, Box(-4.503, 48.393, -4.497, 48.397))
PIN = Pin("0lighthouse", Point(48.385, -4.45), HOSTILE, "/contributions/0lighthouse", "", "photo")
FIELDS = """
<input id="lat" name="latitude" aria-label="Latitude">
<input id="lng" name="longitude" aria-label="Longitude">
<input id="acc" name="accuracy" type="hidden">
<select name="precision" aria-label="Precision"><option>exact<option>street<option>hidden</select>
"""


def make_site(settings: Settings) -> Flask:
    """Pages /browse, /pick, /work and /mini; /basemap answers tiles unless the site is `down`."""
    app = Flask(__name__, static_folder=str(ROOT / "static"))
    app.config["DOWN"] = False
    Babel(app)
    register(app, settings)
    app.after_request(_with_policy)
    app.add_url_rule("/<any(browse,pick,work,mini):kind>", view_func=_page, endpoint="page")
    app.add_url_rule("/map/works/<int:z>/<int:x>/<int:y>.json", view_func=_works)
    app.add_url_rule("/basemap/<path:where>.png", view_func=lambda where: _base_tile(app))
    app.add_url_rule("/basemap/outline.json", view_func=_outline)
    app.add_url_rule("/list", view_func=_list)
    app.add_url_rule("/favicon.ico", view_func=lambda: ("", 204), endpoint="icon")
    return app


def _with_policy(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def _page(kind: str) -> str:
    shell = current_maps().shell(kind, "en", *([WORKS] if kind in {"browse", "mini"} else []))  # type: ignore[arg-type]
    data = {
        "browse": {"query": request.query_string.decode(), "list": "list", "list_url": "/list"},
        "pick": {
            "latitude_input": "lat",
            "longitude_input": "lng",
            "accuracy_input": "acc",
            "precision_input": "precision",
        },
        "work": {"place": "48.3904,-4.4861", "precision": "neighbourhood"},
        "mini": {},
    }[kind]
    body = {"browse": '<div id="list">before</div>', "pick": FIELDS}.get(kind, "")
    head = Markup('<link rel="stylesheet" href="/static/web/tokens.css">') + shell.head
    return f'<!doctype html><html lang="en"><title>map</title>{head}{body}{shell.with_data(data)}'


def _works(z: int, x: int, y: int) -> Response:
    box = tile_box(z, x, y)
    clusters = [CROWD] if box.contains(CROWD.place) else []
    points = [PIN] if box.contains(PIN.place) and request.args.get("q") != "nothing" else []
    return Response(TileData(clusters, points).to_json(), mimetype="application/json")


def _base_tile(app: Flask) -> Response:
    if app.config["DOWN"]:
        return Response(status=204)
    return Response(_png(), mimetype="image/png")


def _outline() -> Response:
    ring = [[-6, 46], [-2, 46], [-2, 50], [-6, 50], [-6, 46]]
    shape = {"type": "MultiPolygon", "coordinates": [[ring]]}
    feature = {"type": "Feature", "properties": {"detail": "fine"}, "geometry": shape}
    land = {"type": "FeatureCollection", "features": [feature]}
    return Response(json.dumps(land), mimetype="application/json")


def _list() -> str:
    return f'<ul data-count="3"><li data-id="{PIN.id}">{request.args["bbox"]}</li></ul>'


def _png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", 256, 256, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xd0" * 256) * 256)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts
