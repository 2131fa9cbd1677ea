"""`/media/…`: the bytes of works, through the gate, in ranges, never cached by others."""

from flask import Blueprint, Response, request
from flask_babel import gettext as _
from werkzeug.http import parse_range_header

from portal import storage
from portal.contributions import queries
from portal.contributions.kinds.photo import ORIGINAL
from portal.kernel import ids
from portal.kernel.errors import Forbidden, NotFound
from portal.uploads.models import File
from portal.uploads.queries import find_derivative, get_file
from portal.web.access import current_viewer

blueprint = Blueprint("media", __name__, url_prefix="/media")


@blueprint.get("/<id:file_id>/<recipe>")
def show(file_id: int, recipe: str) -> Response:
    """A size of a picture, or the cleaned original (`?download=1` to keep it)."""
    _check_seen(file_id)
    made = find_derivative(file_id, recipe)
    if made is None:
        raise NotFound
    name = None
    if recipe == ORIGINAL or request.args.get("download"):
        name = f"{ids.encode(file_id)}.{made.mime.rpartition('/')[2]}"
    return _send(made.key, made.mime, made.key.rpartition("/")[2] + str(made.size), name)


@blueprint.get("/<id:file_id>/untouched")
def untouched(file_id: int) -> Response:
    """The original as it was received: for its contributor and for archivists only."""
    _check_seen(file_id)
    file: File = get_file(file_id)
    viewer = current_viewer()
    if viewer.id != file.received_by and not viewer.has_role("archivist", "steward"):
        raise Forbidden(_("The untouched original is for its contributor and for archivists."))
    return _send(storage.original_key(file.sha256), file.mime, file.sha256, file.name)


def _check_seen(file_id: int) -> None:
    viewer = current_viewer()
    works = queries.works_of_file(file_id)
    if not any(queries.find_work(viewer, work.id) for work in works):
        raise NotFound


def _send(key: str, mime: str, tag: str, download_name: str | None) -> Response:
    store = storage.current_store()
    size = store.size(key)
    response = Response(mimetype=mime)
    response.set_etag(f"{tag}-{size}")
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Accept-Ranges"] = "bytes"
    if download_name:
        response.headers.set("Content-Disposition", "attachment", filename=download_name)
    response.make_conditional(request)
    if response.status_code == 304:
        return response
    start, stop = _range(size)
    if (start, stop) != (0, size):
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    response.headers["Content-Length"] = str(stop - start)
    if request.method != "HEAD":
        response.response = store.open(key, start, stop - start)
    return response


def _range(size: int) -> tuple[int, int]:
    """The one range asked for, else all of it; ranges that do not fit are ignored."""
    asked = parse_range_header(request.headers.get("Range"))
    found = asked.range_for_length(size) if asked and asked.units == "bytes" else None
    return found or (0, size)
