"""The gallery: everybody's works, newest first, with filters."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.contributions import queries
from portal.contributions.cards import Card, cards
from portal.contributions.chosen import chosen_filters
from portal.contributions.filters import as_args, filter_from
from portal.contributions.views import blueprint
from portal.kernel.text import fold
from portal.licences import LICENCES
from portal.people.queries import MemberName
from portal.web.locale import current_language
from portal.web.recalling import recalled

COMMON_TAGS = 8


@blueprint.get("/contributions/")
@recalled
def gallery() -> ResponseReturnValue:
    """Works as cards; with `?fragment=1` only the cards, for lists beside maps."""
    wanted = filter_from(request.args)
    page = queries.list_works(wanted, request.args.get("cursor"))
    shown = cards(page.items, current_language())
    template = "_cards.html" if request.args.get("fragment") else "gallery.html"
    return render_template(
        f"contributions/{template}",
        page=page,
        cards=shown,
        chosen=chosen_filters(request.args, "contributions.gallery"),
        args=as_args(request.args),
        tags=queries.common_tags(COMMON_TAGS) if wanted.is_empty else [],
        licence_choices=licence_choices(),
        people=people_of(shown),
        cursor=request.args.get("cursor"),
        is_filtered=not wanted.is_empty,
    )


def licence_choices() -> list[tuple[str, object]]:
    """Codes and names, for a filter."""
    return [(code, licence.name) for code, licence in LICENCES.items()]


def people_of(shown: list[Card]) -> list[MemberName]:
    """Who contributed these, by name without case and accents."""
    found = {card.contributor for card in shown if card.contributor}
    return sorted(found, key=lambda who: fold(who.name))
