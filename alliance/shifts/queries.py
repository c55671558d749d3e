"""What is read of shifts: one of them, those that lie ahead, those of an event."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, select

from ..cases.visibility import audiences_reached
from ..foundation.store.work import Work
from ..organisations.model import District
from ..organisations.queries import Term
from ..publicity.model import PublicityEvent
from ..publicity.programme_model import Point
from ..publicity.vocabulary import EventState
from ..volunteers import queries as volunteers
from ..volunteers.model import Qualification, Volunteer
from ..volunteers.queries import OwnReading
from . import visibility
from .fitting import obstacle
from .model import Shift, SignUp
from .signing_up import TAKES_PLACE
from .vocabulary import ShiftState, SignUpState
from .workflow import STANDING

AHEAD_MOST = 100
"""So many of those ahead stand on one page; whoever looks for more narrows the list."""


@dataclass(frozen=True, slots=True)
class ShiftReading:
    """A shift with what one must know of its event, of which the policy asks what it asks of events. `waiting`: how
    many wait. `addressed`: the actor's organisation belongs to the event's audience now."""

    qualification: Term | None
    district: Term
    id: UUID
    task: str
    words: str
    starts_at: datetime
    ends_at: datetime
    places: int
    taken: int
    reserved: int
    least_age: int | None
    needs_identity: bool
    sign_up_until: datetime
    withdraw_until: datetime
    state: ShiftState
    version: int
    event_id: UUID
    title: str
    venue: str
    event_state: EventState
    event_starts_at: datetime
    organisation_id: UUID | None
    approved_at: datetime | None
    audience_id: UUID
    public: bool
    point_id: UUID | None
    number: int | None
    point: str | None
    waiting: int
    addressed: bool = False

    @property
    def announced(self) -> bool:
        return self.state is not ShiftState.PLANNED

    @property
    def free(self) -> int:
        """Places that anybody may take."""
        return max(0, self.places - self.taken - self.reserved)

    @property
    def qualification_code(self) -> str | None:
        return self.qualification.code if self.qualification else None

    def takes_sign_ups(self, now: datetime) -> bool:
        open_now = self.state is ShiftState.OPEN and self.event_state in TAKES_PLACE
        return open_now and now < self.sign_up_until

    def lacks_people(self, now: datetime) -> bool:
        """A place is free, and somebody can still be asked to come."""
        stands = self.state in {ShiftState.OPEN, ShiftState.CLOSED} and self.event_state in TAKES_PLACE
        return stands and self.free > 0 and now < self.starts_at


def readings() -> Select[*tuple[Any, ...]]:
    """Whatever begins with these columns, `as_reading` reads."""
    s, e, p, d, q = Shift, PublicityEvent, Point, District, Qualification
    waits = (SignUp.shift_id == s.id, SignUp.state == SignUpState.WAITING)
    waiting = select(func.count()).select_from(SignUp).where(*waits).correlate(s).scalar_subquery()
    return (
        select(
            *(q.code, q.zh, q.en, d.code, d.zh, d.en, s.id, s.role, s.words, s.starts_at, s.ends_at),
            *(s.places, s.taken, s.reserved, s.least_age, s.needs_identity, s.sign_up_until, s.withdraw_until),
            *(s.state, s.version, e.id, e.title, e.venue, e.state, e.starts_at, e.organisation_id, e.approved_at),
            *(e.audience_id, e.public, p.id, p.number, p.title, waiting),
        )
        .join(e, e.id == s.event_id)
        .join(d, d.code == e.district_code)
        .outerjoin(p, p.id == s.point_id)
        .outerjoin(q, q.code == s.qualification_code)
    )


def as_reading(row: Any) -> ShiftReading:
    return ShiftReading(Term(*row[:3]) if row[0] else None, Term(*row[3:6]), *row[6:])


def reading(work: Work, shift_id: UUID) -> ShiftReading | None:
    """Whether the actor may read it is asked at the door, by the table."""
    row = work.session.execute(readings().where(Shift.id == shift_id)).first()
    if row is None:
        return None
    found = as_reading(row)
    return replace(found, addressed=found.audience_id in audiences_reached(work))


@dataclass(frozen=True, slots=True)
class ShiftFilter:
    """`days`: so many from now; None: all that lie ahead. `free`: only those with a free place."""

    days: int | None = None
    district: str = ""
    kind: str = ""
    free: bool = False


def ahead(work: Work, wanted: ShiftFilter, start: int = 0) -> Sequence[ShiftReading]:
    """Those for which anybody may sign up now, the next ones first, from number `start` on; at most `AHEAD_MOST`."""
    s, e = Shift, PublicityEvent
    asked = readings().where(
        *(s.state == ShiftState.OPEN, s.sign_up_until > work.now, e.state.in_(TAKES_PLACE)),
        visibility.readable(work, audiences_reached(work)),
    )
    if wanted.days is not None:
        asked = asked.where(s.starts_at < work.now + timedelta(days=wanted.days))
    if wanted.district:
        asked = asked.where(e.district_code == wanted.district)
    if wanted.kind:
        asked = asked.where(e.kind_code == wanted.kind)
    if wanted.free:
        asked = asked.where(s.taken + s.reserved < s.places)
    rows = work.session.execute(asked.order_by(s.starts_at, s.id).offset(start).limit(AHEAD_MOST)).all()
    return [as_reading(row) for row in rows]


def fitting_ahead(work: Work, wanted: ShiftFilter, volunteer_id: UUID) -> Sequence[ShiftReading]:
    """Of those, the ones that the volunteer may take and has not taken; looked for until there are as many, or none is
    left."""
    found, start = list[ShiftReading](), 0
    while len(found) < AHEAD_MOST and (some := ahead(work, wanted, start)):
        why, own = obstacles(work, volunteer_id, some), own_states(work, volunteer_id, some)
        found += [one for one in some if one.id not in own and not why[one.id]]
        start += len(some)
    return found[:AHEAD_MOST]


def of_event(work: Work, event_id: UUID) -> Sequence[ShiftReading]:
    """Those that the actor may see, in their order."""
    seen = visibility.readable(work, audiences_reached(work))
    asked = readings().where(Shift.event_id == event_id, seen).order_by(Shift.starts_at, Shift.role, Shift.id)
    return [as_reading(row) for row in work.session.execute(asked)]


def me(work: Work) -> OwnReading | None:
    """The actor as a volunteer; None for whoever is no active one."""
    return volunteers.own(work) if work.actor.known else None


def obstacles(work: Work, volunteer_id: UUID, shifts: Sequence[ShiftReading]) -> dict[UUID, str | None]:
    """What keeps the volunteer from each of the shifts, as `fitting` says it; one statement."""
    if not shifts:
        return {}
    asked = select(*[obstacle(one).label(f"n{number}") for number, one in enumerate(shifts)])
    row = work.session.execute(asked.where(Volunteer.id == volunteer_id)).one()
    return {one.id: why for one, why in zip(shifts, row, strict=True)}


def own_states(work: Work, volunteer_id: UUID, shifts: Sequence[ShiftReading]) -> dict[UUID, tuple[UUID, SignUpState]]:
    """By the shift: (her sign-up, how it stands), where it stands."""
    ids = [one.id for one in shifts]
    own = (SignUp.volunteer_id == volunteer_id, SignUp.shift_id.in_(ids), SignUp.state.in_(STANDING))
    rows = work.session.execute(select(SignUp.shift_id, SignUp.id, SignUp.state).where(*own)).all() if ids else []
    return {shift_id: (sign_up_id, state) for shift_id, sign_up_id, state in rows}


@dataclass(frozen=True, slots=True)
class OfShift:
    """Something of a shift, as the door of whoever keeps the event asks about it."""

    shift: ShiftReading

    @property
    def organisation_id(self) -> UUID | None:
        return self.shift.organisation_id

    @property
    def approved_at(self) -> datetime | None:
        return self.shift.approved_at


@dataclass(frozen=True, slots=True)
class Held(OfShift):
    sign_up_id: UUID


def with_sign_up(work: Work, shift_id: UUID, sign_up_id: UUID) -> Held | None:
    """None where the sign-up is of another shift."""
    of = exists().where(SignUp.id == sign_up_id, SignUp.shift_id == shift_id)
    found = reading(work, shift_id) if work.session.scalar(select(of)) else None
    return Held(found, sign_up_id) if found else None
