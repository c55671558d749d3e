"""The steps as they hold from a day on, and which were taken."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Identified
from .vocabulary import Nudge, Reached

DAYS_MOST = 60
STANDS = text("to_on IS NULL")


class ReminderStep(Identified, Base):
    """A step as it holds from a day on; `to_on`, the first day on which it no longer does, is None today.

    `days`: working days before or after the day that it is about. `taken`: it is left out where False.
    """

    __tablename__ = "reminder_step"

    nudge: Mapped[Nudge]
    days: Mapped[int]
    reaches: Mapped[Reached]
    taken: Mapped[bool]
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    __table_args__ = (
        UniqueConstraint("nudge", "from_on"),
        CheckConstraint("days > 0", name="some_days"),
        Index("uq_reminder_step_open", "nudge", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),
    )


class Reminder(Base):
    """A step was taken about a thing (see `duties`) and a day that was set for it: another day, after an extension, is
    another reminder. Of two workers only one can make the row."""

    __tablename__ = "reminder"

    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    nudge: Mapped[Nudge] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime]
