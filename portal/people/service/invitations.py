"""Invitations to the staff: a letter, a link, an account."""

import secrets
from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _

from portal.database import db, lock_row, transaction
from portal.kernel import clock
from portal.kernel.errors import Conflict, Gone, Invalid
from portal.people import letters, queries
from portal.people.models import Invitation, Member
from portal.people.rules import GIVEN_ROLES
from portal.people.service.members import create_member, normal_email
from portal.people.service.roles import Scope, checked_reason, grant_role
from portal.people.viewers import hash_token

INVITATION_LASTS = timedelta(days=14)


def invite(
    email: str,
    role: str,
    *,
    by: int | None,
    reason: str,
    language: str = "fr",
    scope: Scope | None = None,
) -> str:
    """Send somebody a letter with a link that makes them staff; returns the link.

    Raises Conflict when the address has an account: then the role is given there.
    """
    address = normal_email(email)
    if role not in GIVEN_ROLES:
        raise Invalid(_("There is no such role."), reason="bad_role")
    token = secrets.token_urlsafe(32)
    with transaction():
        if queries.find_member_by_email(address):
            raise Conflict(_("This address has an account already. Give the role there."))
        invitation = Invitation(
            token_hash=hash_token(token),
            email=address,
            role=str(role),
            reason=checked_reason(reason),
            invited_by=by,
            expires=clock.now() + INVITATION_LASTS,
        )
        invitation.scope_type, invitation.scope_id = scope or (None, None)
        db.session.add(invitation)
        link = url_for("people.invitation", token=token, _external=True)
        letters.post("invite", to=address, language=language, link=link)
    return link


def accept_invitation(token: str, *, name: str, password: str, language: str) -> Member:
    """Make the account the invitation promised; raises Gone when it is used or has run out."""
    with transaction():
        found = queries.get_invitation(token)
        invitation = lock_row(Invitation, found.id)
        if invitation.accepted_at is not None:
            raise Gone(_("This invitation was used already. Log in instead."))
        member = queries.find_member_by_email(invitation.email)
        if member is None:
            member = create_member(invitation.email, name, password=password, language=language)
        grant_role(
            member.id,
            invitation.role,
            by=invitation.invited_by,
            reason=invitation.reason,
            scope=_scope_of(invitation),
        )
        invitation.accepted_at = clock.now()
    return member


def add_staff(email: str, role: str, *, language: str = "fr") -> str | None:
    """For the command line: give a member the role, or invite; returns the link if it invites."""
    reason = _("At the command line of the server")
    member = queries.find_member_by_email(normal_email(email))
    if member is None:
        return invite(email, role, by=None, reason=reason, language=language)
    grant_role(member.id, role, by=None, reason=reason)
    return None


def _scope_of(invitation: Invitation) -> Scope | None:
    if invitation.scope_type is None or invitation.scope_id is None:
        return None
    return invitation.scope_type, invitation.scope_id
