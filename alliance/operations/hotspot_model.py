"""A village or street where much happens, who is stationed there, and the daily log."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Identified
from .vocabulary import HotspotState

PLACE_LENGTH = 60
OFFICE_LENGTH = 60
WHY_LENGTH = 1_000
WORDS_LENGTH = 2_000
FIGURE_MOST = 1_000_000
POSTINGS_MOST = 50


class Hotspot(Identified, Base):
    """A place under watch. It leaves the list when a second officer confirms what the first has proposed."""

    __tablename__ = "hotspot"

    operation_id: Mapped[UUID] = mapped_column(ForeignKey("operation.id"))
    district_code: Mapped[str] = mapped_column(ForeignKey("district.code"))
    place: Mapped[str] = mapped_column(String(PLACE_LENGTH))
    why: Mapped[str] = mapped_column(String(WHY_LENGTH))
    listed_on: Mapped[date]
    proposed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime | None]
    proposal: Mapped[str] = mapped_column(String(WHY_LENGTH), default="")
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    delisted_on: Mapped[date | None]
    state: Mapped[HotspotState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("operation_id", "district_code", "place"),
        CheckConstraint("confirmed_by_id <> proposed_by_id", name="two_persons"),
    )


class Posting(Identified, Base):
    """Who is stationed at a hotspot, from when to when: an office, such as 工作专班组长, of an organisation, or, where
    `organisation_id` is None, of the center and its sub-centers."""

    __tablename__ = "posting"

    hotspot_id: Mapped[UUID] = mapped_column(ForeignKey("hotspot.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    office: Mapped[str] = mapped_column(String(OFFICE_LENGTH))
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint("from_on <= to_on", name="days_in_order"),
        Index("ix_posting_organisation_id_hotspot_id", "organisation_id", "hotspot_id"),
    )


class LogEntry(Identified, Base):
    """What one author noted at a hotspot on one day. `organisation_id` is None for the center and its sub-centers."""

    __tablename__ = "log_entry"

    hotspot_id: Mapped[UUID] = mapped_column(ForeignKey("hotspot.id"))
    day: Mapped[date]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH))
    visits: Mapped[int] = mapped_column(default=0)
    persons: Mapped[int] = mapped_column(default=0)
    cases: Mapped[int] = mapped_column(default=0)
    written_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("hotspot_id", "day", "author_id"),)
