"""What a person has chosen, or an organisation for those of its people and offices that have not."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Identified

HOURS = 24


class LetterTerms(Identified, Base):
    """`paces`: how often, by topic; a topic that is not there goes at once. The quiet hours are of the local clock."""

    __tablename__ = "letter_terms"

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), unique=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), unique=True)
    paces: Mapped[dict[str, Any]]
    quiet_from: Mapped[int]
    quiet_until: Mapped[int]
    changed_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name="of_one"),
        CheckConstraint("quiet_from >= 0 AND quiet_from < 24", name="quiet_from_an_hour"),
        CheckConstraint("quiet_until >= 0 AND quiet_until < 24", name="quiet_until_an_hour"),
    )
