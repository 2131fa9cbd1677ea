"""The OpenAPI document: what spectree gathers from the views, completed with what it leaves out."""

import copy
import re
from typing import Any

from flask import Flask, Response, current_app, jsonify

from portal.api.blueprint import v1
from portal.api.documented import spec
from portal.api.shapes import PUBLIC_ID
from portal.config import Settings

EXTENSION = "portal.openapi"
VERSION = "3.1.0"

PATH_PARTS: dict[str, dict[str, Any]] = {
    "contribution_id": {
        "description": "13 characters, as in the address of the work's page.",
        "schema": {"type": "string", "pattern": PUBLIC_ID},
        "example": "09SV14E0GXJ8T",
    },
    "number": {
        "description": "The number of the revision; the first is 1.",
        "schema": {"type": "integer", "minimum": 1, "maximum": 2**31 - 1},
        "example": 1,
    },
    "handle": {
        "description": "As in the address of the person's page.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 60, "pattern": "^[a-z0-9-]+$"},
        "example": "maelle",
    },
}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag you read.",
    "schema": {"type": "string", "minLength": 1, "pattern": '^"[!-~]+"$'},
    "example": '"3"',
}
_RATE = {
    "RateLimit-Limit": "How many requests fit into the minute.",
    "RateLimit-Remaining": "How many of them are left.",
    "RateLimit-Reset": "Seconds until there are more.",
}
SAID = {
    200: "What was asked for.",
    201: "It is made; its address is in Location.",
    204: "Done; there is nothing to say.",
    400: "The address or the body could not be understood.",
    401: "A key is needed, or the one that was sent does not work.",
    403: "The key does not allow this, or it is not yours to do.",
    404: "There is no such thing, or it is not yours to see.",
    409: "It is here already, or its state does not allow this any more.",
    410: "It was here, and was taken back.",
    412: "Somebody changed it since you read it.",
    413: "It is too large.",
    415: "This media type is not taken here.",
    422: "Something that was sent does not fit; `errors` says which field and why.",
    428: "If-Match is missing.",
    429: "Too often in a short time; Retry-After says when to come back.",
    500: "Something broke on our side; nothing was stored.",
    503: "A part of the portal does not answer; nothing was stored.",
}


def register(app: Flask) -> None:
    """Gather the document once, when all views are there."""
    settings: Settings = app.extensions["portal.settings"]
    with app.app_context():
        app.extensions[EXTENSION] = complete(copy.deepcopy(spec.spec), settings)


def current_document() -> dict[str, Any]:
    """The OpenAPI 3.1 document of the running portal."""
    document: dict[str, Any] = current_app.extensions[EXTENSION]
    return document


@v1.get("/openapi.json")
def openapi() -> Response:
    """This document."""
    return jsonify(current_document())


def complete(document: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """Servers, keys, the parts of addresses, headers, media types."""
    document["openapi"] = VERSION
    document["info"] = {
        "title": f"{settings.city}: the commons",
        "version": "1",
        "description": "Read, search and give works. Dates are ISO 8601, places GeoJSON, "
        "refusals RFC 9457.",
        "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
    }
    document["servers"] = [{"url": settings.url}]
    document["security"] = []
    document["tags"] = [{"name": name} for name in ("contributions", "search", "people")]
    document["components"]["securitySchemes"] = {
        "key": {
            "type": "http",
            "scheme": "bearer",
            "description": f"Make a key at {settings.url}/account/tokens. It has scopes: "
            "`read` and `contribute`.",
        }
    }
    for operations in document["paths"].values():
        for operation in operations.values():
            _complete_operation(operation)
    return document


def _complete_operation(operation: dict[str, Any]) -> None:
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            parameter.update(PATH_PARTS[parameter["name"]])
        else:
            _lift(parameter)
    if "428" in operation["responses"]:
        operation["parameters"].append(IF_MATCH)
    form = operation.get("requestBody", {}).get("content", {}).get("multipart/form-data")
    if form is not None:
        form.update(_parts())
    for status, response in operation["responses"].items():
        _complete_response(int(status), response)


def _lift(parameter: dict[str, Any]) -> None:
    """Words about a parameter stand beside its schema."""
    parameter["schema"].pop("description", None)
    parameter["schema"].pop("title", None)
    examples = parameter["schema"].pop("examples", [])
    if examples:
        parameter["example"] = examples[0]


def _parts() -> dict[str, Any]:
    """Of a form with a file and JSON: spectree would call the JSON a text."""
    return {
        "schema": {
            "type": "object",
            "additionalProperties": False,
            "required": ["file"],
            "properties": {
                "file": {"type": "string", "format": "binary", "description": "The picture."},
                "metadata": {"$ref": "#/components/schemas/NewWork"},
            },
        },
        "encoding": {
            "file": {"contentType": "image/*, application/octet-stream"},
            "metadata": {"contentType": "application/json"},
        },
    }


def _complete_response(status: int, response: dict[str, Any]) -> None:
    response["description"] = SAID[status]
    content = response.get("content", {})
    if status >= 400:
        response["content"] = {"application/problem+json": content["application/json"]}
    headers = response.setdefault("headers", {})
    headers.update({name: _header(says, "integer") for name, says in _RATE.items()})
    if content.get("application/json", {}).get("schema", {}).get("$ref", "").endswith("/Work"):
        headers["ETag"] = _header("Send it back as If-Match.", "string", is_required=True)
    if status == 201:
        headers["Location"] = _header("The address of the work.", "string", is_required=True)
    if status == 401:
        headers["WWW-Authenticate"] = _header("How to prove who you are.", "string")
    if status in {429, 503}:
        headers["Retry-After"] = _header("Seconds to wait.", "integer")


def _header(says: str, kind: str, *, is_required: bool = False) -> dict[str, Any]:
    return {"description": says, "schema": {"type": kind}, "required": is_required}


def name_of(reference: str) -> str:
    """The shape that a `$ref` points at."""
    return re.sub(r"^#/components/schemas/", "", reference)
