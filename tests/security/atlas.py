"""Every address of the portal and what to fill into it, for all proofs that walk every route.

A route that is not listed here fails those proofs: list it with the values that show most.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from portal.kernel import geo

Values = Mapping[str, Any]
RECIPES = ("small.webp", "small.jpg", "medium.webp", "medium.jpg", "large.webp", "original")
ZOOMS = (0, 8, 12, 15, 17, 18, 20, 22)


@dataclass
class World:
    """What there is to fill in: ids of works (a photo's file has the id of its work), names."""

    works: list[int] = field(default_factory=list)
    handles: list[str] = field(default_factory=list)
    places: list[geo.Point] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)
    decisions: list[int] = field(default_factory=list)
    questions: list[int] = field(default_factory=list)
    invitation: str = "no-such-invitation"


Fill = Callable[[World], Iterable[Values]]


def alone(_world: World) -> Iterator[Values]:
    """A route without parts to fill in."""
    yield {}


def nowhere(_world: World) -> Iterator[Values]:
    """For routes that are not listed: the test that says so fails, the others go on."""
    yield from ()


def work(world: World) -> Iterator[Values]:
    yield from ({"contribution_id": i} for i in world.works)


def revision(world: World) -> Iterator[Values]:
    yield from ({"contribution_id": i, "number": n} for i, n in product(world.works, (1, 2, 3)))


def size(world: World) -> Iterator[Values]:
    yield from ({"file_id": i, "recipe": r} for i, r in product(world.works, RECIPES))


def file(world: World) -> Iterator[Values]:
    yield from ({"file_id": i} for i in world.works)


def person(world: World) -> Iterator[Values]:
    yield from ({"handle": handle} for handle in world.handles)


def tile(world: World) -> Iterator[Values]:
    """The tiles of all zooms that hold a place, and their neighbours to the east."""
    for zoom, place in product(ZOOMS, world.places):
        x, y = geo.tile_of(place, zoom)
        yield {"layer": "contributions", "z": zoom, "x": x, "y": y}
        if x + 1 < 1 << zoom:
            yield {"layer": "contributions", "z": zoom, "x": x + 1, "y": y}


def picture_tile(world: World) -> Iterator[Values]:
    yield from ({"z": 5, "x": 15, "y": 11} for _ in world.places[:1])


def letter(world: World) -> Iterator[Values]:
    """Links of letters: those of others cannot be guessed."""
    yield from ({"token": "not-a-token"} for _ in world.handles[:1])


def invitation(world: World) -> Iterator[Values]:
    yield from ({"token": world.invitation} for _ in world.handles[:1])


def sent(world: World) -> Iterator[Values]:
    yield from ({"intake_id": i} for i in world.works)


def token(world: World) -> Iterator[Values]:
    yield from ({"token_id": i} for i in world.tokens)


@dataclass(frozen=True)
class Write:
    """A route that changes something.

    `form` is the endpoint of the page that holds its form, with the same parts; `open_to` says
    for whom it is: everybody, each member for their own things, or only some (then another
    member is refused). `like` is the address whose form scripts send here in parts.
    """

    fill: Fill
    form: str = ""
    open_to: str = "some"
    like: str = ""


def decision(world: World) -> Iterator[Values]:
    yield from ({"decision_id": i} for i in world.decisions)


def question(world: World) -> Iterator[Values]:
    yield from ({"question_id": i} for i in world.questions)


def subject(world: World) -> Iterator[Values]:
    yield from ({"subject_type": "contribution", "subject_id": i} for i in world.works)


def problem(world: World) -> Iterator[Values]:
    yield from ({"reason": "not_found"} for _ in world.handles[:1])


READ: dict[str, Fill] = {
    "api.index": alone,
    "api.problem": problem,
    "api.problems": alone,
    "api_v1.list_contributions": alone,
    "api_v1.list_revisions": work,
    "api_v1.openapi": alone,
    "api_v1.read_contribution": work,
    "api_v1.read_person": person,
    "api_v1.read_revision": revision,
    "api_v1.search_works": alone,
    "community.decision": decision,
    "community.decisions": alone,
    "community.report": subject,
    "community.thanks": subject,
    "contribute.card": work,
    "contribute.page": alone,
    "contribute.refusals": alone,
    "contribute.waiting": alone,
    "contributions.compare": work,
    "contributions.edit": work,
    "contributions.gallery": alone,
    "contributions.history": work,
    "contributions.revision": revision,
    "contributions.show": work,
    "explore.basemap": picture_tile,
    "explore.home": alone,
    "explore.map": alone,
    "explore.map_list": alone,
    "explore.outline": alone,
    "explore.search": alone,
    "explore.suggest": alone,
    "explore.tile": tile,
    "governance.appeal": decision,
    "governance.expunge": work,
    "governance.review": alone,
    "guide.about": alone,
    "guide.licences": alone,
    "media.show": size,
    "media.untouched": file,
    "people.account": alone,
    "people.edit_roles": person,
    "people.invitation": invitation,
    "people.invitations": alone,
    "people.list": alone,
    "people.role_log": alone,
    "people.roles": alone,
    "people.show": person,
    "people.tokens": alone,
    "security.change_email": alone,
    "security.change_email_confirm": letter,
    "security.change_password": alone,
    "security.confirm_email": letter,
    "security.forgot_password": alone,
    "security.login": alone,
    "security.register": alone,
    "security.reset_password": letter,
    "security.send_confirmation": alone,
    "security.verify": alone,
    "web.health": alone,
}
WRITE: dict[str, Write] = {
    "api_v1.change_contribution": Write(work),
    "api_v1.create_contribution": Write(alone, open_to="member"),
    "api_v1.publish_contribution": Write(work),
    "api_v1.return_contribution": Write(work),
    "api_v1.withdraw_contribution": Write(work),
    "community.report": Write(subject, "community.report", "everybody"),
    "contribute.change": Write(alone, "contribute.page", "member"),
    "contribute.keep": Write(work, "contribute.page", like="/contribute/drafts"),
    "contribute.put_away": Write(alone, "contribute.page", "member"),
    "contribute.receive": Write(sent, open_to="member"),
    "contribute.recover": Write(work),
    "contribute.send": Write(alone, "contribute.page", "member"),
    "contributions.give_again": Write(work, "contributions.show"),
    "contributions.restore": Write(revision, "contributions.revision"),
    "contributions.save": Write(work, "contributions.edit"),
    "contributions.withdraw": Write(work, "contributions.show"),
    "governance.answer": Write(question),
    "governance.appeal": Write(decision, "governance.appeal"),
    "governance.decide": Write(work, "governance.review"),
    "governance.decide_several": Write(alone, "governance.review"),
    "governance.expunge": Write(work, "governance.expunge"),
    "people.account": Write(alone, "people.account", "member"),
    "people.edit_roles": Write(person, "people.edit_roles"),
    "people.invitation": Write(invitation, "people.invitation", "everybody"),
    "people.invitations": Write(alone, "people.invitations"),
    "people.revoke_token": Write(token, "people.tokens"),
    "people.tokens": Write(alone, "people.tokens", "member"),
    "security.change_email": Write(alone, "security.change_email", "member"),
    "security.change_password": Write(alone, "security.change_password", "member"),
    "security.confirm_email": Write(letter, "security.confirm_email", "everybody"),
    "security.forgot_password": Write(alone, "security.forgot_password", "everybody"),
    "security.login": Write(alone, "security.login", "everybody"),
    "security.logout": Write(alone, "people.account", "everybody"),
    "security.register": Write(alone, "security.register", "everybody"),
    "security.reset_password": Write(letter, "security.reset_password", "everybody"),
    "security.send_confirmation": Write(alone, "security.send_confirmation", "everybody"),
    "security.verify": Write(alone, "security.verify", "member"),
    "web.set_theme": Write(alone, "explore.home", "everybody"),
}
WRITING = ("POST", "PUT", "PATCH", "DELETE")


def rules(app: Flask, *methods: str) -> list[Rule]:
    """The routes of the URL map that answer one of these methods, by endpoint."""
    found = (r for r in app.url_map.iter_rules() if set(methods) & (r.methods or set()))
    return sorted(found, key=lambda rule: (rule.endpoint, rule.rule))


def unlisted(app: Flask, listed: Mapping[str, object], *methods: str) -> list[str]:
    """Endpoints that a table forgets, and lines of it that lead nowhere any more."""
    present = {rule.endpoint for rule in rules(app, *methods)}
    return sorted(present ^ set(listed))


def addresses(app: Flask, world: World, *, only_filled: bool = False) -> list[str]:
    """Every address to read, filled in; `only_filled` leaves out those that take no parts."""
    adapter = app.url_map.bind("localhost")
    return [
        adapter.build(rule.endpoint, dict(values), "GET")
        for rule in rules(app, "GET")
        for values in READ.get(rule.endpoint, nowhere)(world)
        if set(values) == rule.arguments and (values or not only_filled)
    ]


def writes(app: Flask, world: World) -> list[tuple[str, str, str, Write]]:
    """Method, address, endpoint and line of the table for every route that changes something."""
    adapter = app.url_map.bind("localhost")
    return [
        (method, adapter.build(rule.endpoint, dict(values), method), rule.endpoint, line)
        for rule in rules(app, *WRITING)
        for method in sorted((rule.methods or set()) & set(WRITING))
        if (line := WRITE.get(rule.endpoint))
        for values in line.fill(world)
        if set(values) == rule.arguments
    ]
