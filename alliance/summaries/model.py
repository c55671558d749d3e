"""Which days were summed up."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base


class DailySummary(Base):
    """`day`: the morning on which the letters were written; `until`: what came in before is told. Of two workers only
    one can make the row."""

    __tablename__ = "daily_summary"

    day: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[datetime]
