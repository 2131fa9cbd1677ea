"""Finding works by their words, behind a port; only this package knows the engine."""

from typing import cast

from flask import Flask, current_app

from portal.config import Settings
from portal.search.engine import WhooshIndex
from portal.search.feeding import Source, everything, feed
from portal.search.highlighting import highlight
from portal.search.port import (
    Document,
    Fragment,
    Hit,
    Order,
    Results,
    SearchIndex,
    SearchQuery,
    Suggestion,
    key_of,
)

__all__ = [
    "Document",
    "Fragment",
    "Hit",
    "Order",
    "Results",
    "SearchIndex",
    "SearchQuery",
    "Source",
    "Suggestion",
    "WhooshIndex",
    "current_index",
    "everything",
    "feed",
    "highlight",
    "key_of",
    "register",
]

_NAME = "portal.search"


def register(app: Flask, settings: Settings) -> SearchIndex:
    """Put the index of `settings.search_dir` into the app; opens nothing yet."""
    index = WhooshIndex(settings.search_dir)
    app.extensions[_NAME] = index
    return index


def current_index() -> SearchIndex:
    """The index of the running app."""
    return cast(SearchIndex, current_app.extensions[_NAME])
