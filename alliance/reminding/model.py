"""Which steps were taken."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base
from .vocabulary import Nudge


class Reminder(Base):
    """A step was taken for an assignment, about a day that was set for it: another day, after an extension, is another
    reminder. Of two workers only one can make the row."""

    __tablename__ = "reminder"

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignment.id"), primary_key=True)
    nudge: Mapped[Nudge] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime]
