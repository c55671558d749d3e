"""Where one checks in: an event's venue, or one of its points."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, or_, select

from ..foundation.store.work import Work
from ..publicity.model import PublicityEvent
from ..publicity.programme_model import Point
from ..publicity.vocabulary import EventState
from .model import Scan


@dataclass(frozen=True, slots=True)
class Place:
    """`point_id`, `number`, `point`: None at the venue as a whole, whose code holds for every shift of the event. The
    policy asks of it what it asks of the event."""

    event_id: UUID
    title: str
    venue: str
    state: EventState
    organisation_id: UUID | None
    approved_at: datetime | None
    point_id: UUID | None
    number: int | None
    point: str | None

    @property
    def id(self) -> UUID:
        return self.point_id or self.event_id


def _places(point: Any) -> Select[*tuple[Any, ...]]:
    e, p = PublicityEvent, Point
    return (
        select(e.id, e.title, e.venue, e.state, e.organisation_id, e.approved_at, p.id, p.number, p.title)
        .select_from(e)
        .outerjoin(p, and_(p.event_id == e.id, point))
    )


def _one(work: Work, asked: Select[*tuple[Any, ...]]) -> Place | None:
    row = work.session.execute(asked).first()
    return Place(*row) if row else None


def place(work: Work, place_id: UUID) -> Place | None:
    """The place of a code: the id of an event or of a point."""
    return _one(work, _places(Point.id == place_id).where(or_(PublicityEvent.id == place_id, Point.id == place_id)))


def of_event(work: Work, event_id: UUID) -> Place | None:
    return _one(work, _places(Point.id.is_(None)).where(PublicityEvent.id == event_id))


def of_scan(work: Work, event_id: UUID, scan_id: UUID) -> Place | None:
    """The event of something that was not taken; None where it belongs to another one."""
    belongs = exists().where(Scan.id == scan_id, Scan.event_id == event_id)
    return _one(work, _places(Point.id.is_(None)).where(PublicityEvent.id == event_id, belongs))


def of_point(work: Work, event_id: UUID, point_id: UUID) -> Place | None:
    return _one(work, _places(Point.id == point_id).where(PublicityEvent.id == event_id, Point.id == point_id))
