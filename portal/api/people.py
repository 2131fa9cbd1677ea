"""`/api/v1/people`: what everybody may know of a member."""

from datetime import date
from urllib.parse import urlencode

from pydantic import Field

from portal.api.blueprint import v1
from portal.api.documented import Answer, documented
from portal.api.shapes import Person
from portal.contributions.queries import Filter, count
from portal.people.queries import get_member_by_handle
from portal.web.routing import absolute_url


class Profile(Person):
    """A member's public page."""

    about: str
    member_since: date
    roles: list[str] = Field(description="What they are trusted with, beside contributing.")
    works: int = Field(description="How many published works they gave.")
    works_url: str


@v1.get("/people/<handle>")
@documented("people", {200: Profile}, refuses=(404,))
def read_person(handle: str) -> Answer:
    """Read what everybody may know of a member"""
    member = get_member_by_handle(handle)
    works = absolute_url("api_v1.list_contributions")
    return Profile(
        handle=member.handle,
        name=member.name,
        url=absolute_url("people.show", handle=member.handle),
        about=member.about,
        member_since=member.joined.date(),
        roles=sorted({grant.role for grant in member.grants}),
        works=count(Filter(person_id=member.id)),
        works_url=f"{works}?{urlencode({'person': member.handle})}",
    )
