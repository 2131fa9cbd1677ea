"""A work for machines: schema.org as JSON-LD, with the published place only."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from portal.contributions.cards import media_url
from portal.contributions.kinds.photo import ORIGINAL
from portal.contributions.models import Contribution
from portal.licences import find_licence
from portal.uploads.models import Derivative


def describe(
    work: Contribution,
    title: str,
    description: str,
    maker: str,
    made: Mapping[str, Derivative],
) -> dict[str, Any]:
    """A schema.org Photograph; empty values are left out."""
    licence = find_licence(work.licence)
    file_id = work.cover_file_id or 0
    said = {
        "@context": "https://schema.org",
        "@type": "Photograph",
        "@id": url_for("contributions.show", contribution_id=work.id, _external=True),
        "name": title,
        "description": description,
        "inLanguage": work.language,
        "creator": {"@type": "Person", "name": maker} if maker else None,
        "dateCreated": work.edtf,
        "datePublished": work.published_at.date().isoformat() if work.published_at else None,
        "license": licence.uri if licence else None,
        "keywords": [tag.label for tag in work.tags],
        "contentLocation": _place(work),
        "image": media_url(file_id, "large.jpg", _external=True) if "large.jpg" in made else None,
        "contentUrl": media_url(file_id, ORIGINAL, _external=True) if ORIGINAL in made else None,
    }
    return {name: value for name, value in said.items() if value}


def _place(work: Contribution) -> dict[str, Any] | None:
    place = work.published_place
    if place is None:
        return None
    point = {"latitude": place.latitude, "longitude": place.longitude}
    return {"@type": "Place", "geo": {"@type": "GeoCoordinates", **point}}
