"""What changes members, roles, invitations and tokens."""

from portal.people.service.invitations import accept_invitation, add_staff, invite
from portal.people.service.members import (
    change_profile,
    create_member,
    forget_unconfirmed,
    new_member,
    normal_email,
)
from portal.people.service.roles import Scope, end_role, grant_role
from portal.people.service.tokens import make_token, make_token_for, revoke_token

__all__ = [
    "Scope",
    "accept_invitation",
    "add_staff",
    "change_profile",
    "create_member",
    "end_role",
    "forget_unconfirmed",
    "grant_role",
    "invite",
    "make_token",
    "make_token_for",
    "new_member",
    "normal_email",
    "revoke_token",
]
