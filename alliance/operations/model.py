"""An operation, what it is linked with, its stages in their order, and what was waived at a stage's gate."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Coded, Identified
from .vocabulary import Level, OperationState, StageState

TITLE_LENGTH = 80
NUMBER_LENGTH = 60
DOCUMENT_LENGTH = 20_000
BLOCK_LENGTH = 2_000
REASON_LENGTH = 500
STAGES_MOST = 20


class OperationKind(Coded, Base):
    """A sort of operation, such as 攻坚月. `to_on` is None while the name is in use."""

    __tablename__ = "operation_kind"

    from_on: Mapped[date]
    to_on: Mapped[date | None]


class Programme(Coded, Base):
    """A larger programme of which an operation can be a part, such as 平安建设."""

    __tablename__ = "programme"

    from_on: Mapped[date]
    to_on: Mapped[date | None]


class Operation(Identified, Base):
    """What is done together from `from_on` to `to_on`, both included.

    `started_at`: from then on its audience reads it. `drill`: marked everywhere, in no statistics. `reason`: why it was
    cancelled.
    """

    __tablename__ = "operation"

    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    kind_code: Mapped[str] = mapped_column(ForeignKey("operation_kind.code"))
    level: Mapped[Level]
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("operation.id"), index=True)
    document_number: Mapped[str] = mapped_column(String(NUMBER_LENGTH), default="")
    document: Mapped[str] = mapped_column(String(DOCUMENT_LENGTH), default="")
    from_on: Mapped[date]
    to_on: Mapped[date]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"))
    drill: Mapped[bool] = mapped_column(default=False)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    drafted_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    state: Mapped[OperationState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("from_on <= to_on", name="days_in_order"),
        CheckConstraint("parent_id <> id", name="not_its_own_parent"),
        Index("ix_operation_from_on_id", "from_on", "id"),
    )


class OperationProgramme(Base):
    """An operation is part of a programme."""

    __tablename__ = "operation_programme"

    operation_id: Mapped[UUID] = mapped_column(ForeignKey("operation.id"), primary_key=True)
    programme_code: Mapped[str] = mapped_column(ForeignKey("programme.code"), primary_key=True)


class OperationFocus(Base):
    """An operation works on a focus area."""

    __tablename__ = "operation_focus"

    operation_id: Mapped[UUID] = mapped_column(ForeignKey("operation.id"), primary_key=True)
    focus_area_code: Mapped[str] = mapped_column(ForeignKey("focus_area.code"), primary_key=True)


class Stage(Identified, Base):
    """A part of an operation. `position` orders stages and may leave gaps; a day that is not known yet is None."""

    __tablename__ = "stage"

    operation_id: Mapped[UUID] = mapped_column(ForeignKey("operation.id"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    goals: Mapped[str] = mapped_column(String(BLOCK_LENGTH), default="")
    deliverables: Mapped[str] = mapped_column(String(BLOCK_LENGTH), default="")
    closed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[StageState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("operation_id", "position"),
        CheckConstraint("from_on <= to_on", name="days_in_order"),
    )


class StageWaiver(Base):
    """A mandatory action for which a stage's gate does not wait, and who said so, when and why."""

    __tablename__ = "stage_waiver"

    stage_id: Mapped[UUID] = mapped_column(ForeignKey("stage.id"), primary_key=True)
    action_id: Mapped[UUID] = mapped_column(ForeignKey("joint_action.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH))
    waived_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    waived_at: Mapped[datetime]
