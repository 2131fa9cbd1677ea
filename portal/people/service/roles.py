"""Roles: given and taken, each time with a line in the book of roles."""

from flask_babel import gettext as _
from sqlalchemy import select

from portal.database import db, lock_row, transaction
from portal.kernel import clock, text
from portal.kernel.errors import Conflict, Invalid, NotFound
from portal.people.models import Member, RoleChange, RoleGrant
from portal.people.rules import GIVEN_ROLES, Role

Scope = tuple[str, int]


def grant_role(
    member_id: int, role: str, *, by: int | None, reason: str, scope: Scope | None = None
) -> RoleGrant:
    """Give a role, and write it into the book; what is held already is returned as it is."""
    if role not in GIVEN_ROLES:
        raise Invalid(_("There is no such role."), reason="bad_role")
    with transaction():
        lock_row(Member, member_id)
        held = _find_grant(member_id, role, scope)
        if held:
            return held
        grant = RoleGrant(member_id=member_id, role=str(role), granted_by=by)
        grant.scope_type, grant.scope_id = scope or (None, None)
        db.session.add(grant)
        _log(grant, is_given=True, by=by, reason=reason)
    return grant


def end_role(
    member_id: int, role: str, *, by: int | None, reason: str, scope: Scope | None = None
) -> None:
    """Take a role, and write it into the book.

    Raises NotFound when it is not held, Conflict when this is the last steward.
    """
    with transaction():
        lock_row(Member, member_id)
        grant = _find_grant(member_id, role, scope)
        if grant is None:
            raise NotFound
        if role == Role.STEWARD and scope is None and _count_stewards() <= 1:
            raise Conflict(
                _("This is the last steward. Give the role to somebody else first."),
                reason="last_steward",
            )
        grant.ended_at = clock.now()
        _log(grant, is_given=False, by=by, reason=reason)


def checked_reason(reason: str) -> str:
    cleaned = text.clean_line(reason)
    if not cleaned:
        why = _("Say why, in a few words.")
        raise Invalid(why, reason="reason_needed", fields={"reason": why})
    return cleaned


def _find_grant(member_id: int, role: str, scope: Scope | None) -> RoleGrant | None:
    scope_type, scope_id = scope or (None, None)
    return db.session.scalar(
        select(RoleGrant).where(
            RoleGrant.member_id == member_id,
            RoleGrant.role == str(role),
            RoleGrant.scope_type == scope_type,
            RoleGrant.scope_id == scope_id,
            RoleGrant.ended_at.is_(None),
        )
    )


def _count_stewards() -> int:
    """How many hold the whole house; their rows are locked, so two cannot leave at once."""
    rows = db.session.scalars(
        select(RoleGrant.id)
        .join(Member, Member.id == RoleGrant.member_id)
        .where(
            RoleGrant.role == Role.STEWARD.value,
            RoleGrant.scope_type.is_(None),
            RoleGrant.ended_at.is_(None),
            Member.active,
        )
        .with_for_update(of=RoleGrant)
    )
    return len(rows.all())


def _log(grant: RoleGrant, *, is_given: bool, by: int | None, reason: str) -> None:
    db.session.add(
        RoleChange(
            member_id=grant.member_id,
            role=grant.role,
            scope_type=grant.scope_type,
            scope_id=grant.scope_id,
            is_given=is_given,
            by_id=by,
            reason=checked_reason(reason),
        )
    )
