"""The numbered points of an event: placed beforehand; on the day they say how they stand, and count."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, select, update

from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..organisations.model import Organisation
from . import programme_events as events
from .arranging import check_reads, check_room, check_spot, part_of
from .holding import ARRANGEABLE, held
from .model import PEOPLE_MOST, PublicityEvent
from .programme_model import POINTS_MOST, Point, Venue
from .vocabulary import EventState, PointKind, PointState
from .workflow import POINT_WORKFLOW

TAKEN = N_("Point %(number)d is held by %(name)s already. Choose another number.")
TAKEN_UP = N_("There is a point %(number)d already. Choose another number.")
NOT_COUNTED = N_("Nothing was counted: the event does not take place now, or less than nobody would have come.")


@dataclass(frozen=True, slots=True)
class PointText:
    """`title`: where it stands. `staff`: offices, no persons. `across`, `down`: in percent on the plan."""

    number: int
    kind: PointKind
    title: str
    venue_id: UUID | None = None
    organisation_id: UUID | None = None
    materials: str = ""
    staff: str = ""
    across: int | None = None
    down: int | None = None


@dataclass(frozen=True, slots=True)
class CountText:
    """What is added to the counts; less than 0 takes a mistake away."""

    visitors: int = 0
    questions: int = 0


def add(work: Work, event_id: UUID, text: PointText) -> Point:
    event = held(work, event_id, *ARRANGEABLE)
    check_room(work, Point, event.id, POINTS_MOST)
    point = Point(event_id=event.id, state=PointState.PLANNED, state_since=work.now)
    _take(work, event, point, text)
    work.session.add(point)
    work.session.flush()
    record(work, events.PointAdded(event.id, point.id, point.number, point.title))
    return point


def change(work: Work, event_id: UUID, point_id: UUID, text: PointText) -> None:
    event = held(work, event_id, *ARRANGEABLE)
    point: Point = part_of(work, Point, event.id, point_id)
    _take(work, event, point, text)
    record(work, events.PointChanged(event.id, point.id, point.number, point.title))


def _take(work: Work, event: PublicityEvent, point: Point, text: PointText) -> None:
    _check_number(work, event, point, text.number)
    check_reads(work, event, text.organisation_id)
    check_spot(text.across, text.down)
    if text.venue_id is not None:
        part_of(work, Venue, event.id, text.venue_id)
    point.number, point.kind, point.title = text.number, text.kind, text.title
    point.venue_id, point.organisation_id = text.venue_id, text.organisation_id
    point.materials, point.staff = text.materials, text.staff
    point.across, point.down = text.across, text.down


def _check_number(work: Work, event: PublicityEvent, point: Point, number: int) -> None:
    """Under the lock of the event, so that of two who take a number at once the second is told by whom it is held."""
    p = Point
    row = work.session.execute(
        select(p.id, Organisation.name)
        .outerjoin(Organisation, Organisation.id == p.organisation_id)
        .where(p.event_id == event.id, p.number == number)
    ).first()
    if row is not None and row.id != point.id:
        raise Invalid("number", TAKEN if row.name else TAKEN_UP, number=number, name=row.name)


def remove(work: Work, event_id: UUID, point_id: UUID) -> None:
    """Only one that was never set up: what was counted stays."""
    event = held(work, event_id, *ARRANGEABLE)
    point: Point = part_of(work, Point, event.id, point_id)
    if point.state is not PointState.PLANNED or point.visitors or point.questions:
        raise Conflict(N_("This point was there already, and stays."))
    work.session.delete(point)
    record(work, events.PointRemoved(event.id, point.id, point.number, point.title))


def turn(work: Work, event_id: UUID, point_id: UUID, name: str) -> None:
    """Make a move of POINT_WORKFLOW, while the event takes place."""
    event = held(work, event_id, EventState.RUNNING)
    point: Point = part_of(work, Point, event.id, point_id)
    POINT_WORKFLOW.apply(point, name, work.now)
    record(work, events.PointTurned(event.id, point.id, point.number, point.state))


def count(work: Work, event_id: UUID, point_id: UUID, text: CountText) -> None:
    """Added by the database itself: two who count there at the same moment lose nothing."""
    p = Point
    running = exists().where(PublicityEvent.id == event_id, PublicityEvent.state == EventState.RUNNING)
    visitors, questions = p.visitors + text.visitors, p.questions + text.questions
    fits = (visitors.between(0, PEOPLE_MOST), questions.between(0, PEOPLE_MOST))
    number = work.session.scalar(
        update(p)
        .where(p.id == point_id, p.event_id == event_id, running, *fits)
        .values(visitors=visitors, questions=questions)
        .returning(p.number)
    )
    if number is None:
        raise Conflict(NOT_COUNTED)
    record(work, events.PointCounted(event_id, point_id, number, text.visitors, text.questions))
