"""Whole addresses for what follows."""

from urllib.parse import urlencode

from flask import current_app, request

from portal.config import Settings


def next_address(cursor: str | None) -> str | None:
    """This list's address with another cursor, or None after the last page."""
    return None if cursor is None else address_with(cursor=cursor)


def address_with(**changes: str) -> str:
    """The whole address of this request with some arguments changed."""
    settings: Settings = current_app.extensions["portal.settings"]
    arguments = {**request.args.to_dict(), **changes}
    return f"{settings.url}{request.path}?{urlencode(arguments)}"
