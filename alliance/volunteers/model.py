"""Volunteers: who they are, what they agreed to, what they are trained for, and the teams to which they belong."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Coded, Identified
from ..organisations.model import EMAIL_LENGTH, PERSON_LENGTH
from .vocabulary import MembershipState, TeamKind, VolunteerState

PHONE_LENGTH = 20
TITLE_LENGTH = 60
REASON_LENGTH = 300
GUARDIAN_AGE = 14
"""Under so many years a guardian agrees as well."""
OLDEST = 120
UNCONFIRMED_DAYS = 7
"""So long a sign-up waits for its letter to be answered; then it is erased."""
NOTICE = "2026-11"
"""The version of the words under which people sign up; it changes with them."""
HERE = text("state <> 'left'")


class Volunteer(Identified, Base):
    """Somebody who helps of their own free will.

    `person_id`: the account, once the letter's link was followed. `phone`, `email`: canonical. `district_code`: near
    where they help, if they said. `agreed_at`: when they agreed to what `agreed_to` (the version of the notice) says.
    `guardian`: who agreed for a child under `GUARDIAN_AGE`. `asked_at`: when they were last asked to stand in for
    somebody. Whoever has left keeps the row and its hours; name, phone, address and birth are erased.
    """

    __tablename__ = "volunteer"

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), unique=True)
    name: Mapped[str] = mapped_column(String(PERSON_LENGTH), info={"pii": "name"})
    phone: Mapped[str] = mapped_column(String(PHONE_LENGTH), info={"pii": "phone"})
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH), info={"pii": "email"})
    born_on: Mapped[date | None] = mapped_column(info={"pii": "birth"})
    district_code: Mapped[str | None] = mapped_column(ForeignKey("district.code"))
    guardian: Mapped[str] = mapped_column(String(PERSON_LENGTH), default="", info={"pii": "name"})
    agreed_at: Mapped[datetime]
    agreed_to: Mapped[str] = mapped_column(String(16))
    asked_at: Mapped[datetime | None]
    state: Mapped[VolunteerState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index("uq_volunteer_email_here", "email", unique=True, sqlite_where=HERE, postgresql_where=HERE),
        Index("ix_volunteer_state_since", "state", "state_since", "id"),
        Index("ix_volunteer_state_district_code", "state", "district_code"),
    )


class Qualification(Coded, Base):
    """What somebody can be trained or licensed for, such as 反诈宣讲培训. `to_on` is None while it is in use."""

    __tablename__ = "qualification"

    from_on: Mapped[date]
    to_on: Mapped[date | None]


class VolunteerQualification(Identified, Base):
    """That a volunteer is trained or qualified, said by an office, until a day or for good.

    `organisation_id`: for which it was said; None, for the center.
    """

    __tablename__ = "volunteer_qualification"

    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteer.id"), index=True)
    qualification_code: Mapped[str] = mapped_column(ForeignKey("qualification.code"))
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    confirmed_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime]
    until_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None]
    revoked_because: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")


class VolunteerTeam(Identified, Base):
    """A group of volunteers: an organisation's, a school class, blue vests. `organisation_id`: None, the center's."""

    __tablename__ = "volunteer_team"

    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[TeamKind]
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    district_code: Mapped[str | None] = mapped_column(ForeignKey("district.code"))
    founded_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class TeamMembership(Base):
    """A volunteer in a team; `coordinates`: with rights on that team only."""

    __tablename__ = "team_membership"

    team_id: Mapped[UUID] = mapped_column(ForeignKey("volunteer_team.id"), primary_key=True)
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteer.id"), primary_key=True, index=True)
    state: Mapped[MembershipState]
    state_since: Mapped[datetime]
    coordinates: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (CheckConstraint("NOT coordinates OR state = 'in'", name="coordinates_from_within"),)
