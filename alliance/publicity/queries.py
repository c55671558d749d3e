"""What is read of events: one of them, the lists, and what there is to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, and_, literal, or_, select, union_all

from ..audiences.model import Audience
from ..audiences.terms import Terms
from ..cases.visibility import audiences_reached
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..matrix.queries import open_on
from ..organisations.model import District, Organisation
from ..organisations.queries import Term
from .model import DAYS_MOST, EventKind, PublicityEvent
from .visibility import kept, readable
from .vocabulary import EventState, FiveEntry

MONTH_MOST = 500


@dataclass(frozen=True, slots=True)
class EventReading:
    """An event as its page shows it. `addressed`: the actor's organisation belongs to its audience now."""

    kind: Term
    district: Term
    id: UUID
    title: str
    theme: str
    five_entry: FiveEntry | None
    organisation_id: UUID | None
    organisation: str | None
    proposed_by_id: UUID
    approved_at: datetime | None
    audience_id: UUID
    public: bool
    starts_at: datetime
    ends_at: datetime
    venue: str
    description: str
    materials: str
    safety_plan: str
    contact_office: str
    contact_phone: str
    planned_attendance: int | None
    attendance: int | None
    series_id: UUID | None
    summary: str
    reason: str
    state: EventState
    version: int
    addressed: bool


def reading(work: Work, event_id: UUID) -> EventReading | None:
    """Whether the actor may read it is asked at the door, by the table."""
    e, k, d, o = PublicityEvent, EventKind, District, Organisation
    row: Any = work.session.execute(
        select(
            *(k.code, k.zh, k.en, d.code, d.zh, d.en, e.id, e.title, e.theme, e.five_entry, e.organisation_id, o.name),
            *(e.proposed_by_id, e.approved_at, e.audience_id, e.public, e.starts_at, e.ends_at, e.venue),
            *(
                e.description,
                e.materials,
                e.safety_plan,
                e.contact_office,
                e.contact_phone,
                e.planned_attendance,
                e.attendance,
            ),
            *(e.series_id, e.summary, e.reason, e.state, e.version),
        )
        .join(k, k.code == e.kind_code)
        .join(d, d.code == e.district_code)
        .outerjoin(o, o.id == e.organisation_id)
        .where(e.id == event_id)
    ).first()
    if row is None:
        return None
    addressed = row.audience_id in audiences_reached(work)
    values: list[Any] = [Term(*row[:3]), Term(*row[3:6]), *row[6:], addressed]
    return EventReading(*values)


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a list or in the calendar."""

    kind: Term
    district: Term
    id: UUID
    title: str
    five_entry: FiveEntry | None
    organisation: str | None
    starts_at: datetime
    ends_at: datetime
    venue: str
    public: bool
    state: EventState


def _lines() -> Select[*tuple[Any, ...]]:
    e, k, d, o = PublicityEvent, EventKind, District, Organisation
    return (
        select(
            *(k.code, k.zh, k.en, d.code, d.zh, d.en),
            *(e.id, e.title, e.five_entry, o.short_name, e.starts_at, e.ends_at, e.venue, e.public, e.state),
        )
        .join(k, k.code == e.kind_code)
        .join(d, d.code == e.district_code)
        .outerjoin(o, o.id == e.organisation_id)
    )


def _line(row: Any) -> EventLine:
    return EventLine(Term(*row[:3]), Term(*row[3:6]), *row[6:])


@dataclass(frozen=True, slots=True)
class EventFilter:
    kind: str = ""
    district: str = ""
    entry: FiveEntry | None = None
    state: EventState | None = None


def _narrowed(asked: Select[*tuple[Any, ...]], wanted: EventFilter) -> Select[*tuple[Any, ...]]:
    e = PublicityEvent
    if wanted.kind:
        asked = asked.where(e.kind_code == wanted.kind)
    if wanted.district:
        asked = asked.where(e.district_code == wanted.district)
    if wanted.entry:
        asked = asked.where(e.five_entry == wanted.entry)
    return asked.where(e.state == wanted.state) if wanted.state else asked


def between(work: Work, wanted: EventFilter, first: datetime, end: datetime) -> Sequence[EventLine]:
    """What was approved, may be read, and takes place from `first` to before `end`, in its order; at most 500."""
    e = PublicityEvent
    asked = _narrowed(_lines(), wanted).where(
        readable(work, audiences_reached(work)),
        *(e.approved_at.is_not(None), e.starts_at < end, e.ends_at > first),
        e.starts_at > first - timedelta(days=DAYS_MOST),
    )
    return [_line(row) for row in work.session.execute(asked.order_by(e.starts_at, e.id).limit(MONTH_MOST))]


@dataclass(frozen=True, slots=True)
class EventPage:
    lines: Sequence[EventLine]
    next_key: tuple[datetime, UUID] | None


def prepared(work: Work, wanted: EventFilter, after: tuple[datetime, UUID] | None = None) -> EventPage:
    """A page of the events that the actor prepares or decides about, the latest first."""
    e = PublicityEvent
    asked = _narrowed(_lines(), wanted).where(kept(work)).order_by(e.starts_at.desc(), e.id.desc())
    if after:
        moment, last = after
        asked = asked.where(or_(e.starts_at < moment, and_(e.starts_at == moment, e.id < last)))
    rows = work.session.execute(asked.limit(PAGE_ROWS + 1)).all()
    lines = [_line(row) for row in rows[:PAGE_ROWS]]
    more = len(rows) > PAGE_ROWS
    return EventPage(lines, (lines[-1].starts_at, lines[-1].id) if more else None)


def of_series(work: Work, event: EventReading) -> Sequence[EventLine]:
    """The events of the same series that the actor may read, in their order; none where it stands alone."""
    if event.series_id is None:
        return ()
    e = PublicityEvent
    asked = _lines().where(e.series_id == event.series_id, readable(work, audiences_reached(work)))
    return [_line(row) for row in work.session.execute(asked.order_by(e.starts_at, e.id))]


@dataclass(frozen=True, slots=True)
class Choices:
    """What an event can be today, and in which districts."""

    kinds: Sequence[Term]
    districts: Sequence[Term]


def choices(work: Work) -> Choices:
    """One statement. A kind that is no longer in use stays with the events that have it, but is not chosen anew."""
    k, d, today = EventKind, District, local_day(work.now)
    kinds = select(literal("kind").label("sort"), k.code, k.zh, k.en, k.position).where(open_on(cast(Any, k), today))
    districts = select(literal("district"), d.code, d.zh, d.en, d.position)
    both = union_all(kinds, districts).subquery()
    rows = work.session.execute(select(both).order_by(both.c.position, both.c.code)).all()
    found = {
        sort: [Term(row.code, row.zh, row.en) for row in rows if row.sort == sort] for sort in ("kind", "district")
    }
    return Choices(found["kind"], found["district"])


def terms_of(work: Work, audience_id: UUID) -> Terms:
    return Terms.from_json(work.session.get_one(Audience, audience_id).terms)
