"""What lists, maps and feeds are narrowed to, read from an address."""

from collections.abc import Mapping
from dataclasses import replace

from flask_babel import gettext as _

from portal.contributions.queries import Filter
from portal.contributions.rules import Kind
from portal.kernel.errors import Invalid
from portal.kernel.geo import Box
from portal.licences import find_licence
from portal.people.queries import find_member_by_handle

NAMES = ("kind", "tag", "licence", "person", "from", "to", "bbox")
LONGEST = 100


def filter_from(args: Mapping[str, str]) -> Filter:
    """The filter that an address asks for; Invalid names what does not fit."""
    given = {name: args.get(name, "").strip() for name in NAMES}
    wrong = {name for name, value in given.items() if len(value) > LONGEST or "\0" in value}
    wanted = Filter(tag=given["tag"], kind=given["kind"], licence=given["licence"])
    if wanted.kind and wanted.kind not in set(Kind):
        wrong.add("kind")
    if wanted.licence and find_licence(wanted.licence) is None:
        wrong.add("licence")
    if wrong:
        raise Invalid(_("This filter is not known here."), fields=dict.fromkeys(wrong, "?"))
    first, last = _year("from", given["from"]), _year("to", given["to"])
    wanted = replace(wanted, first_year=first, last_year=last, box=box_from(given["bbox"]))
    return replace(wanted, person_id=_person(given["person"]))


def _person(handle: str) -> int | None:
    if not handle:
        return None
    member = find_member_by_handle(handle)
    # Nobody has this id, so a person who is not there has no works.
    return member.id if member else 0


def _year(name: str, value: str) -> int | None:
    if not value:
        return None
    digits = value.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 4):
        raise Invalid(_("A year is a number such as 1944."), fields={name: _("Not a year.")})
    return int(value)


def box_from(value: str) -> Box | None:
    """`west,south,east,north` in degrees, as in GeoJSON; Invalid when it is no box."""
    if not value:
        return None
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError:
        raise Invalid(_("A box is west,south,east,north in degrees."), reason="bad_box") from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise Invalid(_("A box is west,south,east,north in degrees."), reason="bad_box")
    return Box(west, south, east, north)


def as_args(args: Mapping[str, str], **changes: str | None) -> dict[str, str]:
    """The filter part of an address with some values changed; None takes one away."""
    kept = {name: args[name] for name in NAMES if args.get(name)}
    kept.update({name: value for name, value in changes.items() if value})
    for name, value in changes.items():
        if not value:
            kept.pop(name, None)
    return kept
