"""An application to join the alliance, from its first answer to the center's decision."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.kernel.words import N_, Labelled
from ..foundation.store.base import Base, Identified
from ..organisations.model import EMAIL_LENGTH, NAME_LENGTH, USCC_LENGTH

WORDS_LENGTH = 1000
NUMBER_LENGTH = 20
CODE_MINUTES = 15
CODE_TRIES = 5


class ApplicationState(Labelled):
    DRAFT = "draft", N_("Being filled in")
    SUBMITTED = "submitted", N_("Submitted")
    RETURNED = "returned", N_("Given back")
    ADMITTED = "admitted", N_("Admitted")
    REFUSED = "refused", N_("Refused")


class Grade(Labelled):
    """How a point of the check list was found."""

    GOOD = "good", N_("In order")
    DOUBT = "doubt", N_("Doubtful")
    BAD = "bad", N_("Not in order")


class Application(Identified, Base):
    """`answers`: section name → the fields of that section's dataclass. `checks`: point → grade and words."""

    __tablename__ = "application"

    number: Mapped[str | None] = mapped_column(String(NUMBER_LENGTH), unique=True)
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH), default="", info={"pii": "email"})
    name: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    uscc: Mapped[str] = mapped_column(String(USCC_LENGTH), default="", index=True)
    district_code: Mapped[str | None] = mapped_column(ForeignKey("district.code"), index=True)
    answers: Mapped[dict[str, Any]]
    checks: Mapped[dict[str, Any]]
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    begun_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    state: Mapped[ApplicationState]
    state_since: Mapped[datetime]
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    code_hash: Mapped[str | None] = mapped_column(String(64))
    code_expires_at: Mapped[datetime | None]
    code_tries: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (Index("ix_application_state_state_since_id", "state", "state_since", "id"),)
