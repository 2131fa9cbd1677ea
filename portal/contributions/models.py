"""The tables of works: what all kinds share; what only one kind has is in kinds/."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.contributions.content import Content, Translation, tag_name
from portal.contributions.rules import Consent, Precision, Standing, State, published_place
from portal.database import Base, IdType, UtcDateTime
from portal.kernel import clock, edtf, geo
from portal.kernel.ids import new_id

# Published and not yet looked at as it is now: the same words in the index and in the query,
# or SQLite does not see that the one serves the other.
UNREVIEWED = text(
    "state = 'visible' AND (reviewed_revision IS NULL OR reviewed_revision < revision)"
)


class Contribution(Base):
    """A work of any kind. Its address is /contributions/<id> for good."""

    __tablename__ = "contributions"
    __table_args__ = (
        Index("ix_contributions_newest", "state", "published_at", "id"),
        Index("ix_contributions_cell", "state", "cell_key"),
        Index("ix_contributions_person", "contributor_id", "state", "published_at", "id"),
        Index("ix_contributions_period", "state", "starts_on", "ends_on"),
        Index(
            "ix_contributions_unreviewed",
            "published_at",
            "id",
            sqlite_where=UNREVIEWED,
            postgresql_where=UNREVIEWED,
        ),
    )

    id: Mapped[int] = mapped_column(IdType, primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(12), default=State.DRAFT)
    contributor_id: Mapped[int] = mapped_column(IdType, ForeignKey("members.id"))
    maker: Mapped[str] = mapped_column(String(200), default="")
    title: Mapped[str] = mapped_column(String(200), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(8), default="fr")
    ownership: Mapped[str] = mapped_column(String(20), default="")
    ownership_reason: Mapped[str] = mapped_column(Text, default="")
    licence: Mapped[str] = mapped_column(String(40), default="", index=True)

    # The exact place is read for the contributor and curators only; every query that others
    # can steer uses the published place and its cell.
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    accuracy: Mapped[float | None]
    direction: Mapped[float | None]
    precision: Mapped[str] = mapped_column(String(15), default=Precision.STREET)
    published_latitude: Mapped[float | None]
    published_longitude: Mapped[float | None]
    cell_key: Mapped[int | None] = mapped_column(BigInteger)

    edtf: Mapped[str] = mapped_column(String(60), default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    consent: Mapped[str] = mapped_column(String(12), default=Consent.GIVEN)
    embargoed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revision: Mapped[int] = mapped_column(default=0)
    reviewed_revision: Mapped[int | None]
    made_with: Mapped[list[Any]] = mapped_column(JSON, default=list)
    cover_file_id: Mapped[int | None] = mapped_column(IdType, ForeignKey("files.id"))
    # Why its files could not be prepared (a refusal reason), or nothing.
    problem: Mapped[str | None] = mapped_column(String(40))
    # Where a withdrawn work returns to.
    returns_to: Mapped[str | None] = mapped_column(String(12))
    # What was read from the file and not yet confirmed by a person.
    proposed: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    tags: Mapped[list["Tag"]] = relationship(
        cascade="all, delete-orphan", order_by="Tag.position", lazy="selectin"
    )
    translations: Mapped[list["TranslationRow"]] = relationship(
        cascade="all, delete-orphan", order_by="TranslationRow.language", lazy="selectin"
    )

    @property
    def standing(self) -> Standing:
        """What the gate needs to know."""
        return Standing(
            State(self.state), self.contributor_id, Consent(self.consent), self.embargoed_until
        )

    @property
    def published_place(self) -> geo.Point | None:
        if self.published_latitude is None or self.published_longitude is None:
            return None
        return geo.Point(self.published_latitude, self.published_longitude)

    @property
    def content(self) -> Content:
        """The editable part as one value."""
        return Content(
            title=self.title,
            description=self.description,
            language=self.language,
            translations={
                row.language: Translation(row.title, row.description) for row in self.translations
            },
            tags=tuple(tag.label for tag in self.tags),
            maker=self.maker,
            ownership=self.ownership,
            ownership_reason=self.ownership_reason,
            licence=self.licence,
            edtf=self.edtf,
            latitude=self.latitude,
            longitude=self.longitude,
            accuracy=self.accuracy,
            direction=self.direction,
            precision=self.precision,
        )

    def take(self, content: Content) -> None:
        """Set the editable part, and everything that follows from it."""
        for name in _PLAIN:
            setattr(self, name, getattr(content, name))
        self._take_tags(content.tags)
        self._take_translations(content)
        self._follow_place(content)
        self._follow_date(content)
        self.changed_at = clock.now()

    def _take_tags(self, labels: tuple[str, ...]) -> None:
        kept = {tag.name: tag for tag in self.tags}
        rows = []
        for position, label in enumerate(labels):
            row = kept.get(tag_name(label)) or Tag(name=tag_name(label))
            row.label, row.position = label, position
            rows.append(row)
        self.tags = rows

    def _take_translations(self, content: Content) -> None:
        kept = {row.language: row for row in self.translations}
        rows = []
        for language, said in content.translations.items():
            row = kept.get(language) or TranslationRow(language=language)
            row.title, row.description = said.title, said.description
            rows.append(row)
        self.translations = rows

    def _follow_place(self, content: Content) -> None:
        shown = published_place(content.place, Precision(content.precision))
        self.published_latitude = shown.latitude if shown else None
        self.published_longitude = shown.longitude if shown else None
        self.cell_key = geo.cell_key(shown) if shown else None

    def _follow_date(self, content: Content) -> None:
        period = edtf.parse(content.edtf) if content.edtf else None
        self.starts_on = period.start if period else None
        self.ends_on = period.end if period else None


_PLAIN = (
    "title",
    "description",
    "language",
    "maker",
    "ownership",
    "ownership_reason",
    "licence",
    "edtf",
    "latitude",
    "longitude",
    "accuracy",
    "direction",
    "precision",
)


class Tag(Base):
    """A tag of a work; `name` is how it is compared and addressed, `label` how it was typed."""

    __tablename__ = "contribution_tags"
    __table_args__ = (Index("ix_contribution_tags_name", "name", "contribution_id"),)

    contribution_id: Mapped[int] = mapped_column(
        IdType, ForeignKey(Contribution.id), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    label: Mapped[str] = mapped_column(String(60))
    position: Mapped[int] = mapped_column(default=0)


class TranslationRow(Base):
    """Title and description in another language."""

    __tablename__ = "contribution_translations"

    contribution_id: Mapped[int] = mapped_column(
        IdType, ForeignKey(Contribution.id), primary_key=True
    )
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    title: Mapped[str] = mapped_column(String(200), default="")
    description: Mapped[str] = mapped_column(Text, default="")


class Photo(Base):
    """What only a photo has: its file and its size as shown (pixels)."""

    __tablename__ = "photos"

    contribution_id: Mapped[int] = mapped_column(
        IdType, ForeignKey(Contribution.id), primary_key=True
    )
    file_id: Mapped[int] = mapped_column(IdType, ForeignKey("files.id"), index=True)
    width: Mapped[int]
    height: Mapped[int]
    device: Mapped[str] = mapped_column(String(200), default="")
