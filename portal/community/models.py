"""Reports, which are answered, and decisions, which are written once and never changed."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Mapper, ORMExecuteState, Session, mapped_column

from portal.community.rules import Immutable, ReportState
from portal.database import Base, IdType, UtcDateTime
from portal.kernel import clock
from portal.kernel.ids import new_id


class Report(Base):
    """Somebody says that a subject should not stand as it does. The id is made by the client.

    `contact` is the address of a person without an account: it is forgotten with the answer.
    """

    __tablename__ = "reports"
    __table_args__ = (
        Index("ix_reports_open", "state", "subject_type", "subject_id"),
        Index("ix_reports_subject", "subject_type", "subject_id", "id"),
    )

    id: Mapped[int] = mapped_column(IdType, primary_key=True, default=new_id)
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int] = mapped_column(IdType)
    reason: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text, default="")
    reporter_id: Mapped[int | None] = mapped_column(IdType, ForeignKey("members.id"))
    contact: Mapped[str | None] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(10), default=ReportState.OPEN)
    # How often the same person said the same.
    times: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision_id: Mapped[int | None] = mapped_column(IdType, ForeignKey("decisions.id"))


class Decision(Base):
    """Who decided what about which subject, why and on what ground. Written once.

    It holds no title: a page asks for the subject through the gate whenever it is shown, so
    that nothing hidden later is told here. `decided_by` is None when the server repeated it.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        Index("ix_decisions_public", "is_public", "id"),
        Index("ix_decisions_action", "is_public", "action", "id"),
        Index("ix_decisions_subject", "subject_type", "subject_id", "id"),
    )

    id: Mapped[int] = mapped_column(IdType, primary_key=True, default=new_id)
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int] = mapped_column(IdType)
    action: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(20), default="")
    words: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(8), default="")
    ground: Mapped[str] = mapped_column(String(20), default="")
    decided_by: Mapped[int | None] = mapped_column(IdType, ForeignKey("members.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    is_public: Mapped[bool] = mapped_column(default=True)
    report_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    # The decision that this one answers, when it decides an appeal.
    about_id: Mapped[int | None] = mapped_column(IdType, ForeignKey("decisions.id"))


def _refuse_change(_mapper: Mapper[Decision], _connection: Connection, _target: Decision) -> None:
    raise Immutable("a decision is written once")


def _refuse_statement(state: ORMExecuteState) -> None:
    mapper = state.bind_mapper
    if (state.is_update or state.is_delete) and mapper is not None and mapper.class_ is Decision:
        raise Immutable("a decision is written once")


event.listen(Decision, "before_update", _refuse_change)
event.listen(Decision, "before_delete", _refuse_change)
event.listen(Session, "do_orm_execute", _refuse_statement)
