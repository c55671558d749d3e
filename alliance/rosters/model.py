"""The published list of members: a frozen, numbered version with two persons behind it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.kernel.words import N_, Labelled
from ..foundation.store.base import CODE_LENGTH, Base, Identified
from ..matrix.model import SeatRole
from ..organisations.model import NAME_LENGTH, SHORT_NAME_LENGTH, USCC_LENGTH

TITLE_LENGTH = 120


class RosterState(Labelled):
    DRAFT = "draft", N_("Draft")
    APPROVED = "approved", N_("Approved")
    PUBLISHED = "published", N_("Published")


class Roster(Identified, Base):
    """One version of the roster. It gets its `number` when it is published, and never changes after.

    `organisations` (each once) and `seats` count its lines, as they were drawn up.
    """

    __tablename__ = "roster"

    number: Mapped[int | None] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    dated_on: Mapped[date]
    state: Mapped[RosterState]
    state_since: Mapped[datetime]
    drafted_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    approved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    organisations: Mapped[int] = mapped_column(server_default="0")
    seats: Mapped[int] = mapped_column(server_default="0")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (CheckConstraint("approved_by_id <> drafted_by_id", name="two_persons"),)


class RosterLine(Identified, Base):
    """A seat as it stood: copied words, so that later renaming does not touch a citable version."""

    __tablename__ = "roster_line"

    roster_id: Mapped[UUID] = mapped_column(ForeignKey("roster.id"))
    position: Mapped[int]
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    short_name: Mapped[str] = mapped_column(String(SHORT_NAME_LENGTH))
    uscc: Mapped[str] = mapped_column(String(USCC_LENGTH))
    sector_zh: Mapped[str] = mapped_column(String(60))
    sector_en: Mapped[str] = mapped_column(String(120))
    district_zh: Mapped[str] = mapped_column(String(40))
    district_en: Mapped[str] = mapped_column(String(80))
    alliance_code: Mapped[str] = mapped_column(String(CODE_LENGTH))
    alliance_zh: Mapped[str] = mapped_column(String(60))
    alliance_en: Mapped[str] = mapped_column(String(120))
    role: Mapped[SeatRole]
    matrices_zh: Mapped[str] = mapped_column(String(200))
    matrices_en: Mapped[str] = mapped_column(String(300))

    __table_args__ = (UniqueConstraint("roster_id", "position"),)
