"""A work for machines: schema.org as JSON-LD, with the published place only."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.contributions.kinds.photo import ORIGINAL
from portal.contributions.models import Contribution
from portal.licences import find_licence
from portal.uploads.models import Derivative
from portal.web.routing import absolute_url

_CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")  # a date as schema.org knows it


def describe(
    work: Contribution,
    telling: tuple[str, str, str],
    maker: str,
    made: Mapping[str, Derivative],
) -> dict[str, Any]:
    """A schema.org Photograph; empty values are left out.

    `telling` is title, description and the language they are in.
    """
    title, description, language = telling
    licence = find_licence(work.licence)
    said = {
        "@context": "https://schema.org",
        "@type": "Photograph",
        "@id": absolute_url("contributions.show", contribution_id=work.id),
        "name": title,
        "description": description,
        "inLanguage": language,
        "creator": {"@type": "Person", "name": maker} if maker else None,
        "dateCreated": work.edtf if _CALENDAR.fullmatch(work.edtf) else None,
        "temporalCoverage": _period(work),
        "datePublished": work.published_at.date().isoformat() if work.published_at else None,
        "license": licence.uri if licence else None,
        "keywords": [tag.label for tag in work.tags],
        "contentLocation": _place(work),
        "image": _file(work, "large.jpg", made),
        "contentUrl": _file(work, ORIGINAL, made),
    }
    return {name: value for name, value in said.items() if value}


def _period(work: Contribution) -> str | None:
    """An uncertain date as the ISO 8601 interval it lies in, open where it has no end."""
    if not work.edtf or _CALENDAR.fullmatch(work.edtf):
        return None
    first, last = work.starts_on, work.ends_on
    is_open = (first is None or first.year <= 1), (last is None or last.year >= date.max.year)
    return f"{'..' if is_open[0] else first}/{'..' if is_open[1] else last}"


def _file(work: Contribution, recipe: str, made: Mapping[str, Derivative]) -> str | None:
    if recipe not in made:
        return None
    return absolute_url("media.show", file_id=work.cover_file_id, recipe=recipe)


def _place(work: Contribution) -> dict[str, Any] | None:
    place = work.published_place
    if place is None:
        return None
    point = {"latitude": place.latitude, "longitude": place.longitude}
    return {"@type": "Place", "geo": {"@type": "GeoCoordinates", **point}}
