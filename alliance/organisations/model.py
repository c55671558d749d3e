"""An organisation that takes part: what it is called, who answers for it, what it can bring, and where it stands."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.kernel.words import N_, Labelled
from ..foundation.store.base import Base, Coded, Identified

NAME_LENGTH = 120
SHORT_NAME_LENGTH = 40
PINYIN_LENGTH = 720
ADDRESS_LENGTH = 200
PERSON_LENGTH = 40
PHONE_LENGTH = 40
EMAIL_LENGTH = 254
REASON_LENGTH = 500
USCC_LENGTH = 18
AMOUNT_MOST = 100_000_000


class District(Base):
    """A county-level division. `code`: six digits of GB/T 2260."""

    __tablename__ = "district"

    code: Mapped[str] = mapped_column(String(6), primary_key=True)
    zh: Mapped[str] = mapped_column(String(40))
    en: Mapped[str] = mapped_column(String(80))
    position: Mapped[int] = mapped_column(default=0)


MEDIA = "media"
"""The sector whose members read public editions of cases only."""


class Sector(Coded, Base):
    """The kind of an organisation (bank, carrier, school …): data, with dates, not an enum. `to_on` is the first day on
    which none is chosen any more; whoever has it keeps it."""

    __tablename__ = "sector"

    from_on: Mapped[date]
    to_on: Mapped[date | None]


class CapabilityKind(Coded, Base):
    """Something that an organisation can bring (outlets, screens, drivers …) and the unit it is counted in."""

    __tablename__ = "capability_kind"

    unit_zh: Mapped[str] = mapped_column(String(10))
    unit_en: Mapped[str] = mapped_column(String(20))


class OrganisationState(Labelled):
    MEMBER = "member", N_("Member")
    SUSPENDED = "suspended", N_("Suspended")
    LEFT = "left", N_("Left")
    MERGED = "merged", N_("Merged into another")


class Organisation(Identified, Base):
    """An organisation that has been admitted, and stays known when it is suspended, gone or merged.

    `found_by`: every name that it has borne, their pinyin and initials, and its code, folded, each on a line.
    """

    __tablename__ = "organisation"

    uscc: Mapped[str] = mapped_column(String(USCC_LENGTH), unique=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    short_name: Mapped[str] = mapped_column(String(SHORT_NAME_LENGTH))
    pinyin: Mapped[str] = mapped_column(String(PINYIN_LENGTH))
    initials: Mapped[str] = mapped_column(String(NAME_LENGTH + SHORT_NAME_LENGTH + 1))
    found_by: Mapped[str] = mapped_column(Text, server_default="")
    sector_code: Mapped[str] = mapped_column(ForeignKey("sector.code"), index=True)
    district_code: Mapped[str] = mapped_column(ForeignKey("district.code"), index=True)
    parent_name: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    address: Mapped[str] = mapped_column(String(ADDRESS_LENGTH))
    state: Mapped[OrganisationState]
    state_since: Mapped[datetime]
    state_reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    joined_on: Mapped[date]
    left_on: Mapped[date | None]
    confirmed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index("ix_organisation_state_pinyin_id", "state", "pinyin", "id"),
        Index("ix_organisation_state_confirmed_at", "state", "confirmed_at"),
    )

    @property
    def organisation_id(self) -> UUID:
        """Its own id, under the name that rules ask for."""
        return self.id


class OrganisationName(Identified, Base):
    """A name that an organisation bore from a day on; `to_on` is None for the one it bears."""

    __tablename__ = "organisation_name"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    short_name: Mapped[str] = mapped_column(String(SHORT_NAME_LENGTH))
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    __table_args__ = (Index("ix_organisation_name_to_on_organisation_id", "to_on", "organisation_id"),)


class Post(Labelled):
    """Who answers for an organisation towards the alliance."""

    FIRST_LEADER = "first_leader", N_("First leader")
    LEADER_IN_CHARGE = "leader_in_charge", N_("Leader in charge")
    LIAISON = "liaison", N_("Liaison")
    DEPUTY_LIAISON = "deputy_liaison", N_("Deputy liaison")


class Contact(Identified, Base):
    __tablename__ = "contact"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    post: Mapped[Post]
    name: Mapped[str] = mapped_column(String(PERSON_LENGTH), info={"pii": "name"})
    phone: Mapped[str] = mapped_column(String(PHONE_LENGTH), default="", info={"pii": "phone"})
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH), default="", info={"pii": "email"})

    __table_args__ = (UniqueConstraint("organisation_id", "post"), Index("ix_contact_email", "email"))


class Capability(Identified, Base):
    __tablename__ = "capability"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    kind_code: Mapped[str] = mapped_column(ForeignKey("capability_kind.code"))
    amount: Mapped[int]

    __table_args__ = (
        UniqueConstraint("organisation_id", "kind_code"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
    )
