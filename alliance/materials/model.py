"""A material, its versions with their files, the links that members hold, and how often each was opened."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Identified
from .vocabulary import MaterialKind, VersionState

TITLE_LENGTH = 80
WORDS_LENGTH = 2_000
CHANGES_LENGTH = 500
LINK_LENGTH = 500
REASON_LENGTH = 500
CODE_LENGTH = 8
UNFINISHED = text("state IN ('draft', 'proposed')")


class Material(Identified, Base):
    """`organisation_id`: the member that proposed it, None for one of the center."""

    __tablename__ = "material"

    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    begun_at: Mapped[datetime]


class MaterialVersion(Identified, Base):
    """What a material says, version by version from 1. `changes`: against the version before; `public`: everybody may
    read it, else members only; `link`: to a page outside, empty where there is none. `author_id` began the version,
    `written_by_id` changed it last; neither approves it. `reason`: why it was given back or withdrawn.
    """

    __tablename__ = "material_version"

    material_id: Mapped[UUID] = mapped_column(ForeignKey("material.id"))
    number: Mapped[int]
    kind: Mapped[MaterialKind]
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    changes: Mapped[str] = mapped_column(String(CHANGES_LENGTH), default="")
    link: Mapped[str] = mapped_column(String(LINK_LENGTH), default="")
    victim_groups: Mapped[list[str]] = mapped_column(default=list)
    public: Mapped[bool]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    state: Mapped[VersionState]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("material_id", "number"),
        CheckConstraint("approved_by_id <> written_by_id AND approved_by_id <> author_id", name="two_persons"),
        Index(
            "uq_material_version_unfinished",
            "material_id",
            unique=True,
            sqlite_where=UNFINISHED,
            postgresql_where=UNFINISHED,
        ),
        Index("ix_material_version_state_approved_at_id", "state", "approved_at", "id"),
    )


class MaterialType(Base):
    """A fraud type against which a version speaks."""

    __tablename__ = "material_type"

    version_id: Mapped[UUID] = mapped_column(ForeignKey("material_version.id"), primary_key=True)
    fraud_type_id: Mapped[UUID] = mapped_column(ForeignKey("fraud_type.id"), primary_key=True, index=True)


class MaterialFile(Base):
    __tablename__ = "material_file"

    version_id: Mapped[UUID] = mapped_column(ForeignKey("material_version.id"), primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_file.id"), primary_key=True, index=True)


class MaterialLink(Base):
    """The code by which a member hands out a material; the address adds the number of the version."""

    __tablename__ = "material_link"

    code: Mapped[str] = mapped_column(String(CODE_LENGTH), primary_key=True)
    material_id: Mapped[UUID] = mapped_column(ForeignKey("material.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    taken_at: Mapped[datetime]
    taken_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))

    __table_args__ = (UniqueConstraint("material_id", "organisation_id"),)


class MaterialLook(Base):
    """How often the link was opened on a day, for one version. Nothing is kept of who opened it."""

    __tablename__ = "material_look"

    code: Mapped[str] = mapped_column(ForeignKey("material_link.code"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    looked_on: Mapped[date] = mapped_column(primary_key=True)
    looks: Mapped[int]
