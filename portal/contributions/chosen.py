"""The filters that are on, each with the address of the same list without it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.contributions import queries
from portal.contributions.content import tag_name
from portal.contributions.filters import as_args
from portal.contributions.rules import Kind
from portal.licences import find_licence
from portal.people.queries import find_member_by_handle


def chosen_filters(args: Mapping[str, str], endpoint: str) -> list[dict[str, str]]:
    """`name`, `label` and `url` of each filter that is on; `filter_from` has accepted them."""
    labels: dict[str, Callable[[str], str]] = {
        "kind": kind_label,
        "tag": _tag,
        "licence": licence_label,
        "person": _person,
        "from": lambda value: _("from %(year)s", year=value),
        "to": lambda value: _("until %(year)s", year=value),
        "bbox": lambda _value: _("this part of the map"),
    }
    kept = as_args(args)
    return [
        {"name": name, "label": labels[name](value), "url": _without(kept, name, endpoint)}
        for name, value in kept.items()
    ]


def kind_label(value: str) -> str:
    """A kind of works as people call it."""
    return str(_("Photos")) if value == Kind.PHOTO else value


def licence_label(value: str) -> str:
    """A licence by its short name, a statement by its words."""
    licence = find_licence(value)
    if licence is None:
        return value
    return licence.label if licence.is_licence else str(licence.name)


def _tag(value: str) -> str:
    name = tag_name(value)
    return f"#{queries.labels_of_tags([name]).get(name, value)}"


def _person(handle: str) -> str:
    member = find_member_by_handle(handle)
    return member.name if member else handle


def _without(kept: dict[str, str], name: str, endpoint: str) -> str:
    others: dict[str, Any] = {key: value for key, value in kept.items() if key != name}
    return url_for(endpoint, **others)
