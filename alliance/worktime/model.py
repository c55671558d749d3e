"""Days on which it is otherwise here than the state has published, and the office hours from a day on."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base

REASON_LENGTH = 200


class CalendarDay(Base):
    """A day on which the offices work, or do not, whatever the state has published."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    works: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH))
    set_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]


class OfficeHours(Base):
    """See counting.Hours."""

    __tablename__ = "office_hours"

    from_on: Mapped[date] = mapped_column(primary_key=True)
    opens: Mapped[time]
    rest_from: Mapped[time]
    rest_to: Mapped[time]
    closes: Mapped[time]
    quiet_from: Mapped[time]
    quiet_to: Mapped[time]

    __table_args__ = (
        CheckConstraint("opens < rest_from AND rest_from <= rest_to AND rest_to < closes", name="hours_in_order"),
        CheckConstraint("quiet_to < quiet_from", name="some_hours_not_quiet"),
    )
