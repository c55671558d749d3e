"""What is read of points: those of an event by their numbers, one of them, and those of today's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from ..foundation.store.work import Work
from ..organisations.model import Organisation
from . import queries
from .programme_model import Point, Venue
from .queries import EventReading
from .vocabulary import PointKind, PointState


@dataclass(frozen=True, slots=True)
class PointLine:
    id: UUID
    number: int
    kind: PointKind
    title: str
    venue_id: UUID | None
    venue: str | None
    organisation_id: UUID | None
    organisation: str | None
    materials: str
    staff: str
    across: int | None
    down: int | None
    visitors: int
    questions: int
    state: PointState


def _lines() -> Select[*tuple[Any, ...]]:
    p, v, o = Point, Venue, Organisation
    return (
        select(
            *(p.id, p.number, p.kind, p.title, p.venue_id, v.title, p.organisation_id, o.short_name),
            *(p.materials, p.staff, p.across, p.down, p.visitors, p.questions, p.state),
        )
        .outerjoin(v, v.id == p.venue_id)
        .outerjoin(o, o.id == p.organisation_id)
    )


def of_event(work: Work, event_id: UUID) -> Sequence[PointLine]:
    rows = work.session.execute(_lines().where(Point.event_id == event_id).order_by(Point.number))
    return [PointLine(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class PointReading:
    """A point within its event. The policy asks of it what it asks of the event, and who operates it."""

    point: PointLine
    event: EventReading
    operating: bool

    @property
    def id(self) -> UUID:
        return self.point.id

    @property
    def organisation_id(self) -> UUID | None:
        """Of the event: who holds it may do there what its operator may."""
        return self.event.organisation_id

    @property
    def approved_at(self) -> datetime | None:
        return self.event.approved_at

    @property
    def public(self) -> bool:
        return self.event.public

    @property
    def addressed(self) -> bool:
        return self.event.addressed


def reading(work: Work, event_id: UUID, point_id: UUID) -> PointReading | None:
    row = work.session.execute(_lines().where(Point.event_id == event_id, Point.id == point_id)).first()
    event = queries.reading(work, event_id) if row else None
    if row is None or event is None:
        return None
    point, own = PointLine(*row), work.actor.organisation_id
    return PointReading(point, event, own is not None and point.organisation_id == own)
