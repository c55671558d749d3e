"""What stands where at an event: its venues on the plan, its formations in their order, its numbered points."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Identified
from .model import CAPTION_LENGTH, OFFICE_LENGTH, PLACE_LENGTH, TITLE_LENGTH
from .vocabulary import PointKind, PointState

MATERIALS_LENGTH = 300
HEADS_MOST = 100_000
NUMBER_MOST = 999
FORMATIONS_MOST = 60
POINTS_MOST = 200
PARTS_MOST = 60
"""Hosts, venues and items of the agenda, of each so many."""
COUNT_MOST = 10_000
"""What is added to a count at once."""


class Venue(Identified, Base):
    """A further place of an event. `across`, `down`: on the plan, in percent from its upper left corner."""

    __tablename__ = "event_venue"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("publicity_event.id"), index=True)
    title: Mapped[str] = mapped_column(String(PLACE_LENGTH))
    address: Mapped[str] = mapped_column(String(CAPTION_LENGTH), default="")
    across: Mapped[int | None]
    down: Mapped[int | None]

    __table_args__ = (
        CheckConstraint("across BETWEEN 0 AND 100", name="across_in_percent"),
        CheckConstraint("down BETWEEN 0 AND 100", name="down_in_percent"),
    )


class Formation(Identified, Base):
    """A 方阵: those who stand together at an event. `leader`: an office, no person."""

    __tablename__ = "formation"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("publicity_event.id"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    heads: Mapped[int]
    leader: Mapped[str] = mapped_column(String(OFFICE_LENGTH), default="")

    __table_args__ = (
        UniqueConstraint("event_id", "position"),
        CheckConstraint("heads > 0", name="heads_counted"),
    )


class FormationMember(Base):
    """An organisation stands in a formation."""

    __tablename__ = "formation_member"

    formation_id: Mapped[UUID] = mapped_column(ForeignKey("formation.id"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True, index=True)


class Point(Identified, Base):
    """A numbered point of an event, and what was counted there on the day.

    `organisation_id`: who operates it; None, whoever holds the event.
    """

    __tablename__ = "publicity_point"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("publicity_event.id"))
    number: Mapped[int]
    kind: Mapped[PointKind]
    title: Mapped[str] = mapped_column(String(PLACE_LENGTH))
    venue_id: Mapped[UUID | None] = mapped_column(ForeignKey("event_venue.id"))
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    materials: Mapped[str] = mapped_column(String(MATERIALS_LENGTH), default="")
    staff: Mapped[str] = mapped_column(String(MATERIALS_LENGTH), default="")
    across: Mapped[int | None]
    down: Mapped[int | None]
    visitors: Mapped[int] = mapped_column(default=0)
    questions: Mapped[int] = mapped_column(default=0)
    state: Mapped[PointState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        CheckConstraint("number > 0", name="number_counts"),
        CheckConstraint("visitors >= 0 AND questions >= 0", name="people_counted"),
        CheckConstraint("across BETWEEN 0 AND 100", name="across_in_percent"),
        CheckConstraint("down BETWEEN 0 AND 100", name="down_in_percent"),
    )
