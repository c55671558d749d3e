"""The ladder, what supervision is about, and the measures that are taken, each with its basis and its two persons."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import EN_LENGTH, ZH_LENGTH, Base, Identified
from .vocabulary import LiftCause, MeasureState, StepCode

SUBJECT_LENGTH = 80
BASIS_LENGTH = 500
WORDS_LENGTH = 2_000
REASON_LENGTH = 500
DAYS_MOST = 250
PROPOSED = text("state = 'proposed'")
OPEN = text("closed_at IS NULL")
STANDS = text("state <> 'withdrawn'")


class LadderStep(Identified, Base):
    """A step of the ladder as it holds from a day on; `to_on`, the first day on which it no longer does, is None today.

    `after_working_days`: since the day by which the work was due, or to be signed for. `answer_within`: working days
    that the organisation has for its answer, None where none is asked.
    """

    __tablename__ = "ladder_step"

    code: Mapped[StepCode]
    zh: Mapped[str] = mapped_column(String(ZH_LENGTH))
    en: Mapped[str] = mapped_column(String(EN_LENGTH))
    position: Mapped[int]
    after_working_days: Mapped[int]
    needs_approver: Mapped[bool]
    answer_within: Mapped[int | None]
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    __table_args__ = (
        UniqueConstraint("code", "from_on"),
        Index(
            "uq_ladder_step_open",
            "code",
            unique=True,
            sqlite_where=text("to_on IS NULL"),
            postgresql_where=text("to_on IS NULL"),
        ),
    )


class Matter(Identified, Base):
    """What measures are about: an assignment of an organisation, or a free subject.

    `reached`: the position of the highest step that was issued, 0 before the first. `closed_at`: when its assignment
    was finished; one that is assigned again begins another matter. `district_code`: of the organisation.
    """

    __tablename__ = "supervised_matter"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    district_code: Mapped[str] = mapped_column(ForeignKey("district.code"))
    assignment_id: Mapped[UUID | None] = mapped_column(ForeignKey("assignment.id"))
    subject: Mapped[str] = mapped_column(String(SUBJECT_LENGTH))
    reached: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index("uq_supervised_matter_open", "assignment_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_supervised_matter_assignment_id", "assignment_id"),
    )


class Measure(Identified, Base):
    """An act of supervision on an organisation. It is known to the organisation once it has been issued.

    `step_id`: the step as it held when the measure was taken. `letter_year`, `letter_number`: of a letter, given when
    it is issued. `skip_reason`: why steps before it were left out. `lifted_by_id` is None where the portal lifted it.
    """

    __tablename__ = "measure"

    matter_id: Mapped[UUID] = mapped_column(ForeignKey("supervised_matter.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    district_code: Mapped[str] = mapped_column(ForeignKey("district.code"))
    step: Mapped[StepCode]
    step_id: Mapped[UUID] = mapped_column(ForeignKey("ladder_step.id"))
    needs_approver: Mapped[bool]
    basis: Mapped[str] = mapped_column(String(BASIS_LENGTH))
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH))
    skip_reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    proposed_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime]
    approver_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    issued_at: Mapped[datetime | None]
    letter_year: Mapped[int | None]
    letter_number: Mapped[int | None]
    answer_due_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    lift_cause: Mapped[LiftCause | None]
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    lifted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    lifted_at: Mapped[datetime | None]
    state: Mapped[MeasureState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("letter_year", "letter_number"),
        CheckConstraint("approver_id <> proposed_by_id", name="two_persons"),
        CheckConstraint("NOT needs_approver OR issued_at IS NULL OR approver_id IS NOT NULL", name="approved"),
        CheckConstraint("(letter_year IS NULL) = (letter_number IS NULL)", name="whole_number"),
        Index("uq_measure_proposed", "matter_id", unique=True, sqlite_where=PROPOSED, postgresql_where=PROPOSED),
        Index("uq_measure_step", "matter_id", "step", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),
        Index("ix_measure_proposed_at_id", "proposed_at", "id"),
        Index("ix_measure_organisation_id_proposed_at_id", "organisation_id", "proposed_at", "id"),
        Index("ix_measure_state", "state"),
    )


class MeasureFile(Base):
    """A file that an organisation attached to its answer."""

    __tablename__ = "measure_file"

    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id"), primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_file.id"), primary_key=True, index=True)
