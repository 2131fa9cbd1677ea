"""Members and what is known of them."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, IdType, UtcDateTime
from portal.kernel import clock
from portal.kernel.ids import new_id
from portal.people.rules import LONGEST_EMAIL, LONGEST_HANDLE, LONGEST_NAME, Role
from portal.web.viewer import Grant, Viewer

if TYPE_CHECKING:
    # Its own annotations of columns contradict Mapped[...]; what we use of it is small.
    class UserMixin:
        is_authenticated: bool

        def verify_and_update_password(self, password: str) -> bool: ...
else:
    from flask_security import UserMixin


class RoleGrant(Base):
    """A role somebody holds, perhaps only within a scope; ended, never deleted."""

    __tablename__ = "role_grants"

    id: Mapped[int] = mapped_column(IdType, primary_key=True, default=new_id)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    scope_type: Mapped[str | None] = mapped_column(String(20))
    scope_id: Mapped[int | None] = mapped_column(IdType)
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def scope(self) -> tuple[str, int] | None:
        """Where it holds; None is everywhere."""
        if self.scope_type is None or self.scope_id is None:
            return None
        return self.scope_type, self.scope_id


# The same role in the same scope is held once at a time; NULLs would count as different.
Index(
    "uq_role_grants_held",
    RoleGrant.member_id,
    RoleGrant.role,
    func.coalesce(RoleGrant.scope_type, ""),
    func.coalesce(RoleGrant.scope_id, 0),
    unique=True,
    sqlite_where=text("ended_at IS NULL"),
    postgresql_where=text("ended_at IS NULL"),
)


class Member(Base, UserMixin):
    """A person with an account. Public once confirmed; the e-mail address never is."""

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(IdType, primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(LONGEST_EMAIL), unique=True)
    handle: Mapped[str] = mapped_column(String(LONGEST_HANDLE), unique=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    language: Mapped[str] = mapped_column(String(2))
    about: Mapped[str] = mapped_column(Text, default="")
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    joined: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now, index=True)
    # What a session carries instead of the id: a new one ends all sessions.
    fs_uniquifier: Mapped[str] = mapped_column(
        String(64), unique=True, default=lambda: secrets.token_hex(32)
    )
    grants: Mapped[list[RoleGrant]] = relationship(
        primaryjoin=lambda: (RoleGrant.member_id == Member.id) & RoleGrant.ended_at.is_(None),
        order_by=RoleGrant.granted_at,
        viewonly=True,
    )

    # Flask-Security asks for role objects; here rights come from grants and the viewer.
    roles: tuple[()] = ()

    @property
    def is_public(self) -> bool:
        """Whether others may know that this member exists."""
        return self.active and self.confirmed_at is not None

    @property
    def viewer(self) -> Viewer:
        """This member as rules and gates know them: everyone is a citizen, grants add."""
        held = (Grant(g.role, g.scope_type, g.scope_id) for g in self.grants)
        return Viewer(self.id, self.handle, frozenset({Grant(Role.CITIZEN), *held}))

    def get_security_payload(self) -> dict[str, Any]:
        """Flask-Security's JSON answers say nothing about a member."""
        return {}


class RoleChange(Base):
    """One line of the public book of roles: who gave or took what, when and why."""

    __tablename__ = "role_changes"

    id: Mapped[int] = mapped_column(IdType, primary_key=True, default=new_id)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    scope_type: Mapped[str | None] = mapped_column(String(20))
    scope_id: Mapped[int | None] = mapped_column(IdType)
    is_given: Mapped[bool]
    # None when it was done at the command line of the server.
    by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class SignInFailure(Base):
    """A try to log in that has not succeeded (yet); both keys are hashed with the secret."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (
        Index(None, "email_hash", "at"),
        Index(None, "address_hash", "at"),
    )

    id: Mapped[int] = mapped_column(IdType, primary_key=True, default=new_id)
    email_hash: Mapped[str] = mapped_column(String(64))
    address_hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now, index=True)


class Invitation(Base):
    """A letter to a future member of the staff; the link in it is known by its hash only."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(IdType, primary_key=True, default=new_id)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(LONGEST_EMAIL))
    role: Mapped[str] = mapped_column(String(20))
    scope_type: Mapped[str | None] = mapped_column(String(20))
    scope_id: Mapped[int | None] = mapped_column(IdType)
    reason: Mapped[str] = mapped_column(Text)
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    invited_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    expires: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ApiToken(Base):
    """A key for programs, shown once; kept as its SHA-256 (it has 256 random bits)."""

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(IdType, primary_key=True, default=new_id)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    last_used: Mapped[datetime | None] = mapped_column(UtcDateTime)
    expires: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    member: Mapped[Member] = relationship(lazy="raise")
