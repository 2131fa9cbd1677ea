"""From works to what programs read of them, in a few queries for a whole page."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from portal import licences
from portal.api.contributions.shapes import (
    Inside,
    Licence,
    Proposed,
    Words,
    Work,
    WorkDate,
    WorkFile,
)
from portal.api.shapes import GeoPoint, Person
from portal.contributions import rules
from portal.contributions.cards import when_in_words
from portal.contributions.kinds.photo import ORIGINAL
from portal.contributions.models import Contribution
from portal.contributions.rules import Kind, Precision, State
from portal.kernel import geo, ids
from portal.people.queries import MemberName, names_of
from portal.uploads.models import Derivative
from portal.uploads.queries import derivatives_of
from portal.web.locale import current_language
from portal.web.routing import absolute_url
from portal.web.viewer import Viewer

# Where SPDX names it otherwise than the portal; statements have no name there.
SPDX = {"PDM-1.0": "CC-PDM-1.0"}


def describe(viewer: Viewer, works: Sequence[Contribution]) -> list[Work]:
    """These works as this viewer may read them; the gate has let them through already."""
    made = derivatives_of(work.cover_file_id for work in works if work.cover_file_id)
    names = names_of({work.contributor_id for work in works})
    return [
        _describe(
            viewer, work, made.get(work.cover_file_id or 0, {}), names.get(work.contributor_id)
        )
        for work in works
    ]


def describe_one(viewer: Viewer, work: Contribution) -> Work:
    return describe(viewer, [work])[0]


def tag_of(work: Contribution) -> str:
    """The ETag: the number of the revision; drafts have none yet, so their last change."""
    if work.revision:
        return str(work.revision)
    return f"draft-{int(work.changed_at.timestamp() * 1_000_000)}"


def headers_of(work: Contribution) -> dict[str, str]:
    return {"ETag": f'"{tag_of(work)}"'}


def _describe(
    viewer: Viewer, work: Contribution, made: Mapping[str, Derivative], who: MemberName | None
) -> Work:
    licence = licences.find_licence(work.licence)
    address = absolute_url("contributions.show", contribution_id=work.id)
    maker = work.maker or (who.name if who else "")
    language = current_language()
    return Work(
        id=ids.encode(work.id),
        url=address,
        api_url=absolute_url("api_v1.read_contribution", contribution_id=work.id),
        kind=Kind(work.kind),
        title=work.title,
        description=work.description,
        language=work.language,
        translations={
            row.language: Words(title=row.title, description=row.description)
            for row in work.translations
        },
        tags=[tag.label for tag in work.tags],
        maker=maker,
        contributor=person_of(who),
        licence=_licence(licence) if licence else None,
        attribution=licences.attribution(work.title, maker, licence, address, language)
        if licence
        else None,
        date=_date(work, language),
        place=point_of(work.published_place),
        precision=Precision(work.precision),
        direction=work.direction if work.published_place else None,
        revision=work.revision,
        is_reviewed=work.reviewed_revision == work.revision and work.state == State.VISIBLE,
        published_at=work.published_at,
        changed_at=work.changed_at,
        files=_files(work, made),
        inside=_inside(viewer, work),
    )


def person_of(who: MemberName | None) -> Person | None:
    """A member by name and page."""
    if who is None:
        return None
    return Person(
        handle=who.handle, name=who.name, url=absolute_url("people.show", handle=who.handle)
    )


def point_of(place: geo.Point | None) -> GeoPoint | None:
    """Longitude first, as GeoJSON has it."""
    if place is None:
        return None
    return GeoPoint(type="Point", coordinates=(place.longitude, place.latitude))


def _licence(licence: licences.Licence) -> Licence:
    return Licence(
        id=licence.id,
        spdx_id=SPDX.get(licence.id, licence.id) if licence.is_licence else None,
        label=licence.label,
        uri=licence.uri,
        url=licence.url,
        allows_reuse=licence.allows_reuse,
    )


def _date(work: Contribution, language: str) -> WorkDate | None:
    if not work.edtf:
        return None
    first, last = work.starts_on, work.ends_on
    return WorkDate(
        edtf=work.edtf,
        starts_on=None if first == date.min else first,
        ends_on=None if last == date.max else last,
        words=when_in_words(work.edtf, language),
    )


def _files(work: Contribution, made: Mapping[str, Derivative]) -> list[WorkFile]:
    """The sizes, smallest first; the cleaned original only while everybody may see the work."""
    shown = [row for row in made.values() if row.recipe != ORIGINAL or work.state == State.VISIBLE]
    return [
        WorkFile(
            recipe=row.recipe,
            url=absolute_url("media.show", file_id=row.file_id, recipe=row.recipe),
            media_type=row.mime,
            width=row.width,
            height=row.height,
            bytes=row.size,
        )
        for row in sorted(shown, key=lambda row: (row.width, row.recipe))
    ]


def _inside(viewer: Viewer, work: Contribution) -> Inside | None:
    if not rules.may_see_exact_place(viewer, work.contributor_id):
        return None
    return Inside(
        state=State(work.state),
        exact_place=point_of(work.content.place),
        accuracy=work.accuracy,
        ownership=work.ownership,
        ownership_reason=work.ownership_reason,
        problem=work.problem,
        proposed=proposed_of(work.proposed) if viewer.id == work.contributor_id else None,
    )


def proposed_of(said: Mapping[str, Any]) -> Proposed:
    """What a file says of itself, in the fields one would send."""
    placed = said.get("latitude") is not None and said.get("longitude") is not None
    place = geo.Point(said["latitude"], said["longitude"]) if placed else None
    return Proposed(
        title=said.get("title"),
        description=said.get("description"),
        edtf=said.get("edtf"),
        exact_place=point_of(place),
        accuracy=said.get("accuracy"),
        direction=said.get("direction"),
    )
