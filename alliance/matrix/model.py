"""The alliances, the matrices they combine into, and the seats that organisations hold in both. All of it is data."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.kernel.words import N_, Labelled
from ..foundation.store.base import Base, Coded, Identified

CHARTER_LENGTH = 2000


class Alliance(Coded, Base):
    """A group of members of one kind (警银, 警信 …). `to_on` is None while it stands."""

    __tablename__ = "alliance"

    charter_zh: Mapped[str] = mapped_column(Text, default="")
    charter_en: Mapped[str] = mapped_column(Text, default="")
    lead_organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    from_on: Mapped[date]
    to_on: Mapped[date | None]


class Matrix(Coded, Base):
    """A direction in which alliances combine: publicity, crackdown, governance."""

    __tablename__ = "matrix"

    charter_zh: Mapped[str] = mapped_column(Text, default="")
    charter_en: Mapped[str] = mapped_column(Text, default="")
    from_on: Mapped[date]
    to_on: Mapped[date | None]


class SeatRole(Labelled):
    LEAD = "lead", N_("Lead")
    MEMBER = "member", N_("Member")


class Seat(Identified, Base):
    """An organisation's place in an alliance, from a day until a day."""

    __tablename__ = "seat"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    alliance_code: Mapped[str] = mapped_column(ForeignKey("alliance.code"))
    role: Mapped[SeatRole]
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    __table_args__ = (
        Index(
            "uq_seat_open",
            "organisation_id",
            "alliance_code",
            unique=True,
            sqlite_where=text("to_on IS NULL"),
            postgresql_where=text("to_on IS NULL"),
        ),
        Index("ix_seat_alliance_code_organisation_id", "alliance_code", "organisation_id", "from_on", "to_on", "id"),
    )


class Advantage(Labelled):
    """Why a seat serves a matrix: what the organisation can do, or the places it has."""

    FUNCTIONAL = "functional", N_("Functional advantage")
    VENUE = "venue", N_("Venue advantage")


class SeatDuty(Identified, Base):
    """A matrix that a seat serves, from a day until a day."""

    __tablename__ = "seat_duty"

    seat_id: Mapped[UUID] = mapped_column(ForeignKey("seat.id"))
    matrix_code: Mapped[str] = mapped_column(ForeignKey("matrix.code"), index=True)
    advantage: Mapped[Advantage]
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    __table_args__ = (
        Index(
            "uq_seat_duty_open",
            "seat_id",
            "matrix_code",
            unique=True,
            sqlite_where=text("to_on IS NULL"),
            postgresql_where=text("to_on IS NULL"),
        ),
        Index("ix_seat_duty_seat_id_matrix_code", "seat_id", "matrix_code"),
    )


class MatrixHint(Base):
    """The classification-and-combination rule as data: this capability speaks for that matrix, and why."""

    __tablename__ = "matrix_hint"

    capability_code: Mapped[str] = mapped_column(ForeignKey("capability_kind.code"), primary_key=True)
    matrix_code: Mapped[str] = mapped_column(ForeignKey("matrix.code"), primary_key=True)
    advantage: Mapped[Advantage]
