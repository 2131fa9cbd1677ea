"""Works as programs see them."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from portal.api.shapes import PUBLIC_ID, Asked, GeoPoint, Person, Problem, Shown
from portal.contributions.rules import Kind, Precision, State
from portal.licences import LICENCES

_YEAR = r"^(-?[0-9]{1,4})?$"


class WorkFilter(Asked):
    """What a list is narrowed to, as in the gallery."""

    kind: str = Field("", json_schema_extra={"enum": ["", *Kind]})
    tag: str = Field(
        "",
        max_length=100,
        description="As typed; case and accents do not count.",
        examples=["port"],
    )
    licence: str = Field("", json_schema_extra={"enum": ["", *LICENCES]})
    person: str = Field("", max_length=100, description="The handle of who gave it.")
    first_year: str = Field(
        "", alias="from", pattern=_YEAR, description="Made in this year or later."
    )
    last_year: str = Field(
        "", alias="to", pattern=_YEAR, description="Made in this year or earlier."
    )


class ListQuery(WorkFilter):
    """A filter, and which part of the list."""

    bbox: str = Field(
        "",
        max_length=100,
        description="west,south,east,north in degrees: what is shown in this box.",
        examples=["-4.6,48.3,-4.3,48.5"],
    )
    limit: int = Field(24, ge=1, le=100, description="How many at once, 100 at most.")
    cursor: str = Field("", max_length=500, description="From the `next` of the page before.")


class PageQuery(Asked):
    """Which part of a list."""

    limit: int = Field(50, ge=1, le=100, description="How many at once, 100 at most.")
    cursor: str = Field("", max_length=500, description="From the `next` of the page before.")


class Licence(Shown):
    """Terms of use. A statement that is no licence has no SPDX id and allows no reuse."""

    id: str = Field(json_schema_extra={"enum": [*LICENCES]})
    spdx_id: str | None = Field(description="https://spdx.org/licenses/")
    label: str = Field(examples=["CC BY-SA 4.0"])
    uri: str = Field(description="Its name for machines.")
    url: str = Field(description="Where people read it.")
    allows_reuse: bool


class WorkDate(Shown):
    """When a work was made, however uncertain."""

    edtf: str = Field(description="EDTF level 1, ISO 8601-2.", examples=["1944~"])
    starts_on: date | None = Field(description="First day it may be; null when that is open.")
    ends_on: date | None = Field(description="Last day it may be; null when that is open.")
    words: str = Field(examples=["about 1944"])


class WorkFile(Shown):
    """One file of a work."""

    recipe: str = Field(description="`original` is the cleaned one.", examples=["medium.jpg"])
    url: str
    media_type: str = Field(examples=["image/jpeg"])
    width: int
    height: int
    bytes: int


class Words(Shown):
    """Title and description in one language."""

    title: str
    description: str


class Proposed(Shown):
    """What the file says of itself: taken only when you send it."""

    title: str | None
    description: str | None
    edtf: str | None
    exact_place: GeoPoint | None
    accuracy: float | None
    direction: float | None


class Inside(Shown):
    """What only the contributor and curators read."""

    state: State
    exact_place: GeoPoint | None
    accuracy: float | None
    ownership: str
    ownership_reason: str
    problem: str | None = Field(description="Why its file could not be prepared.")
    proposed: Proposed | None


class Work(Shown):
    """A work that somebody gave to the commons."""

    id: str = Field(pattern=PUBLIC_ID)
    url: str = Field(description="Its page.")
    api_url: str
    kind: Kind
    title: str
    description: str
    language: str
    translations: dict[str, Words]
    tags: list[str]
    maker: str
    contributor: Person | None
    licence: Licence | None
    attribution: str | None = Field(description="The line to put beside it wherever you use it.")
    date: WorkDate | None
    place: GeoPoint | None = Field(description="As published: a hidden or unknown place is null.")
    precision: Precision
    direction: float | None
    revision: int = Field(description="0 while it is a draft.")
    is_reviewed: bool
    published_at: datetime | None
    changed_at: datetime
    files: list[WorkFile] = Field(description="Empty while they are being made.")
    inside: Inside | None = Field(description="Null for everybody else.")


class WorkPage(Shown):
    """Some works, newest first."""

    items: list[Work]
    next: str | None = Field(description="The whole address of the next page.")


class RevisionLine(Shown):
    """Who changed what, when and why."""

    number: int
    action: str
    author: Person | None
    made_at: datetime
    reason: str
    changed: list[str] = Field(description="The names of the fields that changed.")
    removed: list[str] = Field(description="Fields that were removed for good, by law or safety.")


class RevisionPage(Shown):
    """Some revisions, newest first."""

    items: list[RevisionLine]
    next: str | None


class RevisionContent(Shown):
    """A work as it was. Null is what was removed, or what you may not read."""

    title: str | None
    description: str | None
    language: str | None
    translations: dict[str, Words] | None
    tags: list[str] | None
    maker: str | None
    licence: str | None
    ownership: str | None
    edtf: str | None
    exact_place: GeoPoint | None
    precision: str | None
    state: str | None


class Revision(RevisionLine):
    """One revision with all it says."""

    content: RevisionContent


class Duplicate(Problem):
    """These very bytes are here already."""

    reason: Literal["duplicate", "id_taken"]
    existing: str | None = Field(default=None, description="The work that shows them.")


class Outdated(Problem):
    """Somebody changed the work since you read it; nothing was stored."""

    revision: int = Field(description="The number of the newest revision.")
    yours: list[str] = Field(description="Fields you meant to change.")
    theirs: list[str] = Field(description="Fields that changed meanwhile.")
    conflicts: list[str] = Field(description="Fields that both changed, differently.")
