"""What programs send about a work. Values are checked where they are kept: in `Content`."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Json, WithJsonSchema
from werkzeug.datastructures import FileStorage

from portal.api.shapes import PUBLIC_ID, GeoPoint, Sent
from portal.config import LANGUAGES
from portal.contributions.content import (
    LONGEST_STORY,
    LONGEST_TAG,
    LONGEST_TITLE,
    MOST_TAGS,
    Translation,
)
from portal.contributions.rules import GRID_METRES, Precision
from portal.licences import LICENCES, Ownership
from portal.uploads.rules import LARGEST_PICTURE, MEGABYTE

LONGEST_REASON = 300
_PLACE = {"latitude", "longitude"}


class TranslationFields(Sent):
    """Title and description in one more language."""

    title: str = Field("", max_length=LONGEST_TITLE)
    description: str = Field("", max_length=LONGEST_STORY)


class TranslationsFields(Sent):
    """All translations there are: a language that is left out loses its own."""

    fr: TranslationFields | None = None
    br: TranslationFields | None = None
    nl: TranslationFields | None = None
    en: TranslationFields | None = None

    def values(self) -> dict[str, Translation]:
        """As `Content` keeps them."""
        said = {language: getattr(self, language) for language in LANGUAGES}
        return {lang: Translation(row.title, row.description) for lang, row in said.items() if row}


class WorkFields(Sent):
    """What can be said of a work. A field that is not sent stays as it is."""

    title: str = Field("", max_length=LONGEST_TITLE, examples=["The harbour in the morning"])
    description: str = Field("", max_length=LONGEST_STORY)
    language: str = Field(
        "fr",
        description="What title and description are written in; else that of your account.",
        json_schema_extra={"enum": [*LANGUAGES]},
    )
    translations: TranslationsFields = Field(default_factory=TranslationsFields)
    tags: list[Annotated[str, Field(max_length=LONGEST_TAG)]] = Field(
        default_factory=list, max_length=MOST_TAGS, examples=[["harbour", "boats"]]
    )
    maker: str = Field(
        "", max_length=LONGEST_TITLE, description="Who made it, when it was not the contributor."
    )
    ownership: str = Field(
        "",
        description="Whose work it is. Needed before publishing; it decides which licences fit.",
        json_schema_extra={"enum": ["", *(o.value for o in Ownership)]},
    )
    ownership_reason: str = Field(
        "", max_length=500, description="Why you think so, where the work is not your own."
    )
    licence: str = Field(
        "",
        description="How others may use it. Needed before publishing.",
        json_schema_extra={"enum": ["", *LICENCES]},
    )
    edtf: str = Field(
        "",
        max_length=60,
        description="When it was made: EDTF level 1 (ISO 8601-2), such as 1944~ or 193X.",
        examples=["1944~", "2024-07-14", "193X", "../1900"],
    )
    exact_place: GeoPoint | None = Field(
        None, description="Where it was made. Others see what `precision` leaves of it."
    )
    accuracy: float | None = Field(None, ge=0, le=1_000_000, description="In metres.")
    direction: float | None = Field(
        None, ge=0, lt=360, description="Where the camera looked: degrees clockwise from north."
    )
    precision: str = Field(
        Precision.STREET.value,
        description="How exactly the place is shown: "
        + ", ".join(f"{name} within about {size:.0f} m" for name, size in GRID_METRES.items())
        + ".",
        json_schema_extra={"enum": [p.value for p in Precision]},
    )

    def values(self) -> dict[str, Any]:
        """What was sent, as `Content.changed` takes it."""
        given = self.model_fields_set
        values = {name: getattr(self, name) for name in given & _PLAIN}
        if "tags" in given:
            values["tags"] = tuple(self.tags)
        if "translations" in given:
            values["translations"] = self.translations.values()
        if "exact_place" in given:
            place = self.exact_place
            values["longitude"], values["latitude"] = place.coordinates if place else (None, None)
            # A measure of the place before says nothing of the new one.
            values.setdefault("accuracy", None)
        return values


_PLAIN = {
    *("title", "description", "language", "maker", "ownership", "ownership_reason"),
    *("licence", "edtf", "accuracy", "direction", "precision"),
}


def field_names(names: Any) -> list[str]:
    """Fields of `Content` as programs know them: a place is one field."""
    return sorted({"exact_place" if name in _PLACE else name for name in names})


class NewWork(WorkFields):
    """A new work, said beside its file."""

    id: str | None = Field(
        None,
        pattern=PUBLIC_ID,
        description="An id of your own making, so that you may send again without making two: "
        "63 bits (41 of milliseconds since 2020, 22 random) in Crockford's base 32.",
        examples=["09SV14E0GXJ8T"],
    )
    publish: bool = Field(False, description="Show it to everybody at once.")


class WorkChange(WorkFields):
    """Some fields of a work, and why they change."""

    reason: str = Field("", max_length=LONGEST_REASON, description="It goes into the history.")


def _is_file(part: Any) -> FileStorage:
    if not isinstance(part, FileStorage):
        raise ValueError("This part has to be a file.")
    return part


def _text_of(part: Any) -> Any:
    """The metadata may come as a plain field or, as curl sends `@file`, as a file."""
    return part.stream.read(1_000_000) if isinstance(part, FileStorage) else part


def _nothing_said() -> NewWork:
    return NewWork.model_validate({})


class NewWorkForm(BaseModel):
    """A file, and what there is to say about it."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    file: Annotated[
        FileStorage,
        BeforeValidator(_is_file),
        WithJsonSchema({"type": "string", "format": "binary"}),
    ] = Field(
        description="JPEG, PNG, WebP, HEIC, AVIF, TIFF or GIF, "
        f"up to {LARGEST_PICTURE // MEGABYTE} MB."
    )
    metadata: Annotated[Json[NewWork], BeforeValidator(_text_of)] = Field(
        default_factory=_nothing_said
    )
