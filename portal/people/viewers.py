"""Who asks: the member behind a session or a bearer token, as the frame knows viewers."""

import hashlib
from dataclasses import replace
from datetime import timedelta

from flask import g
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.database import db, transaction
from portal.kernel import clock
from portal.kernel.errors import Unauthenticated
from portal.people.models import ApiToken, Member
from portal.web.viewer import NOBODY, Viewer

NOTE_USE_EVERY = timedelta(hours=1)


def load_viewer() -> Viewer:
    """The viewer of this session: no query for strangers, one for members."""
    member = find_current_member()
    if member is None:
        return NOBODY
    g.account_language = member.language
    return member.viewer


def find_current_member() -> Member | None:
    """The member who is logged in, if any."""
    return current_user if current_user and current_user.is_authenticated else None


def get_current_member() -> Member:
    """The same, but Unauthenticated when nobody is logged in."""
    member = find_current_member()
    if member is None:
        raise Unauthenticated
    return member


def hash_token(token: str) -> str:
    """How a token or an invitation is kept: SHA-256 in hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def viewer_of_token(token: str) -> Viewer:
    """The member behind a bearer token, bounded by its scopes; raises Unauthenticated.

    The token is found by its hash, so that the time taken tells nothing about near misses.
    """
    now = clock.now()
    kept = db.session.scalars(
        select(ApiToken)
        .where(ApiToken.token_hash == hash_token(token), ApiToken.revoked_at.is_(None))
        .options(joinedload(ApiToken.member).joinedload(Member.grants))
    )
    found = kept.unique().one_or_none()
    if found is None or not found.member.is_public or (found.expires and found.expires <= now):
        raise Unauthenticated
    viewer = replace(found.member.viewer, scopes=frozenset(found.scopes))
    g.account_language = found.member.language
    if found.last_used is None or now - found.last_used >= NOTE_USE_EVERY:
        _note_use(found.id)
    return viewer


def _note_use(token_id: int) -> None:
    with transaction():
        token = db.session.get(ApiToken, token_id)
        if token is not None:
            token.last_used = clock.now()
