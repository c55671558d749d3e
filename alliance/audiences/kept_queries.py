"""The audiences that are kept under a title."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from ..foundation.store.work import Work
from .model import Audience, KeptAudience
from .terms import Terms


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A kept audience: its title, its terms and since when."""

    id: UUID
    title: str
    terms: Terms
    kept_at: datetime


def kept(work: Work) -> Sequence[KeptLine]:
    """Every kept audience by its title; the center keeps a few dozen at most."""
    rows = work.session.execute(
        select(KeptAudience.id, KeptAudience.title, Audience.terms, KeptAudience.kept_at)
        .join(Audience, Audience.id == KeptAudience.audience_id)
        .order_by(KeptAudience.title)
    )
    return [_kept_line(*row) for row in rows]


def kept_one(work: Work, kept_id: UUID) -> KeptLine | None:
    row = work.session.execute(
        select(KeptAudience.id, KeptAudience.title, Audience.terms, KeptAudience.kept_at)
        .join(Audience, Audience.id == KeptAudience.audience_id)
        .where(KeptAudience.id == kept_id)
    ).first()
    return _kept_line(*row) if row else None


def _kept_line(kept_id: UUID, title: str, terms: Mapping[str, object], kept_at: datetime) -> KeptLine:
    return KeptLine(kept_id, title, Terms.from_json(terms), kept_at)
