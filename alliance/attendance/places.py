"""Where one checks in: an event's venue, one of its points; and the shift whose list is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, or_, select

from ..foundation.store.work import Work
from ..publicity.model import PublicityEvent
from ..publicity.programme_model import Point
from ..publicity.vocabulary import EventState
from ..shifts.model import Shift
from ..shifts.vocabulary import ShiftState
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


def points(work: Work, event_id: UUID) -> Sequence[tuple[UUID, int, str]]:
    """(id, number, title) of the points of an event, in their order."""
    asked = select(Point.id, Point.number, Point.title).where(Point.event_id == event_id).order_by(Point.number)
    return [(point_id, number, title) for point_id, number, title in work.session.execute(asked)]


def of_point(work: Work, event_id: UUID, point_id: UUID) -> Place | None:
    return _one(work, _places(Point.id == point_id).where(PublicityEvent.id == event_id, Point.id == point_id))


@dataclass(frozen=True, slots=True)
class ShiftReading:
    """A shift with what one must know of its event. The policy asks of it what it asks of the event."""

    id: UUID
    task: str
    starts_at: datetime
    ends_at: datetime
    state: ShiftState
    event_id: UUID
    title: str
    venue: str
    event_state: EventState
    organisation_id: UUID | None
    approved_at: datetime | None
    point_id: UUID | None
    number: int | None
    point: str | None


def shifts() -> Select[*tuple[Any, ...]]:
    s, e, p = Shift, PublicityEvent, Point
    return (
        select(
            *(s.id, s.role, s.starts_at, s.ends_at, s.state, e.id, e.title, e.venue, e.state),
            *(e.organisation_id, e.approved_at, p.id, p.number, p.title),
        )
        .join(e, e.id == s.event_id)
        .outerjoin(p, p.id == s.point_id)
    )


def shift(work: Work, shift_id: UUID) -> ShiftReading | None:
    """Whether the actor may see it is asked at the door, by the table."""
    row = work.session.execute(shifts().where(Shift.id == shift_id)).first()
    return ShiftReading(*row) if row else None
