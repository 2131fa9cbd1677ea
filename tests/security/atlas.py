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


READ: dict[str, Fill] = {
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
