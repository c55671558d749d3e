"""Requests to stand in for somebody in a shift: who was asked, until when, and what came of it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Identified
from .vocabulary import Kind, StandInState

ASKED_AT_ONCE = 5
"""So many are asked with one press."""
NAMED_MOST = 3
"""So many of one's own choice may be asked at a time."""
OPEN = text("state = 'asked'")
OPEN_CALL = text("state = 'asked' AND sign_up_id IS NULL")


class StandIn(Identified, Base):
    """That somebody was asked to stand in.

    `sign_up_id`: whose place is passed on; None where whoever keeps the event asked, for a place that is free.
    `volunteer_id`: who was asked; None where nobody got a letter: the address named belongs to no volunteer, or to one
    who was asked before. Such a row looks like any other, so that nobody finds out who is a volunteer. `until`: when
    the request lapses. `in_return_on`: whoever asked would take a shift of this day from whoever was asked.
    """

    __tablename__ = "stand_in"

    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shift.id"))
    sign_up_id: Mapped[UUID | None] = mapped_column(ForeignKey("sign_up.id"))
    volunteer_id: Mapped[UUID | None] = mapped_column(ForeignKey("volunteer.id"))
    kind: Mapped[Kind]
    asked_at: Mapped[datetime]
    until: Mapped[datetime]
    in_return_on: Mapped[date | None]
    state: Mapped[StandInState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("(kind = 'called') = (sign_up_id IS NULL)", name="place_passed_on"),
        CheckConstraint("in_return_on IS NULL OR kind = 'named'", name="agreed_with_somebody"),
        CheckConstraint("volunteer_id IS NOT NULL OR kind = 'named'", name="somebody_asked"),
        Index("ix_stand_in_shift_id_state", "shift_id", "state"),
        Index("ix_stand_in_sign_up_id_state", "sign_up_id", "state"),
        Index("ix_stand_in_volunteer_id_state", "volunteer_id", "state"),
        Index("ix_stand_in_state_until", "state", "until"),
        Index(
            "uq_stand_in_open",
            "sign_up_id",
            "volunteer_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        Index(
            "uq_stand_in_open_call",
            "shift_id",
            "volunteer_id",
            unique=True,
            sqlite_where=OPEN_CALL,
            postgresql_where=OPEN_CALL,
        ),
    )
