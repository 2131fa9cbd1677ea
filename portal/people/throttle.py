"""How often one may try to log in: rows in the database, so that all processes count together.

A try is written down before the password is looked at and taken back when it was right; so
a hundred tries at the same moment count as a hundred.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from flask import current_app
from flask_babel import format_timedelta
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, delete, func, select

from portal.config import Settings
from portal.database import db, transaction
from portal.kernel import clock, text
from portal.kernel.errors import TooMany
from portal.people.models import SignInFailure
from portal.people.rules import (
    ADDRESS_TRIES,
    EMAIL_TRIES,
    FAILURES_COUNT_FOR,
    PAIR_TRIES,
    still_to_wait,
)


def begin_try(email: str, address: str) -> int:
    """Write a try down and return its id; raises TooMany with the time that is left to wait."""
    email_hash, address_hash = _hash("email", email), _hash("address", address)
    of_email = SignInFailure.email_hash == email_hash
    of_address = SignInFailure.address_hash == address_hash
    with transaction():
        _stand_in_line(email_hash, address_hash)
        now = clock.now()
        db.session.execute(delete(SignInFailure).where(SignInFailure.at < now - FAILURES_COUNT_FOR))
        wait = max(
            _wait(now, PAIR_TRIES, of_email, of_address),
            _wait(now, EMAIL_TRIES, of_email),
            _wait(now, ADDRESS_TRIES, of_address),
        )
        if not wait:
            row = SignInFailure(email_hash=email_hash, address_hash=address_hash, at=now)
            db.session.add(row)
    if wait:
        raise _too_many(wait)
    return row.id


def forgive(email: str, address: str) -> None:
    """The password was right: forget the failures of this address for this account."""
    with transaction():
        db.session.execute(
            delete(SignInFailure).where(
                SignInFailure.email_hash == _hash("email", email),
                SignInFailure.address_hash == _hash("address", address),
            )
        )


def _stand_in_line(*hashes: str) -> None:
    """Tries for the same account or from the same address come one after the other.

    On SQLite writers already do; PostgreSQL needs to be told, since there is no row to lock yet.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        for number in sorted(int(value[:15], 16) for value in hashes):
            db.session.execute(select(func.pg_advisory_xact_lock(number)))


def _wait(now: datetime, free: int, *which: ColumnElement[bool]) -> timedelta:
    counted = select(func.count(), func.max(SignInFailure.at)).where(*which)
    failures, last = db.session.execute(counted).one()
    return still_to_wait(failures, last, free, now)


def _too_many(wait: timedelta) -> TooMany:
    seconds = max(1, round(wait.total_seconds()))
    time = format_timedelta(timedelta(seconds=seconds), granularity="second", threshold=1.5)
    return TooMany(
        _("That was often in a short time. You can try again in %(time)s.", time=time),
        retry_after=seconds,
    )


def _hash(kind: str, value: str) -> str:
    """Keyed, so that the rows tell nothing to who has no secret key."""
    settings: Settings = current_app.extensions["portal.settings"]
    message = f"{kind}:{text.clean_line(value).casefold()}".encode()
    return hmac.new(settings.secret_key.encode(), message, hashlib.sha256).hexdigest()
