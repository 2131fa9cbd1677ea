"""The home page: what this place is, at once."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from portal import maps
from portal.contributions import queries
from portal.contributions.cards import cards
from portal.contributions.map_layer import NAME
from portal.contributions.queries import Filter
from portal.explore.views import blueprint
from portal.web.locale import current_language
from portal.web.recalling import recalled

NEWEST = 8


def works_layer() -> maps.MapLayer:
    """All works, as tiles of data."""
    address = url_for("explore.tile", layer=NAME, z=0, x=0, y=0)
    return maps.MapLayer(NAME, address.replace("0/0/0", "{z}/{x}/{y}"))


@blueprint.get("/")
@recalled
def home() -> ResponseReturnValue:
    """One sentence, the living map, the newest works, and what other features put here."""
    language = current_language()
    newest = queries.list_works(Filter(), limit=NEWEST)
    shell = maps.current_maps().shell("mini", language, works_layer())
    return render_template(
        "explore/home.html",
        newest=cards(newest.items, language),
        map_shell=shell,
        map_html=shell.with_data({}),
    )
