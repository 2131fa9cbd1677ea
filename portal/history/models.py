"""The one table of revisions."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import JSON, Enum, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Base, IdType, UtcDateTime
from portal.kernel.ids import new_id

# Field name → JSON value (None, bool, number, text, list or object).
Snapshot = Mapping[str, Any]


class Subject(NamedTuple):
    """What has a history: its type as in addresses ("contribution") and its id."""

    type: str
    id: int


class Action(StrEnum):
    """What a revision was made by."""

    CREATE = "create"
    EDIT = "edit"
    TRANSLATE = "translate"
    RESTORE = "restore"
    STATE = "state"
    EXPUNGE = "expunge"


# Text in the table, so that a new action needs no migration.
_ACTION = Enum(
    Action, native_enum=False, length=20, values_callable=lambda kind: [a.value for a in kind]
)


class Revision(Base):
    """One state of a subject, and how it came about. Never changed, except by an expunge.

    `snapshot` is the whole state after the change; `changed` maps a field to `[before, after]`
    and is empty for the first revision; `expunged` names the fields whose content a steward
    removed from this revision: they are None in `snapshot` and `changed`, and say nothing.
    There is no foreign key to members: an engine does not know them.
    """

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("subject_type", "subject_id", "number"),)

    id: Mapped[int] = mapped_column(IdType, primary_key=True, default=new_id)
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int] = mapped_column(IdType)
    number: Mapped[int]
    author_id: Mapped[int | None] = mapped_column(IdType)
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    action: Mapped[Action] = mapped_column(_ACTION)
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed: Mapped[dict[str, list[Any]]] = mapped_column(JSON)
    expunged: Mapped[list[str]] = mapped_column(JSON, default=list)

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_type, self.subject_id)
