"""The rule, the certificates with the hours that they count, and how often each was looked at."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Identified
from .vocabulary import CertificateState

CODE_LENGTH = 16
NUMBER_LENGTH = 20
MINUTES_MOST = 60_000
STANDS = text("state = 'valid'")


class CertificateRule(Base):
    """From `from_on` on a certificate takes so many minutes that both sides have confirmed."""

    __tablename__ = "certificate_rule"

    from_on: Mapped[date] = mapped_column(primary_key=True)
    least_minutes: Mapped[int]

    __table_args__ = (CheckConstraint("least_minutes > 0", name="minutes_asked"),)


class Certificate(Identified, Base):
    """That a volunteer has helped for so many `minutes` from one day to another. It bears no name: that is read from
    the volunteer when somebody looks, and goes with them. `least_minutes`: of the rule under which it was given.
    `code`: in its address, not to be guessed."""

    __tablename__ = "certificate"

    number: Mapped[str] = mapped_column(String(NUMBER_LENGTH), unique=True)
    code: Mapped[str] = mapped_column(String(CODE_LENGTH), unique=True)
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteer.id"))
    from_on: Mapped[date]
    to_on: Mapped[date]
    minutes: Mapped[int]
    least_minutes: Mapped[int]
    issued_at: Mapped[datetime]
    state: Mapped[CertificateState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("from_on <= to_on", name="days_in_order"),
        Index("ix_certificate_volunteer_id_issued_at", "volunteer_id", "issued_at"),
        Index(
            "uq_certificate_standing",
            "volunteer_id",
            "from_on",
            "to_on",
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        ),
    )


class CertificateHours(Base):
    """The hours of one shift that a certificate counts, as they stand now."""

    __tablename__ = "certificate_hours"

    certificate_id: Mapped[UUID] = mapped_column(ForeignKey("certificate.id"), primary_key=True)
    sign_up_id: Mapped[UUID] = mapped_column(ForeignKey("attendance.sign_up_id"), primary_key=True, index=True)
    minutes: Mapped[int]


class CertificateLook(Base):
    """How often the page behind the code was opened on a day. Nothing is kept of who opened it."""

    __tablename__ = "certificate_look"

    code: Mapped[str] = mapped_column(ForeignKey("certificate.code"), primary_key=True)
    looked_on: Mapped[date] = mapped_column(primary_key=True)
    looks: Mapped[int]
