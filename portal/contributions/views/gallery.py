"""The gallery: everybody's works, newest first, with filters."""

from collections.abc import Callable
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.contributions import queries
from portal.contributions.cards import cards
from portal.contributions.filters import as_args, filter_from
from portal.contributions.views import blueprint
from portal.licences import LICENCES
from portal.people.queries import find_member_by_handle
from portal.web.locale import current_language
from portal.web.recalling import recalled


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
        chosen=_chosen(),
        args=as_args(request.args),
        tags=queries.common_tags(12) if wanted.is_empty else [],
        licence_choices=[(code, licence.label) for code, licence in LICENCES.items()],
        cursor=request.args.get("cursor"),
        is_filtered=not wanted.is_empty,
    )


def _chosen() -> list[dict[str, Any]]:
    """The filters that are on, each with the address of the list without it."""
    labels: dict[str, Callable[[str], str]] = {
        "kind": lambda value: _("Photos") if value == "photo" else value,
        "tag": lambda value: f"#{value}",
        "licence": lambda value: LICENCES[value].label,
        "person": _person_name,
        "from": lambda value: _("from %(year)s", year=value),
        "to": lambda value: _("until %(year)s", year=value),
        "bbox": lambda _value: _("this part of the map"),
    }
    return [
        {
            "label": label(request.args[name]),
            "url": gallery_url(**{name: None}),
        }
        for name, label in labels.items()
        if request.args.get(name)
    ]


def gallery_url(**changes: str | None) -> str:
    """This gallery's address with some filters changed."""
    filters: dict[str, Any] = as_args(request.args, **changes)
    return url_for("contributions.gallery", **filters)


def _person_name(handle: str) -> str:
    member = find_member_by_handle(handle)
    return member.name if member else handle
