"""The manners of all shapes: nothing unknown comes in, nothing undescribed goes out."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

PUBLIC_ID = r"^[0-7][0-9A-HJKMNP-TV-Z]{12}$"

Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
# Tuples and enumerations come out of JSON as lists and texts, which strict models would refuse.
Position = Annotated[tuple[Longitude, Latitude], Field(strict=False)]


class Sent(BaseModel):
    """A body that somebody sends."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class Asked(BaseModel):
    """The part of an address after the question mark."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class Shown(BaseModel):
    """A part of an answer; every field is always there, and null where there is nothing."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


class GeoPoint(Sent):
    """A place as GeoJSON (RFC 7946): longitude first, WGS 84, degrees."""

    type: Literal["Point"]
    coordinates: Position = Field(examples=[[-4.4861, 48.3904]])


class Person(Shown):
    """A member of the portal."""

    handle: str = Field(examples=["maelle"])
    name: str = Field(examples=["Maëlle Kerbrat"])
    url: str = Field(
        description="Their page.", examples=["https://commons.example.org/people/maelle"]
    )


class Problem(Shown):
    """Why something was refused, as RFC 9457 has it."""

    model_config = ConfigDict(extra="allow", json_schema_serialization_defaults_required=False)

    type: str = Field(
        description="The address of a page that explains the reason.",
        examples=["/api/problems/not_found"],
    )
    title: str
    status: int
    detail: str = Field(description="One sentence for a person.")
    reason: str = Field(
        description="A name for a program; it never changes.", examples=["not_found"]
    )
    errors: dict[str, str] | None = Field(
        default=None, description="What is wrong with each field, when it is about fields."
    )
    number: str | None = Field(default=None, description="Quote it when you report a fault.")
