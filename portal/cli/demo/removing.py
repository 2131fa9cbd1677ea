"""Taking the demonstration out again: its works, what was said about them, and its people.

The works are known by their fixed ids, the people by their addresses. A person of the
demonstration with whom somebody has done other things here stays, without a password.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Flask
from sqlalchemy import Column, ForeignKey, Table, delete, exists, select, tuple_, update

from portal import jobs, storage
from portal.cli.demo.loading import WORKS
from portal.cli.demo.people import PEOPLE
from portal.cli.opening import working
from portal.contributions.models import Contribution
from portal.contributions.service import SUBJECT
from portal.database import Base, db, transaction
from portal.history import Revision
from portal.people.models import ApiToken, Member, RoleChange, RoleGrant
from portal.uploads.models import Derivative, File

# What belongs to a person and to nobody else.
_OF_A_PERSON = ((RoleGrant, "member_id"), (RoleChange, "member_id"), (ApiToken, "member_id"))
# People are also named where no foreign key says so.
_NAMED = ((Revision, "author_id"), (File, "received_by"))


def remove_demonstration(app: Flask) -> tuple[int, list[str]]:
    """How many works went, and the names of people who stay, locked."""
    with working(app):
        numbers = [work.id for work in WORKS]
        with transaction():
            keys = _stored_keys(numbers)
            found = _remove_works(numbers)
            locked = _remove_people()
        for key in keys:
            storage.current_store().delete(key, expunge=True)
        jobs.run_pending(app)
    return found, locked


def _stored_keys(numbers: Sequence[int]) -> list[str]:
    """What lies in the store for these files and for no other."""
    made = db.session.scalars(select(Derivative.key).where(Derivative.file_id.in_(numbers)))
    also = select(File.sha256).where(File.id.not_in(numbers))
    own = select(File.sha256).where(File.id.in_(numbers), File.sha256.not_in(also))
    return [*made, *map(storage.original_key, db.session.scalars(own.distinct()))]


def _remove_works(numbers: Sequence[int]) -> int:
    present = list(db.session.scalars(select(Contribution.id).where(Contribution.id.in_(numbers))))
    tables = Base.metadata.tables
    for table in tables.values():
        if {"subject_type", "subject_id"} <= set(table.c.keys()):
            chosen = (table.c.subject_type == SUBJECT) & table.c.subject_id.in_(numbers)
            _remove_rows(table, _keys_where(table, chosen))
    for name in ("contributions", "intakes", "files"):
        _remove_rows(tables[name], [(number,) for number in numbers])
    for number in present:
        jobs.publish("index", SUBJECT, number)
    return len(present)


def _keys_where(table: Table, condition: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.session.execute(select(*table.primary_key).where(condition))]


def _remove_rows(table: Table, keys: Sequence[tuple[Any, ...]]) -> None:
    """Delete rows by primary key, what hangs on them first; optional references become empty."""
    if not keys:
        return
    for child, column, parent in _references_to(table):
        values = [key[list(table.primary_key).index(parent)] for key in keys]
        pointing = column.in_(values)
        if column.nullable:
            db.session.execute(update(child).where(pointing).values({column.name: None}))
        else:
            _remove_rows(child, _keys_where(child, pointing))
    db.session.execute(delete(table).where(tuple_(*table.primary_key).in_(keys)))


def _references_to(table: Table) -> Iterable[tuple[Table, "Column[Any]", "Column[Any]"]]:
    for child in Base.metadata.tables.values():
        for key in child.foreign_keys:
            if key.column.table is table:
                yield child, _source(key), key.column


def _source(key: ForeignKey) -> "Column[Any]":
    column: Column[Any] = key.parent
    return column


def _remove_people() -> list[str]:
    """Delete those whom nothing names any more; lock and name the others."""
    db.session.flush()
    emails = [person.email for person in PEOPLE]
    members = list(db.session.scalars(select(Member).where(Member.email.in_(emails))))
    for model, column in _OF_A_PERSON:
        own = getattr(model, column).in_([member.id for member in members])
        db.session.execute(delete(model).where(own))
    stays = [member for member in members if _is_named(member.id)]
    for member in stays:
        member.password, member.active = None, False
    gone = [member.id for member in members if member not in stays]
    db.session.execute(delete(Member).where(Member.id.in_(gone)))
    return sorted(member.name for member in stays)


def _is_named(member_id: int) -> bool:
    """Whether anything in the tables still points at this person."""
    people: Table = Base.metadata.tables["members"]
    columns = [column for _, column, _ in _references_to(people)]
    columns += [getattr(model, name) for model, name in _NAMED]
    return any(db.session.scalar(select(exists().where(c == member_id))) for c in columns)
