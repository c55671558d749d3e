"""What comes together at an assignment: words, reports with their evidence, more time, and parts of the work."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Identified
from .model import BLOCK_LENGTH, LINE_LENGTH, WORDS_LENGTH
from .vocabulary import EvidenceKind, ExtensionState, TurnKind

LINK_LENGTH = 500
EVIDENCE_MOST = 20
SUB_TASKS_MOST = 30


class Turn(Identified, Base):
    """One thing that was done or said at an assignment. `organisation_id`: who spoke, None for the center's side."""

    __tablename__ = "assignment_turn"

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignment.id"))
    kind: Mapped[TurnKind]
    words: Mapped[str] = mapped_column(String(BLOCK_LENGTH), default="")
    figure: Mapped[int | None] = mapped_column(BigInteger)
    day: Mapped[date | None]
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]

    __table_args__ = (
        Index("ix_assignment_turn_assignment_id_at_id", "assignment_id", "at", "id"),
        Index("ix_assignment_turn_at", "at"),
    )


class ActionReport(Identified, Base):
    """A report as it was sent, and its review. Never changed after: what is mended is the next revision."""

    __tablename__ = "action_report"

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignment.id"))
    revision: Mapped[int]
    figure: Mapped[int | None] = mapped_column(BigInteger)
    words: Mapped[str] = mapped_column(String(BLOCK_LENGTH))
    reported_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    reported_at: Mapped[datetime]
    verified: Mapped[bool | None]
    reviewed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    reviewed_at: Mapped[datetime | None]
    review: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")

    __table_args__ = (
        UniqueConstraint("assignment_id", "revision"),
        CheckConstraint("reviewed_by_id <> reported_by_id", name="two_persons"),
    )


class Evidence(Identified, Base):
    """What proves a report: a file or a link. `revision`: the report that it belongs to, sent or still prepared."""

    __tablename__ = "evidence"

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignment.id"))
    revision: Mapped[int]
    kind: Mapped[EvidenceKind]
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    link: Mapped[str] = mapped_column(String(LINK_LENGTH), default="")
    title: Mapped[str] = mapped_column(String(LINE_LENGTH), default="")
    added_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]

    __table_args__ = (
        Index("ix_evidence_assignment_id_revision", "assignment_id", "revision"),
        CheckConstraint("(file_id IS NULL) = (kind = 'link')", name="one_thing"),
    )


class Extension(Identified, Base):
    """More time, asked for by the organisation; the assignment's day moves only when it is granted."""

    __tablename__ = "extension"

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignment.id"))
    until_on: Mapped[date]
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH))
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    state: Mapped[ExtensionState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index(
            "uq_extension_open",
            "assignment_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix_extension_assignment_id_asked_at", "assignment_id", "asked_at"),
    )


class SubTask(Identified, Base):
    """A part of the work inside the organisation, with one of its own people. Nobody outside reads it."""

    __tablename__ = "sub_task"

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignment.id"))
    title: Mapped[str] = mapped_column(String(LINE_LENGTH))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]

    __table_args__ = (Index("ix_sub_task_assignment_id_added_at_id", "assignment_id", "added_at", "id"),)
