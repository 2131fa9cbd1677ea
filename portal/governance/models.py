"""Appeals, questions to contributors, and what was removed for good."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Base, IdType, UtcDateTime
from portal.governance.rules import AppealState, QuestionState
from portal.kernel import clock
from portal.kernel.ids import new_id


class Appeal(Base):
    """A contributor says why a work should not have been hidden; once for each decision."""

    __tablename__ = "appeals"
    __table_args__ = (
        UniqueConstraint("decision_id"),
        Index("ix_appeals_open", "state", "contribution_id"),
    )

    id: Mapped[int] = mapped_column(IdType, primary_key=True, default=new_id)
    decision_id: Mapped[int] = mapped_column(IdType, ForeignKey("decisions.id"))
    # Who decided what is appealed against: somebody else has to look now.
    decided_by: Mapped[int | None] = mapped_column(IdType, ForeignKey("members.id"))
    contribution_id: Mapped[int] = mapped_column(IdType, ForeignKey("contributions.id"))
    words: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(10), default=AppealState.OPEN)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    answer_id: Mapped[int | None] = mapped_column(IdType, ForeignKey("decisions.id"))


class Question(Base):
    """What a curator asks the contributor of a work; only the two and curators read it."""

    __tablename__ = "questions"
    __table_args__ = (Index("ix_questions_work", "contribution_id", "state"),)

    id: Mapped[int] = mapped_column(IdType, primary_key=True, default=new_id)
    contribution_id: Mapped[int] = mapped_column(IdType, ForeignKey("contributions.id"))
    asked_by: Mapped[int] = mapped_column(IdType, ForeignKey("members.id"))
    words: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    state: Mapped[str] = mapped_column(String(10), default=QuestionState.OPEN, index=True)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Tombstone(Base):
    """What was removed for good, so that a restored backup can lose it again.

    `gone` holds what lay in the store: `{"sha256s": […], "keys": […]}`.
    """

    __tablename__ = "tombstones"

    contribution_id: Mapped[int] = mapped_column(
        IdType, ForeignKey("contributions.id"), primary_key=True
    )
    decision_id: Mapped[int] = mapped_column(IdType, ForeignKey("decisions.id"))
    gone: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
