"""Who was there, every figure of the hours, and what was noted on the list or could not be taken."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Identified
from .vocabulary import Act, Fault, Outcome, Settlement, Way

KEY_LENGTH = 64
TYPED_LENGTH = 20
REASON_LENGTH = 300
UNCONFIRMED = text("kept_confirmed_at IS NULL")
UNSETTLED = text("outcome = 'failed' AND settled_at IS NULL")


class Attendance(Base):
    """That somebody who signed up was there; the row stays when the volunteer leaves.

    `minutes`: from `came_at` to `left_at`, as figure `revision` says, None until somebody says when they left.
    `doubtful`: a moment was set to the border of the shift's hours, look at it. `kept_*`: whoever keeps the event
    confirmed the figure, and who; `own_confirmed_at`: the volunteer did. `objection`: what the volunteer says is wrong.
    """

    __tablename__ = "attendance"

    sign_up_id: Mapped[UUID] = mapped_column(ForeignKey("sign_up.id"), primary_key=True)
    came_at: Mapped[datetime]
    came_by: Mapped[Way]
    left_at: Mapped[datetime | None]
    left_by: Mapped[Way | None]
    doubtful: Mapped[bool] = mapped_column(default=False)
    minutes: Mapped[int | None]
    revision: Mapped[int] = mapped_column(default=0)
    kept_confirmed_at: Mapped[datetime | None]
    kept_confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    own_confirmed_at: Mapped[datetime | None]
    objection: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")

    __table_args__ = (
        CheckConstraint("left_at IS NULL OR left_at >= came_at", name="moments_in_order"),
        CheckConstraint("(minutes IS NULL) = (left_at IS NULL)", name="minutes_with_both"),
        CheckConstraint(
            "minutes IS NOT NULL OR (kept_confirmed_at IS NULL AND own_confirmed_at IS NULL)", name="figure_confirmed"
        ),
        Index("ix_attendance_unconfirmed", "sign_up_id", sqlite_where=UNCONFIRMED, postgresql_where=UNCONFIRMED),
    )


class HoursFigure(Base):
    """A figure of the hours as it was noted or said; the newest is also in its `Attendance`."""

    __tablename__ = "attendance_figure"

    sign_up_id: Mapped[UUID] = mapped_column(ForeignKey("attendance.sign_up_id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    came_at: Mapped[datetime]
    left_at: Mapped[datetime]
    minutes: Mapped[int]
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    said_at: Mapped[datetime]
    said_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))


class Scan(Identified, Base):
    """Something noted on a list, taken once by its `key`, or an attempt that could not be taken.

    `device_at`: what the phone's clock said; `at`: the moment that counts; `received_at`: when the portal learned of
    it. `typed`: digits that fit nobody.
    """

    __tablename__ = "attendance_scan"

    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    event_id: Mapped[UUID] = mapped_column(ForeignKey("publicity_event.id"))
    shift_id: Mapped[UUID | None] = mapped_column(ForeignKey("shift.id"), index=True)
    sign_up_id: Mapped[UUID | None] = mapped_column(ForeignKey("sign_up.id"))
    volunteer_id: Mapped[UUID | None] = mapped_column(ForeignKey("volunteer.id"))
    act: Mapped[Act]
    way: Mapped[Way]
    device_at: Mapped[datetime | None]
    at: Mapped[datetime]
    received_at: Mapped[datetime]
    typed: Mapped[str] = mapped_column(String(TYPED_LENGTH), default="")
    outcome: Mapped[Outcome]
    fault: Mapped[Fault | None]
    settlement: Mapped[Settlement | None]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    __table_args__ = (
        UniqueConstraint("by_id", "key"),
        CheckConstraint("(outcome = 'failed') = (fault IS NOT NULL)", name="failed_for_a_reason"),
        Index(
            "ix_attendance_scan_unsettled",
            "event_id",
            "received_at",
            sqlite_where=UNSETTLED,
            postgresql_where=UNSETTLED,
        ),
    )
