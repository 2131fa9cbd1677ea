"""Received originals, what was made from them, and the log of every file that was sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Base, IdType, UtcDateTime
from portal.kernel import clock
from portal.kernel.ids import new_id


class File(Base):
    """One received original. Its bytes lie in the store under their SHA-256, untouched."""

    __tablename__ = "files"

    id: Mapped[int] = mapped_column(IdType, primary_key=True, default=new_id)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    mime: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(255))
    received_by: Mapped[int] = mapped_column(BigInteger, index=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    # What the file says of itself, as media.PictureFacts; never shown as a whole.
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class PictureHash(Base):
    """The 64-bit difference hash of a picture, and its four quarters to find near ones by."""

    __tablename__ = "picture_hashes"

    file_id: Mapped[int] = mapped_column(IdType, ForeignKey(File.id), primary_key=True)
    dhash: Mapped[int] = mapped_column(BigInteger)
    quarter_a: Mapped[int] = mapped_column(index=True)
    quarter_b: Mapped[int] = mapped_column(index=True)
    quarter_c: Mapped[int] = mapped_column(index=True)
    quarter_d: Mapped[int] = mapped_column(index=True)


class Derivative(Base):
    """Something made from a file by a recipe; can be deleted and made again at any time."""

    __tablename__ = "derivatives"

    file_id: Mapped[int] = mapped_column(IdType, ForeignKey(File.id), primary_key=True)
    recipe: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(200))
    mime: Mapped[str] = mapped_column(String(100))
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class Intake(Base):
    """What became of each file that was sent: a file, or a refusal with its reason.

    The id is made by the client, so that sending again returns the first result.
    """

    __tablename__ = "intakes"
    __table_args__ = (Index("ix_intakes_refused", "member_id", "reason"),)

    id: Mapped[int] = mapped_column(IdType, primary_key=True)
    member_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(255))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    file_id: Mapped[int | None] = mapped_column(IdType, ForeignKey(File.id))
    reason: Mapped[str | None] = mapped_column(String(40))
    # Which thing it already is, when the reason is `duplicate`.
    twin_id: Mapped[int | None] = mapped_column(BigInteger)
    seen: Mapped[bool] = mapped_column(default=False)
