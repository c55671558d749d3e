"""People: one account a person, as many appointments as that person holds, and the ways in."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.kernel.actor import RANK, Role
from ..foundation.kernel.words import N_, Labelled
from ..foundation.store.base import Base, Identified
from ..organisations.model import EMAIL_LENGTH, PERSON_LENGTH

HASH_LENGTH = 64
PASSWORD_LEAST = 15
PASSWORD_MOST = 128
FAILURES_BEFORE_LOCK = 5
LOCK_MINUTES = 15
INVITATION_HOURS = 72
RESET_MINUTES = 60
OPEN_RESETS_MOST = 3
IDLE_MINUTES = 30
SESSION_HOURS = 12
NOTE_LENGTH = 300
WAITING_MOST = 30
AGENT_LENGTH = 120


class Person(Identified, Base):
    """An account. `email` is the canonical address (NFKC, casefolded, trimmed): it is what a person signs in with.

    Of an erased account only the row is left, so that what was done under it keeps its pseudonym.
    """

    __tablename__ = "person"

    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH), unique=True, info={"pii": "email"})
    name: Mapped[str] = mapped_column(String(PERSON_LENGTH), info={"pii": "name"})
    password_hash: Mapped[str] = mapped_column(String(200))
    joined_at: Mapped[datetime]
    last_sign_in_at: Mapped[datetime | None]
    previous_sign_in_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    demonstration: Mapped[bool] = mapped_column(default=False)


class Standing(Labelled):
    """How an account stands; told from its columns, never stored."""

    ACTIVE = "active", N_("Active")
    WITHOUT_ROLE = "without_role", N_("Without a role")
    DISABLED = "disabled", N_("Disabled")


class Appointment(Identified, Base):
    """A role that a person holds from a day until a day: at an organisation, in a district, or at the center."""

    __tablename__ = "appointment"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role]
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    district_code: Mapped[str | None] = mapped_column(ForeignKey("district.code"))
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]

    @property
    def rank(self) -> int:
        return RANK[self.role]


class SignIn(Identified, Base):
    """A device on which a person is signed in. The token itself is only in that device's cookie."""

    __tablename__ = "sign_in"

    token_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    appointment_id: Mapped[UUID | None] = mapped_column(ForeignKey("appointment.id"))
    device: Mapped[str] = mapped_column(String(AGENT_LENGTH))
    signed_in_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class SignInGuard(Base):
    """Failures to sign in to an address, whether or not it has an account. `address_hash`: of the canonical address."""

    __tablename__ = "sign_in_guard"

    address_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    failures: Mapped[int]
    locked_until: Mapped[datetime | None]
    at: Mapped[datetime]


class Invitation(Identified, Base):
    """A link that makes one appointment, once, within its hours; of the token only the hash is kept."""

    __tablename__ = "invitation"

    token_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True)
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH), info={"pii": "email"})
    name: Mapped[str] = mapped_column(String(PERSON_LENGTH), info={"pii": "name"})
    role: Mapped[Role]
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    district_code: Mapped[str | None] = mapped_column(ForeignKey("district.code"))
    to_on: Mapped[date | None]
    invited_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    invited_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    @property
    def rank(self) -> int:
        return RANK[self.role]


class InvitationState(Labelled):
    """Where an invitation stands: told from its moments, never stored."""

    OPEN = "open", N_("Not accepted yet")
    USED = "used", N_("Accepted")
    REVOKED = "revoked", N_("Revoked")
    EXPIRED = "expired", N_("Expired")


class PasswordReset(Identified, Base):
    """A link that sets a new password, once, within the hour; of the token only the hash is kept."""

    __tablename__ = "password_reset"

    token_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class JoinRequestState(Labelled):
    WAITING = "waiting", N_("Waits for an answer")
    ACCEPTED = "accepted", N_("Accepted")
    DECLINED = "declined", N_("Declined")


class JoinRequest(Identified, Base):
    """Somebody asks to act for an organisation; its liaison answers."""

    __tablename__ = "join_request"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(String(PERSON_LENGTH), info={"pii": "name"})
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH), info={"pii": "email"})
    note: Mapped[str] = mapped_column(String(NOTE_LENGTH))
    asked_at: Mapped[datetime]
    state: Mapped[JoinRequestState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (Index("ix_join_request_organisation_id_state", "organisation_id", "state"),)
