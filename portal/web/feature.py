"""The manifest every feature hands to the application."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Flask

from portal.maps import TileData
from portal.search import Source
from portal.web.subjects import SubjectType

# zoom, x, y and the filters of the address → what the tile shows
TileMaker = Callable[[int, int, int, Mapping[str, str]], TileData]


@dataclass(frozen=True)
class Permission:
    """One line of the table of who may do what.

    `roles` are role names, or EVERYBODY, or MEMBER (anyone who is logged in).
    """

    name: str
    roles: frozenset[str]
    says: object  # a lazy sentence for the page that shows the table


@dataclass(frozen=True)
class NavigationEntry:
    """A word of the frame; `place` is main, staff or me."""

    label: object
    endpoint: str
    icon: str
    place: str = "main"
    order: int = 50
    permission: str | None = None
    count: Callable[[], int] | None = None


@dataclass(frozen=True)
class Feature:
    """What a package adds to the portal; what is not there leaves no gap and no dead link."""

    name: str
    blueprints: tuple[Blueprint, ...] = ()
    permissions: tuple[Permission, ...] = ()
    navigation: tuple[NavigationEntry, ...] = ()
    footer: tuple[NavigationEntry, ...] = ()
    # Kinds of jobs.JobKind, and what consumes an outbox topic.
    job_kinds: tuple[Any, ...] = ()
    consumers: Mapping[str, Callable[..., None]] = field(default_factory=dict)
    # jobs.Periodic: what is done of its own accord every so often.
    periodics: tuple[Any, ...] = ()
    # What the search index takes in, by subject type.
    documents: Mapping[str, Source] = field(default_factory=dict)
    # What the map shows of it: the layer's name, and how to make one tile of it.
    layers: Mapping[str, TileMaker] = field(default_factory=dict)
    subjects: tuple[SubjectType, ...] = ()
    # Named places in lower pages, and what this feature shows there.
    slots: Mapping[str, Callable[..., str]] = field(default_factory=dict)
    # Last word at start: hooks that need the application.
    ready: Callable[[Flask], None] | None = None
