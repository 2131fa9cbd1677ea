"""Keys for programs: made, shown once, ended."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from flask_babel import gettext as _

from portal.database import db, lock_row, transaction
from portal.kernel import clock
from portal.kernel.errors import Invalid, NotFound
from portal.people import queries
from portal.people.models import ApiToken
from portal.people.rules import SCOPES
from portal.people.service.members import checked_name, normal_email
from portal.people.viewers import hash_token

TOKEN_LASTS = timedelta(days=365)


def make_token(
    member_id: int, name: str, scopes: Iterable[str], *, lasts: timedelta = TOKEN_LASTS
) -> str:
    """A new key for programs; what is returned is not kept and cannot be shown again."""
    chosen = sorted(set(scopes))
    if not chosen or not set(chosen) <= SCOPES.keys():
        why = _("Choose what the key may do.")
        raise Invalid(why, reason="bad_scopes", fields={"scopes": why})
    token = f"portal_{secrets.token_urlsafe(32)}"
    with transaction():
        db.session.add(
            ApiToken(
                member_id=member_id,
                name=checked_name(name),
                token_hash=hash_token(token),
                scopes=chosen,
                expires=clock.now() + lasts,
            )
        )
    return token


def make_token_for(
    email: str, *, name: str = "portal token", scopes: Iterable[str] = SCOPES
) -> str:
    """For the command line; raises NotFound when no member has this address."""
    member = queries.find_member_by_email(normal_email(email))
    if member is None:
        raise NotFound(_("No member has this address."))
    return make_token(member.id, name, scopes)


def revoke_token(member_id: int, token_id: int) -> None:
    """End a key at once; raises NotFound when it is not one of this member's."""
    with transaction():
        token = lock_row(ApiToken, token_id)
        if token.member_id != member_id:
            raise NotFound
        token.revoked_at = token.revoked_at or clock.now()
