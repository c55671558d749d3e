"""What a member tells of a month, every figure that it gave, and the proof."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.kernel.actor import Role
from ..foundation.store.base import Base, Coded, Identified
from .vocabulary import CountMethod

WORDS_LENGTH = 500
LINK_LENGTH = 500


class OutreachChannel(Coded, Base):
    """By what people are reached. `to_on`: the first day on which it is no longer chosen."""

    __tablename__ = "outreach_channel"

    from_on: Mapped[date]
    to_on: Mapped[date | None]


def _once_a_month(name: str, columns: tuple[str, ...], where: str) -> Index:
    return Index(name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where))


class Outreach(Identified, Base):
    """What an organisation has done in a month by one channel, with one material or none.

    `month`: its first day. `reach`, `method`, `words`, `link`: as they were told last; `revision` counts how often.
    """

    __tablename__ = "outreach"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    channel_code: Mapped[str] = mapped_column(ForeignKey("outreach_channel.code"))
    month: Mapped[date]
    material_id: Mapped[UUID | None] = mapped_column(ForeignKey("material.id"), index=True)
    reach: Mapped[int] = mapped_column(BigInteger)
    method: Mapped[CountMethod]
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    link: Mapped[str] = mapped_column(String(LINK_LENGTH), default="")
    revision: Mapped[int]
    told_at: Mapped[datetime]
    told_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))

    __table_args__ = (
        _once_a_month("uq_outreach_plain", ("organisation_id", "channel_code", "month"), "material_id IS NULL"),
        _once_a_month(
            "uq_outreach_material",
            ("organisation_id", "channel_code", "month", "material_id"),
            "material_id IS NOT NULL",
        ),
        Index("ix_outreach_month_id", "month", "id"),
        Index("ix_outreach_organisation_id_month", "organisation_id", "month"),
    )


class OutreachFigure(Base):
    """A figure as it was told; the newest is also in its `Outreach`. `office`: under which role."""

    __tablename__ = "outreach_figure"

    outreach_id: Mapped[UUID] = mapped_column(ForeignKey("outreach.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    reach: Mapped[int] = mapped_column(BigInteger)
    method: Mapped[CountMethod]
    told_at: Mapped[datetime]
    told_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    office: Mapped[Role]


class OutreachFile(Base):
    __tablename__ = "outreach_file"

    outreach_id: Mapped[UUID] = mapped_column(ForeignKey("outreach.id"), primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_file.id"), primary_key=True, index=True)
