"""An application to join the alliance, from its first answer to the center's decision."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.kernel.words import N_, Labelled
from ..foundation.store.base import Base, Identified
from ..organisations.model import EMAIL_LENGTH, NAME_LENGTH, USCC_LENGTH

WORDS_LENGTH = 1000
NOTE_LENGTH = 300
NUMBER_LENGTH = 20
CODE_MINUTES = 15
CODE_TRIES = 5
CODE_PAUSE_SECONDS = 60
DRAFT_DAYS = 30


class ApplicationState(Labelled):
    DRAFT = "draft", N_("Being filled in")
    SUBMITTED = "submitted", N_("Submitted")
    RETURNED = "returned", N_("Given back")
    ADMITTED = "admitted", N_("Admitted")
    REFUSED = "refused", N_("Refused")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


WITH_THE_APPLICANT = frozenset({ApplicationState.DRAFT, ApplicationState.RETURNED})
OPEN = (ApplicationState.SUBMITTED, ApplicationState.RETURNED)


class Section(Labelled):
    """A part of the application that is filled in on a page of its own."""

    ORGANISATION = "organisation", N_("About the organisation")
    PEOPLE = "people", N_("Who answers for it")
    CAPABILITIES = "capabilities", N_("What it can bring")
    ALLIANCES = "alliances", N_("The alliances it asks for")
    PLEDGE = "pledge", N_("Confidentiality pledge")


class Grade(Labelled):
    """How a point of the check list was found."""

    GOOD = "good", N_("In order")
    DOUBT = "doubt", N_("Doubtful")
    BAD = "bad", N_("Not in order")


class Point(StrEnum):
    """A point of the check list: its label, and what the officer looks at."""

    label: str
    look: str

    def __new__(cls, value: str, label: str, look: str) -> Self:
        member = str.__new__(cls, value)
        member._value_, member.label, member.look = value, label, look
        return member

    IDENTITY = (
        "identity",
        N_("Identity"),
        N_("Name, code and address agree with the public register; it is not a member already."),
    )
    LEADER = (
        "leader",
        N_("First leader"),
        N_("The first leader is named and holds the office; so does the leader in charge."),
    )
    REACHABLE = (
        "reachable",
        N_("Contacts"),
        N_("The liaison was reached by telephone and reads the mail of the address given."),
    )
    CAPABILITIES = (
        "capabilities",
        N_("Capabilities"),
        N_("The amounts are plausible for an organisation of this kind and size."),
    )
    FIT = (
        "fit",
        N_("Alliances"),
        N_("The alliances asked for fit what the organisation is and does."),
    )
    PLEDGE = (
        "pledge",
        N_("Pledge"),
        N_("The confidentiality pledge was given by somebody who may bind the organisation."),
    )


class Application(Identified, Base):
    """`answers`: section name → the fields of that section's dataclass. `checks`: point → grade and note.

    `words`: what the center last told the applicant. One open application a code: the database sees to it.
    """

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
    __table_args__ = (
        Index("ix_application_state_state_since_id", "state", "state_since", "id"),
        Index(
            "uq_application_open",
            "uscc",
            unique=True,
            sqlite_where=text("state IN ('submitted', 'returned')"),
            postgresql_where=text("state IN ('submitted', 'returned')"),
        ),
    )
