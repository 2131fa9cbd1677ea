"""Taking turns: what only one process may do at a time, and signs of life."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, Update, or_, update
from sqlalchemy.exc import IntegrityError

from portal.database import Base, db, transaction
from portal.jobs.models import Pulse, Turn
from portal.kernel import clock

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def take_turn(name: str, holder: str, length: timedelta) -> bool:
    """Take, or keep, the turn for so long; False when it is another's."""
    now = clock.now()
    with transaction():
        free = or_(Turn.until <= now, Turn.holder == holder)
        mine = update(Turn).where(Turn.name == name, free)
        if _changed(mine.values(holder=holder, until=now + length)):
            return True
        if db.session.get(Turn, name, populate_existing=True):
            return False
        return _added(Turn(name=name, holder=holder, until=now + length))


def end_turn(name: str, holder: str) -> None:
    """Let the next one in."""
    with transaction():
        mine = update(Turn).where(Turn.name == name, Turn.holder == holder)
        _changed(mine.values(until=LONG_AGO))


def find_turn(name: str) -> datetime | None:
    """Until when the turn is somebody's; None when nobody ever took it."""
    turn = db.session.get(Turn, name, populate_existing=True)
    return turn.until if turn else None


def beat_pulse(name: str) -> None:
    """Write down that `name` lives now."""
    with transaction():
        if not _changed(update(Pulse).where(Pulse.name == name).values(seen_at=clock.now())):
            _added(Pulse(name=name, seen_at=clock.now()))


def _changed(statement: Update) -> bool:
    result = db.session.execute(statement.execution_options(synchronize_session=False))
    return cast("CursorResult[Any]", result).rowcount == 1


def _added(row: Base) -> bool:
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # another process added it a moment ago
        return False
    return True
