"""Reading members, roles and tokens."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, or_, select, tuple_
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.kernel import clock, text
from portal.kernel.errors import Gone, NotFound
from portal.kernel.pages import Page, decode_cursor, encode_cursor
from portal.people.models import ApiToken, Invitation, Member, RoleChange, RoleGrant
from portal.people.viewers import hash_token

PAGE = 50


@dataclass(frozen=True)
class MemberName:
    """How a member is named and linked."""

    handle: str
    name: str


@dataclass(frozen=True)
class RoleChangeLine:
    """A line of the book of roles; `by` is None for the command line."""

    change: RoleChange
    member: MemberName
    by: MemberName | None


_PUBLIC: tuple[ColumnElement[bool], ...] = (
    Member.active.is_(True),
    Member.confirmed_at.is_not(None),
)


def find_member_by_handle(handle: str) -> Member | None:
    """A confirmed, active member, with grants."""
    return _find(Member.handle == handle.lower(), *_PUBLIC)


def find_member_by_email(email: str) -> Member | None:
    """Any account of this address (in its normal form), confirmed or not."""
    return _find(Member.email == email)


def get_member(member_id: int) -> Member:
    """Any member by id, with grants; raises NotFound."""
    member = _find(Member.id == member_id)
    if member is None:
        raise NotFound
    return member


def get_member_by_handle(handle: str) -> Member:
    """A confirmed, active member; raises NotFound."""
    member = find_member_by_handle(handle)
    if member is None:
        raise NotFound(_("Nobody here has this name."))
    return member


def _find(*conditions: ColumnElement[bool]) -> Member | None:
    found = db.session.scalars(select(Member).where(*conditions).options(joinedload(Member.grants)))
    return found.unique().one_or_none()


def names_of(member_ids: Iterable[int | None]) -> dict[int, MemberName]:
    """Names of many members in one query; who is unknown is not in the answer."""
    wanted = {member_id for member_id in member_ids if member_id is not None}
    if not wanted:
        return {}
    rows = db.session.execute(
        select(Member.id, Member.handle, Member.name).where(Member.id.in_(wanted))
    )
    return {row.id: MemberName(row.handle, row.name) for row in rows}


def list_members(search: str = "", cursor: str | None = None, size: int = PAGE) -> Page[Member]:
    """Members by name; `search` looks into names and handles, or is a whole address."""
    wanted = select(Member).where(*_PUBLIC).options(joinedload(Member.grants))
    if search:
        wanted = wanted.where(_matches(search))
    if cursor:
        wanted = wanted.where(tuple_(Member.name, Member.id) > decode_cursor(cursor, str, int))
    wanted = wanted.order_by(Member.name, Member.id).limit(size + 1)
    rows = db.session.scalars(wanted).unique().all()
    following = encode_cursor(rows[size - 1].name, rows[size - 1].id) if len(rows) > size else None
    return Page(tuple(rows[:size]), following)


def _matches(search: str) -> ColumnElement[bool]:
    slug = text.slugify(search)
    in_handle = (Member.handle.contains(slug, autoescape=True),) if slug else ()
    return or_(
        Member.name.icontains(search, autoescape=True), Member.email == search.lower(), *in_handle
    )


def list_role_changes(cursor: str | None = None, size: int = PAGE) -> Page[RoleChangeLine]:
    """The book of roles, newest first."""
    wanted = select(RoleChange).order_by(RoleChange.id.desc()).limit(size + 1)
    if cursor:
        wanted = wanted.where(RoleChange.id < decode_cursor(cursor, int)[0])
    rows = db.session.scalars(wanted).all()
    names = names_of([i for row in rows for i in (row.member_id, row.by_id)])
    unknown = MemberName("", "")
    lines = tuple(
        RoleChangeLine(row, names.get(row.member_id, unknown), names.get(row.by_id or 0))
        for row in rows[:size]
    )
    return Page(lines, encode_cursor(rows[size - 1].id) if len(rows) > size else None)


def holders_by_role() -> dict[str, list[MemberName]]:
    """Who holds which role in the whole portal."""
    rows = db.session.execute(
        select(RoleGrant.role, Member.handle, Member.name)
        .join(Member, Member.id == RoleGrant.member_id)
        .where(RoleGrant.ended_at.is_(None), RoleGrant.scope_type.is_(None), *_PUBLIC)
        .order_by(Member.name)
        .limit(500)
    )
    holders: dict[str, list[MemberName]] = {}
    for role, handle, name in rows:
        holders.setdefault(role, []).append(MemberName(handle, name))
    return holders


def list_tokens(member_id: int) -> Page[ApiToken]:
    """A member's keys that are not revoked, newest first."""
    rows = db.session.scalars(
        select(ApiToken)
        .where(ApiToken.member_id == member_id, ApiToken.revoked_at.is_(None))
        .order_by(ApiToken.id.desc())
    )
    return Page(tuple(rows))


def list_open_invitations() -> Page[Invitation]:
    """Invitations that still wait, newest first."""
    rows = db.session.scalars(
        select(Invitation)
        .where(Invitation.accepted_at.is_(None), Invitation.expires > clock.now())
        .order_by(Invitation.id.desc())
        .limit(PAGE)
    )
    return Page(tuple(rows))


def get_invitation(token: str) -> Invitation:
    """The invitation behind a link; raises NotFound, or Gone when it was used or has run out."""
    found = db.session.scalar(select(Invitation).where(Invitation.token_hash == hash_token(token)))
    if found is None:
        raise NotFound(_("There is no such invitation."))
    if found.accepted_at is not None:
        raise Gone(_("This invitation was used already. Log in instead."))
    if found.expires <= clock.now():
        raise Gone(_("This invitation has run out. Ask for a new one."))
    return found
