"""What holds for people: roles, handles, passwords, and how often one may try to log in."""

import re
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.kernel import text
from portal.people.passwords import COMMON


class Role(StrEnum):
    """What a person is trusted with. Everyone with a confirmed account is a citizen."""

    CITIZEN = "citizen"
    CURATOR = "curator"
    ARCHIVIST = "archivist"
    RESEARCHER = "researcher"
    DESK = "desk"
    STEWARD = "steward"


GIVEN_ROLES = tuple(role for role in Role if role is not Role.CITIZEN)
ROLE_NAMES = {
    Role.CITIZEN: _l("Citizen"),
    Role.CURATOR: _l("Curator"),
    Role.ARCHIVIST: _l("Archivist"),
    Role.RESEARCHER: _l("Researcher"),
    Role.DESK: _l("Lending desk"),
    Role.STEWARD: _l("Steward"),
}
ROLE_WORDS = {
    Role.CITIZEN: _l("Contributes works and takes part. Every confirmed account is one."),
    Role.CURATOR: _l("Reviews what is published and looks after trails."),
    Role.ARCHIVIST: _l("Describes and preserves collections."),
    Role.RESEARCHER: _l("Works with the collections, sees exact places where it is agreed."),
    Role.DESK: _l("Hands tools out and takes them back."),
    Role.STEWARD: _l("Gives roles, answers for law and safety, keeps the house."),
}

SCOPES = {
    "read": _l("Read what you may read"),
    "contribute": _l("Contribute and edit works in your name"),
    "review": _l("Review works, if your role allows it"),
}

SHORTEST_HANDLE, LONGEST_HANDLE = 2, 30
LONGEST_NAME = 80
LONGEST_ABOUT = 2_000
LONGEST_EMAIL = 254  # RFC 5321, path without its brackets
RESERVED_HANDLES = frozenset(
    """
    about account admin administrator api associations city curator desk everybody guide help
    invitation invite list log login logout me member mod moderator new nobody people portal
    register roles root security settings staff static steward stewards support system
    """.split()  # noqa: SIM905 - a list is read as words
)
_HANDLE = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])")

# NIST SP 800-63B and OWASP ASVS 2.1: length and a list of known ones, no rules of composition.
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 128


def check_handle(handle: str) -> Any:
    """Why this cannot be a handle, or None when it can."""
    if not SHORTEST_HANDLE <= len(handle) <= LONGEST_HANDLE or not _HANDLE.fullmatch(handle):
        return _l("Use 2 to 30 small letters, digits and hyphens, such as anne-le-gall.")
    if handle in RESERVED_HANDLES:
        return _l("The portal needs this name for itself.")
    return None


def propose_handle(name: str) -> str:
    """A valid handle from a name; `someone` when nothing of it can be written in ASCII."""
    handle = text.slugify(name, LONGEST_HANDLE - 6)
    return handle if check_handle(handle) is None else f"someone-{handle}".strip("-")


def check_password(password: str, *, name: str = "", email: str = "") -> Any:
    """Why this password is too easy to guess, or None when it will do."""
    if len(password) < SHORTEST_PASSWORD:
        return _l("Use 12 characters or more. A few words in a row are easy to remember.")
    if len(password) > LONGEST_PASSWORD:
        return _l("Use at most 128 characters.")
    folded = text.fold(password)
    if _is_known(folded):
        return _l("Many people use this password, so it is guessed first. Choose another.")
    if folded in _own_words(name, email):
        return _l("This is your name or your address. Choose something others do not know.")
    return None


def _is_known(folded: str) -> bool:
    """A well-known password, however often repeated or with digits at its end."""
    core = re.sub(r"[^a-z]+$", "", folded)
    repeats = len(set(folded)) <= 3 or re.fullmatch(r"(.{1,6}?)\1+.{0,5}", folded) is not None
    return folded in COMMON or core in COMMON or repeats


def _own_words(name: str, email: str) -> set[str]:
    own = {text.fold(name), text.fold(email), text.fold(email).partition("@")[0]}
    plain = {re.sub(r"[\s.\-]", "", word) for word in own}
    return {word for word in own | plain if word}


PAIR_TRIES, EMAIL_TRIES, ADDRESS_TRIES = 5, 15, 30
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=15), timedelta(minutes=15)
FAILURES_COUNT_FOR = timedelta(hours=24)


def wait_after(failures: int, free: int) -> timedelta:
    """How long the next try has to wait after the last failure.

    The first `free` failures cost nothing; then the wait doubles from 15 seconds to at most
    15 minutes: guessing becomes hopeless and nobody is locked out for ever.
    """
    if failures < free:
        return timedelta(0)
    doublings: int = min(failures - free, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def still_to_wait(failures: int, last: datetime | None, free: int, now: datetime) -> timedelta:
    """What is left of the wait, never negative."""
    if last is None:
        return timedelta(0)
    return max(timedelta(0), last + wait_after(failures, free) - now)
