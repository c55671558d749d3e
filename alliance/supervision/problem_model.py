"""The three lists: what was found wrong, who is responsible for it, and what is done about it by when."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Identified
from .model import REASON_LENGTH, WORDS_LENGTH
from .vocabulary import ProblemState

OFFICE_LENGTH = 60
REMEDY_LENGTH = 200
REMEDIES_MOST = 5


class Problem(Identified, Base):
    """Something found wrong at an organisation, until it is written off.

    `measure_id`, `matter_id`: where it was found, if that was in supervision. `office`, `leader`: the office that is
    responsible and the post of the leader in charge, never persons.
    """

    __tablename__ = "problem"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    district_code: Mapped[str] = mapped_column(ForeignKey("district.code"))
    measure_id: Mapped[UUID | None] = mapped_column(ForeignKey("measure.id"), index=True)
    matter_id: Mapped[UUID | None] = mapped_column(ForeignKey("supervised_matter.id"))
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH))
    found_on: Mapped[date]
    due_on: Mapped[date]
    listed_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    listed_at: Mapped[datetime]
    office: Mapped[str] = mapped_column(String(OFFICE_LENGTH), default="")
    leader: Mapped[str] = mapped_column(String(OFFICE_LENGTH), default="")
    planned_at: Mapped[datetime | None]
    rectification: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    rectified_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    rectified_at: Mapped[datetime | None]
    recheck: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    rechecked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    rechecked_at: Mapped[datetime | None]
    write_off: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    written_off_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    written_off_at: Mapped[datetime | None]
    state: Mapped[ProblemState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("rechecked_by_id <> rectified_by_id", name="rechecked_by_another"),
        CheckConstraint("written_off_by_id <> rectified_by_id", name="written_off_by_another"),
        CheckConstraint("written_off_by_id <> rechecked_by_id", name="two_persons"),
        CheckConstraint(
            "state <> 'written_off' OR (rechecked_by_id IS NOT NULL AND written_off_by_id IS NOT NULL)", name="whole"
        ),
        Index("ix_problem_listed_at_id", "listed_at", "id"),
        Index("ix_problem_organisation_id_listed_at_id", "organisation_id", "listed_at", "id"),
        Index("ix_problem_state", "state"),
    )


class Remedy(Identified, Base):
    """One line of the list of measures: what the organisation will do, and until when."""

    __tablename__ = "problem_remedy"

    problem_id: Mapped[UUID] = mapped_column(ForeignKey("problem.id"))
    position: Mapped[int]
    what: Mapped[str] = mapped_column(String(REMEDY_LENGTH))
    until_on: Mapped[date]

    __table_args__ = (Index("uq_problem_remedy_place", "problem_id", "position", unique=True),)


class ProblemFile(Base):
    """A file that an organisation attached to show that a problem is mended."""

    __tablename__ = "problem_file"

    problem_id: Mapped[UUID] = mapped_column(ForeignKey("problem.id"), primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_file.id"), primary_key=True, index=True)


class SendingBack(Identified, Base):
    """That a problem was sent back as not mended yet, and with which words."""

    __tablename__ = "problem_sending_back"

    problem_id: Mapped[UUID] = mapped_column(ForeignKey("problem.id"))
    words: Mapped[str] = mapped_column(String(REASON_LENGTH))
    sent_back_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    sent_back_at: Mapped[datetime]

    __table_args__ = (Index("ix_problem_sending_back_problem_id_sent_back_at", "problem_id", "sent_back_at"),)
