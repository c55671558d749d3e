"""A joint action, what it comes from, and the assignment that each organisation gets."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Coded, Identified
from .vocabulary import ActionState, AssignmentRole, AssignmentState, OriginKind, Priority, RollUpRule

TITLE_LENGTH = 80
BLOCK_LENGTH = 2_000
LINE_LENGTH = 200
UNIT_LENGTH = 20
WORDS_LENGTH = 1_000
FIGURE_MOST = 10**12
WEIGHT_MOST = 100
ORGANISATIONS_MOST = 1_000_000
ROLES_MOST = 200
HOURS_MOST = 400
UNFINISHED = text("finished_at IS NULL")
UNSIGNED = text("received_at IS NULL AND finished_at IS NULL")
COUNTED = ("state", "due_on", "receipt_due_on", "role", "weight")
"""What assignments are counted by: with these in the index, a board or a roll-up looks at no row."""


class FocusArea(Coded, Base):
    """A direction of the work of a period, such as 断卡行动·铲除土壤. `to_on` is None while it holds."""

    __tablename__ = "focus_area"

    from_on: Mapped[date]
    to_on: Mapped[date | None]


class JointAction(Identified, Base):
    """What is asked of an audience. It gets its `number` when it is launched.

    `default_role`: of every organisation without an ActionRole. `target`: a whole number of `unit` for each
    organisation. `receipt_hours`: working hours to sign within, counted from the launch; None where a day was given.
    `rule_number`: organisations for COUNT, percent for WEIGHTED. `drill`: marked everywhere, in no
    statistics. `done_count`, `asked_count`: the roll-up as it was when the action was closed.
    """

    __tablename__ = "joint_action"

    number: Mapped[int | None] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    what: Mapped[str] = mapped_column(String(BLOCK_LENGTH))
    why: Mapped[str] = mapped_column(String(BLOCK_LENGTH), default="")
    evidence_asked: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    indicator: Mapped[str] = mapped_column(String(LINE_LENGTH), default="")
    target: Mapped[int | None] = mapped_column(BigInteger)
    unit: Mapped[str] = mapped_column(String(UNIT_LENGTH), default="")
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"))
    default_role: Mapped[AssignmentRole]
    rule: Mapped[RollUpRule]
    rule_number: Mapped[int | None]
    receipt_due_on: Mapped[date]
    receipt_hours: Mapped[int | None]
    due_on: Mapped[date]
    priority: Mapped[Priority]
    mandatory: Mapped[bool]
    matrix_code: Mapped[str | None] = mapped_column(ForeignKey("matrix.code"))
    focus_area_code: Mapped[str | None] = mapped_column(ForeignKey("focus_area.code"))
    drill: Mapped[bool] = mapped_column(default=False)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    drafted_at: Mapped[datetime]
    launched_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    done_count: Mapped[int | None]
    asked_count: Mapped[int | None]
    state: Mapped[ActionState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index("ix_joint_action_state_number", "state", "number"),
        Index("ix_joint_action_state_due_on", "state", "due_on"),
    )


class ActionLink(Base):
    """What an action comes from, or belongs to: one of each kind. `title`: what it is called there."""

    __tablename__ = "action_link"

    action_id: Mapped[UUID] = mapped_column(ForeignKey("joint_action.id"), primary_key=True)
    kind: Mapped[OriginKind] = mapped_column(primary_key=True)
    thing_id: Mapped[UUID]
    title: Mapped[str] = mapped_column(String(LINE_LENGTH))

    __table_args__ = (Index("ix_action_link_kind_thing_id", "kind", "thing_id"),)


class ActionRole(Base):
    """An organisation that has another role or weight in an action than the others."""

    __tablename__ = "action_role"

    action_id: Mapped[UUID] = mapped_column(ForeignKey("joint_action.id"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    role: Mapped[AssignmentRole]
    weight: Mapped[int] = mapped_column(default=1)


class Assignment(Identified, Base):
    """An action as it was given to one organisation, with dates of its own: they move by an extension only.

    `district_code`: of the organisation. `revision`: of the newest report, 0 before the first; `figure`: the newest
    that was told. `receipt_due_at`: when the hours to sign within are over, on the day `receipt_due_on`; None
    where a day was given. `finished_at` is None while something is still to be done.
    """

    __tablename__ = "assignment"

    action_id: Mapped[UUID] = mapped_column(ForeignKey("joint_action.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    district_code: Mapped[str] = mapped_column(ForeignKey("district.code"))
    role: Mapped[AssignmentRole]
    weight: Mapped[int] = mapped_column(default=1)
    receipt_due_on: Mapped[date]
    receipt_due_at: Mapped[datetime | None]
    due_on: Mapped[date]
    assigned_at: Mapped[datetime]
    received_at: Mapped[datetime | None]
    received_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    figure: Mapped[int | None] = mapped_column(BigInteger)
    revision: Mapped[int] = mapped_column(default=0)
    reported_at: Mapped[datetime | None]
    reported_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    finished_at: Mapped[datetime | None]
    state: Mapped[AssignmentState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("action_id", "organisation_id"),
        Index("ix_assignment_of_action", "action_id", *COUNTED, "organisation_id", "district_code"),
        Index("ix_assignment_of_organisation", "organisation_id", "finished_at", "id"),
        Index(
            "ix_assignment_open_of_organisation",
            *("organisation_id", "due_on", "id"),
            sqlite_where=UNFINISHED,
            postgresql_where=UNFINISHED,
        ),
        Index(
            "ix_assignment_open_by_day",
            *("due_on", "organisation_id", "action_id"),
            sqlite_where=UNFINISHED,
            postgresql_where=UNFINISHED,
        ),
        Index(
            "ix_assignment_unsigned_by_day",
            *("receipt_due_on", "id"),
            sqlite_where=UNSIGNED,
            postgresql_where=UNSIGNED,
        ),
    )
