"""The pages by which people find things."""

from flask import Blueprint

blueprint = Blueprint("explore", __name__)

from portal.explore.views import basemap, big_map, home, search  # noqa: E402

__all__ = ["basemap", "big_map", "blueprint", "home", "search"]
