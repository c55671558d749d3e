"""What the page of an edition shows of its readers: one's own mark, the votes, and, to the center, every mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, select, true, tuple_

from ..audiences.queries import members_of
from ..cases.reading import EditionReading, terms_of
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..organisations.model import Organisation, OrganisationState
from .model import Receipt, Vote
from .vocabulary import Progress


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the asker's own organisation has come, what readers voted, and what the asker did (None: nothing)."""

    read_at: datetime | None
    received_at: datetime | None
    useful: int
    not_useful: int
    own_vote: bool | None


def standing(work: Work, edition: EditionReading) -> Standing:
    """One statement."""
    own = and_(Receipt.edition_id == edition.id, Receipt.organisation_id == work.actor.organisation_id)
    votes = and_(Vote.case_id == edition.case_id, Vote.kind == edition.kind)
    mine = select(Vote.useful).where(votes, Vote.person_id == work.actor.person_id)
    row: Any = work.session.execute(
        select(
            select(Receipt.read_at).where(own).scalar_subquery(),
            select(Receipt.received_at).where(own).scalar_subquery(),
            select(func.count()).select_from(Vote).where(votes, Vote.useful).scalar_subquery(),
            select(func.count()).select_from(Vote).where(votes, ~Vote.useful).scalar_subquery(),
            mine.scalar_subquery(),
        )
    ).one()
    return Standing(*row)


@dataclass(frozen=True, slots=True)
class MarkFilter:
    """Which organisations of the audience: all of them, or those that have come so far."""

    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class MarkLine:
    """An organisation of the audience, and when it read and signed for this version."""

    organisation_id: UUID
    pinyin: str
    name: str
    read_at: datetime | None
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class Marks:
    """A page of organisations, and the figures of the whole audience. `read` counts those that signed too."""

    lines: Sequence[MarkLine]
    next_key: tuple[str, UUID] | None
    organisations: int
    read: int
    received: int


def marks(work: Work, edition: EditionReading, wanted: MarkFilter, after: tuple[str, UUID] | None) -> Marks:
    """The organisations that the edition is for now, a public one for every standing member; three statements."""
    o, r = Organisation, Receipt
    own_mark = and_(r.organisation_id == o.id, r.edition_id == edition.id)
    audience = _audience(work, edition)
    counted = select(func.count(o.id), func.count(r.read_at), func.count(r.received_at))
    figures: Any = work.session.execute(counted.select_from(o).outerjoin(r, own_mark).where(audience)).one()
    asked = (
        select(o.id, o.pinyin, o.name, r.read_at, r.received_at)
        .outerjoin(r, own_mark)
        .where(audience, _so_far(wanted.progress))
        .order_by(o.pinyin, o.id)
        .limit(PAGE_ROWS + 1)
    )
    if after is not None:
        asked = asked.where(tuple_(o.pinyin, o.id) > tuple_(*after))
    lines = [MarkLine(*row) for row in work.session.execute(asked)]
    last = lines[PAGE_ROWS - 1] if len(lines) > PAGE_ROWS else None
    return Marks(lines[:PAGE_ROWS], (last.pinyin, last.organisation_id) if last else None, *figures)


def _audience(work: Work, edition: EditionReading) -> ColumnElement[bool]:
    if edition.audience_id is None:
        return Organisation.state == OrganisationState.MEMBER
    return members_of(terms_of(work, edition), local_day(work.now))


def _so_far(progress: Progress | None) -> ColumnElement[bool]:
    if progress is None:
        return true()
    come = case((Receipt.received_at.is_not(None), "received"), (Receipt.read_at.is_not(None), "read"), else_="neither")
    return come == str(progress)
