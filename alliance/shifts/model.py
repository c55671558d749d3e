"""Shifts of an event, who has signed up for them and in which order, and the places kept for organisations."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Identified
from ..organisations.model import EMAIL_LENGTH, PERSON_LENGTH
from .vocabulary import ShiftState, SignUpState

ROLE_LENGTH = 40
WORDS_LENGTH = 500
REASON_LENGTH = 300
PLACES_MOST = 10_000
SHIFTS_MOST = 300
AGE_MOST = 99
HOLDING = (SignUpState.NAMED, SignUpState.OFFERED, SignUpState.CONFIRMED)
"""The states in which a sign-up holds a place."""
OF_A_VOLUNTEER = text("volunteer_id IS NOT NULL AND state IN ('named', 'waiting', 'offered', 'confirmed')")


class Shift(Identified, Base):
    """A time at an event for which volunteers sign up.

    `taken`: sign-ups that hold a place; `reserved`: places kept for organisations that nobody has filled; together they
    are never more than `places`. `role`: what one does there. `point_id`: where, None anywhere at the event's venue.
    `least_age`: in years on the day. `needs_identity`: a document is looked at on the spot; nothing of it is kept.
    `sign_up_until`, `withdraw_until`: moments; after the latter a withdrawal alerts the coordinator.
    """

    __tablename__ = "shift"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("publicity_event.id"))
    point_id: Mapped[UUID | None] = mapped_column(ForeignKey("publicity_point.id"), index=True)
    role: Mapped[str] = mapped_column(String(ROLE_LENGTH))
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    places: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    reserved: Mapped[int] = mapped_column(default=0)
    least_age: Mapped[int | None]
    qualification_code: Mapped[str | None] = mapped_column(ForeignKey("qualification.code"))
    needs_identity: Mapped[bool] = mapped_column(default=False)
    sign_up_until: Mapped[datetime]
    withdraw_until: Mapped[datetime]
    state: Mapped[ShiftState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="hours_in_order"),
        CheckConstraint("taken >= 0 AND reserved >= 0 AND taken + reserved <= places", name="never_over_booked"),
        Index("ix_shift_event_id_starts_at", "event_id", "starts_at"),
        Index("ix_shift_state_starts_at_id", "state", "starts_at", "id"),
    )


class Quota(Identified, Base):
    """So many places of a shift for an organisation, which its liaison fills; what is unused at `returns_at` is
    everybody's. `returned_at`: when that was done."""

    __tablename__ = "shift_quota"

    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shift.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    places: Mapped[int]
    returns_at: Mapped[datetime] = mapped_column(index=True)
    returned_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("shift_id", "organisation_id"),
        CheckConstraint("places > 0", name="places_counted"),
    )


class SignUp(Identified, Base):
    """Somebody for a shift.

    `number`: the order of coming within the shift, never given twice. `volunteer_id` is None for a person whom an
    organisation named (`name`, `email`) and who has not confirmed yet. `quota_id`: whose place it is. `offered_until`:
    until when an offered place is kept. `late`: it was withdrawn after the shift's hour for it.
    """

    __tablename__ = "sign_up"

    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shift.id"))
    number: Mapped[int]
    volunteer_id: Mapped[UUID | None] = mapped_column(ForeignKey("volunteer.id"))
    quota_id: Mapped[UUID | None] = mapped_column(ForeignKey("shift_quota.id"), index=True)
    name: Mapped[str] = mapped_column(String(PERSON_LENGTH), default="", info={"pii": "name"})
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH), default="", info={"pii": "email"})
    signed_up_at: Mapped[datetime]
    offered_until: Mapped[datetime | None] = mapped_column(index=True)
    late: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    state: Mapped[SignUpState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("shift_id", "number"),
        Index("ix_sign_up_volunteer_id_state", "volunteer_id", "state"),
        Index("ix_sign_up_shift_id_state_number", "shift_id", "state", "number"),
        Index(
            "uq_sign_up_standing",
            "shift_id",
            "volunteer_id",
            unique=True,
            sqlite_where=OF_A_VOLUNTEER,
            postgresql_where=OF_A_VOLUNTEER,
        ),
    )
