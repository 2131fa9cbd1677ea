"""Members: made, changed, forgotten."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from flask_babel import gettext as _
from flask_security import hash_password
from flask_security.mail_util import EmailValidateException
from flask_security.proxies import _security
from sqlalchemy import delete, exists, select

from portal.database import db, lock_row, transaction
from portal.kernel import clock, text
from portal.kernel.errors import Conflict, Invalid
from portal.people import queries
from portal.people.models import Member, RoleChange
from portal.people.rules import (
    LONGEST_ABOUT,
    LONGEST_NAME,
    check_handle,
    check_password,
    propose_handle,
)
from portal.people.service.roles import grant_role


def normal_email(email: str) -> str:
    """The one form in which an address is kept; raises Invalid (`bad_email`)."""
    try:
        return str(_security.mail_util.normalize(email))
    except EmailValidateException as error:
        raise Invalid(error.msg, reason="bad_email", fields={"email": error.msg}) from error


def new_member(*, email: str, name: str, password_hash: str | None, language: str) -> Member:
    """Add a member to the present unit of work, with a free handle made from the name."""
    member = Member(
        email=email,
        name=checked_name(name),
        handle=_free_handle(name),
        password=password_hash,
        language=language,
    )
    db.session.add(member)
    db.session.flush()
    return member


def create_member(
    email: str,
    name: str,
    *,
    password: str | None = None,
    roles: Iterable[str] = (),
    language: str = "fr",
    reason: str = "",
) -> Member:
    """A confirmed member, for the command line, invitations and the demonstration.

    Raises Conflict when the address has an account, Invalid when something does not fit.
    """
    address = normal_email(email)
    with transaction():
        if queries.find_member_by_email(address):
            raise Conflict(_("This address has an account already."))
        hashed = _hashed(password, name, address) if password is not None else None
        member = new_member(email=address, name=name, password_hash=hashed, language=language)
        member.confirmed_at = clock.now()
        for role in roles:
            grant_role(member.id, role, by=None, reason=reason or _("At the start"))
    return member


def change_profile(member_id: int, *, name: str, handle: str, about: str, language: str) -> Member:
    """Change what others see; raises Invalid with the field that does not fit."""
    handle = handle.strip().lower()
    with transaction():
        member = lock_row(Member, member_id)
        why_not = check_handle(handle)
        if why_not is None and handle != member.handle and _is_taken(handle):
            why_not = _("Somebody else has this name already.")
        if why_not:
            raise Invalid(why_not, reason="bad_handle", fields={"handle": why_not})
        member.name, member.handle = checked_name(name), handle
        member.about, member.language = text.clean(about)[:LONGEST_ABOUT], language
    return member


def forget_unconfirmed(before: datetime) -> int:
    """Remove registrations from before that moment that nobody ever confirmed; how many."""
    has_role = exists().where(RoleChange.member_id == Member.id)
    with transaction():
        gone = db.session.scalars(
            delete(Member)
            .where(Member.confirmed_at.is_(None), Member.joined < before, ~has_role)
            .returning(Member.id)
        ).all()
    return len(gone)


def checked_name(name: str) -> str:
    cleaned = text.clean_line(name)
    if not 1 <= len(cleaned) <= LONGEST_NAME:
        why = _("A name of at most %(max)d characters is needed.", max=LONGEST_NAME)
        raise Invalid(why, reason="bad_name", fields={"name": why})
    return cleaned


def _hashed(password: str, name: str, email: str) -> str:
    normal = _security.password_util.normalize(password)
    why_not = check_password(normal, name=name, email=email)
    if why_not:
        raise Invalid(why_not, reason="bad_password", fields={"password": why_not})
    return str(hash_password(normal))


def _free_handle(name: str) -> str:
    """The handle a name proposes, with a number where others were first."""
    wanted = propose_handle(name)
    if check_handle(wanted) is None and not _is_taken(wanted):
        return wanted
    for _try in range(20):
        numbered = f"{wanted}-{secrets.randbelow(90_000) + 10_000}"
        if not _is_taken(numbered):
            return numbered
    return f"someone-{secrets.token_hex(8)}"


def _is_taken(handle: str) -> bool:
    return bool(db.session.scalar(select(exists().where(Member.handle == handle))))
