"""An audience is a value: equal audiences are one row, whatever uses them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Identified

TITLE_LENGTH = 60
TERMS_MOST = 30
"""Of groups; single organisations are counted apart."""
SINGLES_MOST = 5_000


class Audience(Identified, Base):
    """`digest`: SHA-256 of the canonical form. `terms`: see `terms.Terms`, in canonical order."""

    __tablename__ = "audience"

    digest: Mapped[str] = mapped_column(String(64), unique=True)
    terms: Mapped[dict[str, Any]]


class KeptAudience(Identified, Base):
    """An audience that the center uses often, under a title."""

    __tablename__ = "kept_audience"

    title: Mapped[str] = mapped_column(String(TITLE_LENGTH), unique=True)
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"))
    kept_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kept_at: Mapped[datetime]
