"""What is read of hotspots: those of an operation, one of them with who is stationed there, and its log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..organisations.model import District, Organisation
from ..organisations.queries import Term
from ..people.model import Person
from . import queries
from .hotspot_model import Hotspot, LogEntry, Posting
from .queries import OperationReading
from .vocabulary import HotspotState

SHEET_MOST = 5_000


@dataclass(frozen=True, slots=True)
class HotspotLine:
    """A hotspot in the list of its operation; the figures are sums of its log, `days` those with an entry."""

    id: UUID
    place: str
    district: Term
    listed_on: date
    delisted_on: date | None
    state: HotspotState
    days: int
    visits: int
    persons: int
    cases: int


def of_operation(work: Work, operation_id: UUID) -> Sequence[HotspotLine]:
    """Those that are still listed first."""
    h, d, e = Hotspot, District, LogEntry
    rows = work.session.execute(
        select(
            *(h.id, h.place, d.code, d.zh, d.en, h.listed_on, h.delisted_on, h.state),
            func.count(e.day.distinct()),
            *(func.coalesce(func.sum(figure), 0) for figure in (e.visits, e.persons, e.cases)),
        )
        .join(d, d.code == h.district_code)
        .outerjoin(e, e.hotspot_id == h.id)
        .where(h.operation_id == operation_id)
        .group_by(h.id, d.code)
        .order_by(h.delisted_on.is_not(None), h.listed_on, h.place)
    )
    return [HotspotLine(row[0], row[1], Term(*row[2:5]), *row[5:9], *map(int, row[9:])) for row in rows]


@dataclass(frozen=True, slots=True)
class HotspotReading:
    """A hotspot within its operation. The policy asks of it what it asks of the operation, and more.

    `stationed`: the actor's organisation is stationed there today. `proposer`: by name, for the center.
    """

    id: UUID
    place: str
    district: Term
    why: str
    listed_on: date
    proposed_by_id: UUID | None
    proposed_at: datetime | None
    proposal: str
    proposer: str | None
    delisted_on: date | None
    state: HotspotState
    stationed: bool
    operation: OperationReading

    @property
    def district_code(self) -> str:
        return self.district.code

    @property
    def started_at(self) -> datetime | None:
        return self.operation.started_at

    @property
    def addressed(self) -> bool:
        return self.operation.addressed


def posted_on(day: date) -> ColumnElement[bool]:
    """Who is stationed on `day`, its last day included."""
    return and_(Posting.from_on <= day, or_(Posting.to_on.is_(None), Posting.to_on >= day))


def reading(work: Work, hotspot_id: UUID) -> HotspotReading | None:
    h, d, p = Hotspot, District, Posting
    own = exists().where(
        p.hotspot_id == h.id, p.organisation_id == work.actor.organisation_id, posted_on(local_day(work.now))
    )
    row: Any = work.session.execute(
        select(
            *(h.operation_id, h.id, h.place, d.code, d.zh, d.en, h.why, h.listed_on, h.proposed_by_id),
            *(h.proposed_at, h.proposal, Person.name, h.delisted_on, h.state, own),
        )
        .join(d, d.code == h.district_code)
        .outerjoin(Person, Person.id == h.proposed_by_id)
        .where(h.id == hotspot_id)
    ).first()
    operation = queries.reading(work, row.operation_id) if row else None
    if row is None or operation is None:
        return None
    values: list[Any] = [row.id, row.place, Term(*row[3:6]), *row[6:], operation]
    return HotspotReading(*values)


@dataclass(frozen=True, slots=True)
class PostingLine:
    """`organisation` is None for the center and its sub-centers; `to_on` is None until it is known."""

    id: UUID
    organisation_id: UUID | None
    organisation: str | None
    office: str
    from_on: date
    to_on: date | None


def postings(work: Work, hotspot_id: UUID) -> Sequence[PostingLine]:
    p, o = Posting, Organisation
    rows = work.session.execute(
        select(p.id, o.id, o.short_name, p.office, p.from_on, p.to_on)
        .outerjoin(o, o.id == p.organisation_id)
        .where(p.hotspot_id == hotspot_id)
        .order_by(p.from_on, p.id)
    )
    return [PostingLine(*row) for row in rows]


def with_posting(work: Work, hotspot_id: UUID, posting_id: UUID) -> HotspotReading | None:
    """The hotspot, if the posting that the address names is one of it."""
    there = select(Posting.id).where(Posting.id == posting_id, Posting.hotspot_id == hotspot_id)
    return reading(work, hotspot_id) if work.session.scalar(there) else None


@dataclass(frozen=True, slots=True)
class LogLine:
    """`organisation` is None for the center and its sub-centers."""

    id: UUID
    day: date
    organisation: str | None
    words: str
    visits: int
    persons: int
    cases: int


@dataclass(frozen=True, slots=True)
class LogPage:
    lines: Sequence[LogLine]
    next_key: tuple[date, UUID] | None


def log(work: Work, hotspot: HotspotReading, after: tuple[date, UUID] | None = None, most: int = PAGE_ROWS) -> LogPage:
    """The newest day first."""
    e, o = LogEntry, Organisation
    asked = (
        select(e.id, e.day, o.short_name, e.words, e.visits, e.persons, e.cases)
        .outerjoin(o, o.id == e.organisation_id)
        .where(e.hotspot_id == hotspot.id)
    )
    if after:
        day, last = after
        asked = asked.where(or_(e.day < day, and_(e.day == day, e.id < last)))
    rows = work.session.execute(asked.order_by(e.day.desc(), e.id.desc()).limit(most + 1)).all()
    lines = [LogLine(*row) for row in rows[:most]]
    return LogPage(lines, (lines[-1].day, lines[-1].id) if len(rows) > most else None)


def own_entry(work: Work, hotspot: HotspotReading) -> LogLine | None:
    """What the actor has noted today."""
    e = LogEntry
    row = work.session.execute(
        select(e.id, e.day, e.words, e.visits, e.persons, e.cases).where(
            e.hotspot_id == hotspot.id, e.day == local_day(work.now), e.author_id == work.actor.person_id
        )
    ).first()
    return LogLine(row.id, row.day, None, *row[2:]) if row else None
