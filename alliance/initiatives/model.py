"""An initiative with its asks and files; the answer of each organisation, and every version of its pledge."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Identified
from ..organisations.model import PERSON_LENGTH
from .vocabulary import InitiativeState, ResponseState

TITLE_LENGTH = 80
OFFICE_LENGTH = 60
TEXT_LENGTH = 8_000
ASK_LENGTH = 500
LINE_LENGTH = 200
UNIT_LENGTH = 20
WORDS_LENGTH = 1_000
ASKS_MOST = 10
TO_CONFIRM = text("told_at IS NOT NULL AND confirmed_at IS NULL")


class Initiative(Identified, Base):
    """`number`: given when it is issued. `office`: which issues it; `dated_on`: the day that it bears. `public`:
    everybody may read it. `reminded_on`: when those who had not answered were last written to."""

    __tablename__ = "initiative"

    number: Mapped[int | None] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    office: Mapped[str] = mapped_column(String(OFFICE_LENGTH))
    dated_on: Mapped[date]
    text: Mapped[str] = mapped_column(String(TEXT_LENGTH))
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"))
    public: Mapped[bool]
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    drafted_at: Mapped[datetime]
    issued_at: Mapped[datetime | None]
    issued_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    reminded_on: Mapped[date | None]
    state: Mapped[InitiativeState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (Index("ix_initiative_state_audience_id", "state", "audience_id"),)


class Ask(Identified, Base):
    """One thing that is asked, by its `position` from 1. `target`: a whole number of `unit`, where it is measured."""

    __tablename__ = "initiative_ask"

    initiative_id: Mapped[UUID] = mapped_column(ForeignKey("initiative.id"))
    position: Mapped[int]
    words: Mapped[str] = mapped_column(String(ASK_LENGTH))
    due_on: Mapped[date | None]
    indicator: Mapped[str] = mapped_column(String(LINE_LENGTH), default="")
    target: Mapped[int | None] = mapped_column(BigInteger)
    unit: Mapped[str] = mapped_column(String(UNIT_LENGTH), default="")

    __table_args__ = (UniqueConstraint("initiative_id", "position"),)


class InitiativeFile(Base):
    __tablename__ = "initiative_file"

    initiative_id: Mapped[UUID] = mapped_column(ForeignKey("initiative.id"), primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_file.id"), primary_key=True)

    __table_args__ = (Index("ix_initiative_file_file_id", "file_id"),)


class Response(Identified, Base):
    """How an organisation has answered. `revision`: of its newest pledge, 0 before the first; `reason`: of declining.

    It stays when the organisation no longer belongs to the audience; whether it does is read when it is asked.
    """

    __tablename__ = "initiative_response"

    initiative_id: Mapped[UUID] = mapped_column(ForeignKey("initiative.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    sent_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    read_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    revision: Mapped[int] = mapped_column(default=0)
    state: Mapped[ResponseState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("initiative_id", "organisation_id"),
        Index("ix_initiative_response_organisation_id_state", "organisation_id", "state"),
        Index("ix_initiative_response_initiative_id_state", "initiative_id", "state"),
    )


class Pledge(Identified, Base):
    """A version of what an organisation takes on, and who signed it there. `name_shown`, `signer_shown`: whether its
    name, and that of the one who signed, may stand on the wall."""

    __tablename__ = "initiative_pledge"

    response_id: Mapped[UUID] = mapped_column(ForeignKey("initiative_response.id"))
    revision: Mapped[int]
    signer: Mapped[str] = mapped_column(String(PERSON_LENGTH), info={"pii": "name"})
    signer_office: Mapped[str] = mapped_column(String(OFFICE_LENGTH))
    name_shown: Mapped[bool]
    signer_shown: Mapped[bool]
    pledged_at: Mapped[datetime]
    pledged_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))

    __table_args__ = (UniqueConstraint("response_id", "revision"),)


class Clause(Base):
    """An ask that an organisation takes on, in a version of its pledge, and what has come of it."""

    __tablename__ = "initiative_clause"

    pledge_id: Mapped[UUID] = mapped_column(ForeignKey("initiative_pledge.id"), primary_key=True)
    ask_id: Mapped[UUID] = mapped_column(ForeignKey("initiative_ask.id"), primary_key=True)
    target: Mapped[int | None] = mapped_column(BigInteger)
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    figure: Mapped[int | None] = mapped_column(BigInteger)
    account: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    told_at: Mapped[datetime | None]
    told_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    __table_args__ = (
        Index("ix_initiative_clause_ask_id", "ask_id"),
        Index("ix_initiative_clause_to_confirm", "pledge_id", sqlite_where=TO_CONFIRM, postgresql_where=TO_CONFIRM),
        CheckConstraint("confirmed_by_id <> told_by_id", name="two_persons"),
    )
