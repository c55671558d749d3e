"""The marks of readers, their comments and votes, and what people follow."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..cases.model import REASON_LENGTH
from ..cases.vocabulary import EditionKind
from ..foundation.kernel.actor import Role
from ..foundation.store.base import Base, Identified
from ..fraudtypes.vocabulary import VictimGroup
from .vocabulary import ReadBy

COMMENT_LENGTH = 2_000


class Receipt(Identified, Base):
    """How far an organisation has come with one version of an edition: read, and signed for by one of its people."""

    __tablename__ = "receipt"

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("edition.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    read_at: Mapped[datetime]
    received_at: Mapped[datetime | None]
    received_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    __table_args__ = (
        UniqueConstraint("edition_id", "organisation_id"),
        CheckConstraint("(received_at IS NULL) = (received_by_id IS NULL)", name="signed"),
    )


class Vote(Identified, Base):
    """Whether one person found an edition useful, in whatever version; the last word counts."""

    __tablename__ = "vote"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("typical_case.id"))
    kind: Mapped[EditionKind]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    useful: Mapped[bool]
    voted_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("case_id", "kind", "person_id"),)


class Comment(Identified, Base):
    """What a reader says of one version of an edition. Its text is masked; the original is sealed with the case.

    `organisation_id`: for whom the person spoke, None for the center and a district. A withdrawn one keeps its row.
    """

    __tablename__ = "comment"

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("edition.id"))
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Role]
    read_by: Mapped[ReadBy]
    text: Mapped[str] = mapped_column(String(COMMENT_LENGTH))
    written_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")

    __table_args__ = (Index("ix_comment_edition_id_written_at_id", "edition_id", "written_at", "id"),)


class FollowedType(Base):
    """A person follows a way of defrauding people, under whatever heading a list has it."""

    __tablename__ = "followed_type"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    concept_code: Mapped[str] = mapped_column(ForeignKey("fraud_concept.code"), primary_key=True, index=True)


class FollowedGroup(Base):
    """A person follows what happens to a group of victims."""

    __tablename__ = "followed_group"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    victim_group: Mapped[VictimGroup] = mapped_column(primary_key=True, index=True)


class LastLook(Base):
    """Up to which release (see Edition.release_number) a person has seen what it follows; none: it follows nothing."""

    __tablename__ = "last_look"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    release_number: Mapped[int]
