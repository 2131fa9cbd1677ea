"""The few villagers that tests speak of: the same names have the same rights everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from flask.testing import FlaskClient

from portal.database import db, transaction
from portal.kernel import clock
from portal.people.models import Member, RoleGrant
from portal.web.viewer import Viewer

PASSWORD = "goeland-cendre-au-moulin"
# Name, language, roles. Everyone is a citizen.
VILLAGE = {
    "maelle": ("Maëlle Kerbrat", "fr", ()),
    "yann": ("Yann Le Bihan", "br", ()),
    "rozenn": ("Rozenn Riou", "fr", ("curator",)),
    "erwan": ("Erwan Salaün", "fr", ("curator",)),
    "nolwenn": ("Nolwenn Abgrall", "fr", ("steward",)),
    "tangi": ("Tangi Morvan", "nl", ("archivist",)),
}


@dataclass(frozen=True)
class Villager:
    """A member as tests use one; `viewer` is what rules and gates are asked with."""

    id: int
    handle: str
    name: str
    email: str
    session_id: str
    viewer: Viewer
    password: str = PASSWORD


@cache
def _password_hash() -> str:
    # Cheap on purpose: what it costs to hash is tested where people log in.
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def settle() -> Mapping[str, Villager]:
    """Put the village into the database of the current application."""
    with transaction():
        members = {handle: _move_in(handle) for handle in VILLAGE}
    found = {handle: _villager(member) for handle, member in members.items()}
    db.session.remove()
    return found


def _move_in(handle: str) -> Member:
    name, language, roles = VILLAGE[handle]
    member = Member(
        handle=handle,
        name=name,
        email=f"{handle}@example.org",
        language=language,
        password=_password_hash(),
        confirmed_at=clock.now(),
    )
    db.session.add(member)
    db.session.flush()
    db.session.add_all(RoleGrant(member_id=member.id, role=role) for role in roles)
    return member


def _villager(member: Member) -> Villager:
    db.session.refresh(member)
    return Villager(
        member.id, member.handle, member.name, member.email, member.fs_uniquifier, member.viewer
    )


def login(client: FlaskClient, villager: Villager) -> FlaskClient:
    """From here on this client asks as that person, without the detour over the form."""
    with client.session_transaction() as session:
        session.update(_user_id=villager.session_id, _fresh=True, fs_cc="set")
        session["fs_paa"] = clock.now().timestamp()
    return client
