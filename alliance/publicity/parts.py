"""What is read of the parts of an event: hosts, agenda, venues, coverage, reach, files; formations and points."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, null, or_, select, union, union_all
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import InstrumentedAttribute

from ..files.model import StoredFile
from ..files.queries import FileLine, line_columns
from ..foundation.store.work import Work
from ..organisations.model import Organisation
from ..policy.can import Can
from ..policy.table import may
from . import attaching, queries
from .model import AgendaItem, Coverage, EventFile, EventHost, EventReach, PublicityEvent
from .programme_model import Formation, FormationMember, Point, Venue
from .queries import EventReading
from .visibility import readable
from .vocabulary import EventFileKind, HostPart


@dataclass(frozen=True, slots=True)
class HostLine:
    id: UUID
    part: HostPart
    organisation_id: UUID | None
    name: str
    position: int


def hosts(work: Work, event_id: UUID) -> Sequence[HostLine]:
    """The hosts first, then co-hosts, then undertakers, each in their order."""
    h, o = EventHost, Organisation
    rows = work.session.execute(
        select(h.id, h.part, h.organisation_id, func.coalesce(o.name, h.office), h.position)
        .outerjoin(o, o.id == h.organisation_id)
        .where(h.event_id == event_id)
        .order_by(h.position)
    )
    order = list(HostPart)
    return sorted((HostLine(*row) for row in rows), key=lambda line: (order.index(line.part), line.position))


@dataclass(frozen=True, slots=True)
class AgendaLine:
    id: UUID
    at: datetime
    words: str
    office: str


def agenda(work: Work, event_id: UUID) -> Sequence[AgendaLine]:
    a = AgendaItem
    asked = select(a.id, a.at, a.words, a.office).where(a.event_id == event_id).order_by(a.at, a.words)
    return [AgendaLine(*row) for row in work.session.execute(asked)]


@dataclass(frozen=True, slots=True)
class VenueLine:
    id: UUID
    title: str
    address: str
    across: int | None
    down: int | None


def venues(work: Work, event_id: UUID) -> Sequence[VenueLine]:
    v = Venue
    asked = select(v.id, v.title, v.address, v.across, v.down).where(v.event_id == event_id).order_by(v.title, v.id)
    return [VenueLine(*row) for row in work.session.execute(asked)]


@dataclass(frozen=True, slots=True)
class CoverageLine:
    id: UUID
    source: str
    title: str
    link: str
    published_on: date


@dataclass(frozen=True, slots=True)
class Told:
    """What came of an event: what was published, and (organisation's id, its name, people reached)."""

    coverage: Sequence[CoverageLine]
    reach: Sequence[tuple[UUID, str, int]]


def told(work: Work, event_id: UUID) -> Told:
    """One statement."""
    c, r, o = Coverage, EventReach, Organisation
    published = select(c.id, c.source, c.title, c.link, c.published_on, sql_cast(null(), r.people.type).label("people"))
    reached = select(
        r.organisation_id,
        o.name,
        *(sql_cast(null(), column.type) for column in (c.title, c.link, c.published_on)),
        r.people,
    ).join(o, o.id == r.organisation_id)
    both = union_all(published.where(c.event_id == event_id), reached.where(r.event_id == event_id)).subquery()
    rows = work.session.execute(select(both).order_by(both.c.published_on, both.c.people.desc(), both.c.source)).all()
    return Told(
        [CoverageLine(*row[:5]) for row in rows if row.people is None],
        [(row.id, row.source, row.people) for row in rows if row.people is not None],
    )


@dataclass(frozen=True, slots=True)
class FileOfEvent:
    line: FileLine
    kind: EventFileKind
    caption: str
    faces_agreed: bool


def files(work: Work, event: EventReading) -> Sequence[FileOfEvent]:
    """Those that the actor may see, the plan first."""
    f, s = EventFile, StoredFile
    rows: Sequence[Any] = work.session.execute(
        select(f.kind, f.caption, f.faces_agreed, *line_columns())
        .join(s, s.id == f.file_id)
        .where(f.event_id == event.id, f.file_id.in_(attaching.of_event(work, event)))
        .order_by(s.kept_at, s.name)
    ).all()
    order = list(EventFileKind)
    found = [FileOfEvent(FileLine(*row[3:]), *row[:3]) for row in rows]
    return sorted(found, key=lambda one: order.index(one.kind))


def taking_part(event_id: UUID) -> Select[UUID]:
    """The organisations that take part in an event: propose it, hold it, stand in a formation, operate a point."""
    e, h, p, m, f = PublicityEvent, EventHost, Point, FormationMember, Formation
    every = union(
        select(e.organisation_id).where(e.id == event_id, e.organisation_id.is_not(None)),
        select(h.organisation_id).where(h.event_id == event_id, h.organisation_id.is_not(None)),
        select(p.organisation_id).where(p.event_id == event_id, p.organisation_id.is_not(None)),
        select(m.organisation_id).join(f, f.id == m.formation_id).where(f.event_id == event_id),
    ).subquery()
    return select(every.c.organisation_id)


def with_organisation(organisation_id: UUID) -> ColumnElement[bool]:
    """The events in which an organisation takes part; the other way round."""
    e, h, p, m, f = PublicityEvent, EventHost, Point, FormationMember, Formation
    standing = select(f.event_id).join(m, m.formation_id == f.id).where(m.organisation_id == organisation_id)
    return or_(
        e.organisation_id == organisation_id,
        e.id.in_(select(h.event_id).where(h.organisation_id == organisation_id)),
        e.id.in_(select(p.event_id).where(p.organisation_id == organisation_id)),
        e.id.in_(standing),
    )


def may_enter_for(work: Work, event_id: UUID) -> Sequence[tuple[UUID, str]]:
    """The organisations that took part and for which the actor enters how many people were reached: the center for
    all, a member for itself."""
    o = Organisation
    asked = select(o.id, o.name).where(o.id.in_(taking_part(event_id)))
    if not may(work.actor, Can.OVERSEE_EVENTS):
        asked = asked.where(o.id == work.actor.organisation_id)
    return [(row.id, row.name) for row in work.session.execute(asked.order_by(o.pinyin, o.id))]


def reached_by(work: Work, organisation_id: UUID) -> tuple[int, int]:
    """(events, people) that an organisation has reached, at events that were public or that the actor reads by role or
    as their own."""
    r, e = EventReach, PublicityEvent
    shown = readable(work, frozenset())
    asked = select(func.count(), func.coalesce(func.sum(r.people), 0)).select_from(r).join(e, e.id == r.event_id)
    row = work.session.execute(asked.where(r.organisation_id == organisation_id, shown)).one()
    return row[0], int(row[1])


def having(column: InstrumentedAttribute[UUID], name: str) -> Callable[..., EventReading | None]:
    """How a door finds the event that has a part with this id in `column`, which the address names by `name`."""

    def found(work: Work, event_id: UUID, **address: Any) -> EventReading | None:
        of_it = select(column).where(column == address[name], column.class_.event_id == event_id)
        return queries.reading(work, event_id) if work.session.scalar(of_it) else None

    return found


@dataclass(frozen=True, slots=True)
class FormationLine:
    """A formation in the order; `members`: organisation's id → its name."""

    id: UUID
    title: str
    heads: int
    leader: str
    members: Mapping[UUID, str]


def formations(work: Work, event_id: UUID) -> Sequence[FormationLine]:
    """One statement."""
    f, m, o = Formation, FormationMember, Organisation
    rows = work.session.execute(
        select(f.id, f.title, f.heads, f.leader, o.id.label("member"), o.short_name)
        .outerjoin(m, m.formation_id == f.id)
        .outerjoin(o, o.id == m.organisation_id)
        .where(f.event_id == event_id)
        .order_by(f.position, o.pinyin)
    )
    found: dict[UUID, FormationLine] = {}
    members: dict[UUID, dict[UUID, str]] = {}
    for row in rows:
        its = members.setdefault(row.id, {})
        found.setdefault(row.id, FormationLine(row.id, row.title, row.heads, row.leader, its))
        if row.member:
            its[row.member] = row.short_name
    return list(found.values())
