"""A plaque: the sign at a member's door, with a serial that anyone can check."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.kernel.words import N_, Labelled
from ..foundation.store.base import Base, Identified
from ..organisations.model import NAME_LENGTH, REASON_LENGTH

SERIAL_LENGTH = 24
EVENT_LENGTH = 120


def _once_per_organisation(state: str) -> Index:
    """An organisation has at most one plaque in `state`."""
    in_state = text(f"state = '{state}'")
    name = f"uq_plaque_{state}"
    return Index(name, "organisation_id", unique=True, sqlite_where=in_state, postgresql_where=in_state)


class PlaqueState(Labelled):
    PREPARED = "prepared", N_("Prepared")
    ISSUED = "issued", N_("Issued")
    REPLACED = "replaced", N_("Replaced")
    REVOKED = "revoked", N_("Revoked")


class Plaque(Identified, Base):
    """`name`: the organisation's as it stands on the plaque. `replaced_by_id`: the plaque that took its place."""

    __tablename__ = "plaque"

    serial: Mapped[str] = mapped_column(String(SERIAL_LENGTH), unique=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    roster_id: Mapped[UUID | None] = mapped_column(ForeignKey("roster.id"))
    event: Mapped[str] = mapped_column(String(EVENT_LENGTH), default="")
    issued_on: Mapped[date | None]
    state: Mapped[PlaqueState] = mapped_column(index=True)
    state_since: Mapped[datetime]
    state_reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    replaced_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("plaque.id"))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        _once_per_organisation("prepared"),
        _once_per_organisation("issued"),
        Index("ix_plaque_organisation_id_state", "organisation_id", "state"),
    )
