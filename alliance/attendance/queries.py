"""What is read of attendance: the list of a shift, what was not taken, and one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, false, func, or_, select

from ..foundation.store.work import Work
from ..publicity.model import PublicityEvent
from ..publicity.programme_model import Point
from ..shifts.model import Shift, SignUp
from ..shifts.queries import ShiftReading
from ..shifts.visibility import kept
from ..shifts.vocabulary import ShiftState, SignUpState
from ..volunteers.model import Volunteer
from ..volunteers.numbers import TAIL, masked_name, tail_of
from .listing import EXPECTED
from .model import Attendance, Scan
from .vocabulary import Act, Fault, Outcome, Way

LIST_MOST = 2_000
FAILED_MOST = 200


@dataclass(frozen=True, slots=True)
class RollLine:
    """Somebody on the list of a shift. `name` is partial and `tail` the end of the phone number: enough to tell people
    apart at a table, and all that a phone keeps of them."""

    sign_up_id: UUID
    number: int
    name: str
    tail: str
    named_only: bool
    came_at: datetime | None
    left_at: datetime | None
    doubtful: bool


def roll(work: Work, shift: ShiftReading, q: str = "") -> Sequence[RollLine]:
    """Whoever is expected or was there, in the order of signing up; with `q`, those whom a name, the end of a phone
    number or the number on the list fits. One statement."""
    u, v, a = SignUp, Volunteer, Attendance
    name = func.coalesce(v.name, u.name)
    asked = (
        select(u.id, u.number, name, func.coalesce(v.phone, ""), u.state, a.came_at, a.left_at, a.doubtful)
        .join(Shift, Shift.id == u.shift_id)
        .join(PublicityEvent, PublicityEvent.id == Shift.event_id)
        .outerjoin(v, v.id == u.volunteer_id)
        .outerjoin(a, a.sign_up_id == u.id)
        .where(u.shift_id == shift.id, or_(u.state.in_(EXPECTED), a.came_at.is_not(None)), kept(work))
        .order_by(u.number)
        .limit(LIST_MOST)
    )
    if q:
        tail = v.phone.endswith(q, autoescape=True) if len(q) >= TAIL else false()
        fits = [name.icontains(q, autoescape=True), tail]
        asked = asked.where(or_(*fits, u.number == int(q)) if q.isascii() and q.isdecimal() and len(q) < 9 else fits[0])
    return [
        RollLine(*row[:2], masked_name(row[2]), tail_of(row[3]), row[4] is SignUpState.NAMED, *row[5:7], bool(row[7]))
        for row in work.session.execute(asked)
    ]


@dataclass(frozen=True, slots=True)
class FailedLine:
    id: UUID
    act: Act
    way: Way
    fault: Fault
    at: datetime
    device_at: datetime | None
    typed: str
    name: str
    tail: str
    role: str | None


def failed(work: Work, event_id: UUID) -> Sequence[FailedLine]:
    """What was not taken at an event that the actor keeps and nobody has settled, the oldest first."""
    c, v, u = Scan, Volunteer, SignUp
    asked = (
        select(c.id, c.act, c.way, c.fault, c.at, c.device_at, c.typed, func.coalesce(v.name, u.name, ""))
        .add_columns(func.coalesce(v.phone, ""), Shift.role)
        .join(PublicityEvent, PublicityEvent.id == c.event_id)
        .outerjoin(v, v.id == c.volunteer_id)
        .outerjoin(u, u.id == c.sign_up_id)
        .outerjoin(Shift, Shift.id == c.shift_id)
        .where(c.event_id == event_id, c.outcome == Outcome.FAILED, c.settled_at.is_(None), kept(work))
        .order_by(c.received_at, c.id)
        .limit(FAILED_MOST)
    )
    found = []
    for *known, name, phone, role in work.session.execute(asked):
        values: list[Any] = [*known, masked_name(name), tail_of(phone), role]
        found.append(FailedLine(*values))
    return found


def failed_one(work: Work, event_id: UUID, scan_id: UUID) -> FailedLine | None:
    return next((one for one in failed(work, event_id) if one.id == scan_id), None)


def to_choose(work: Work, event_id: UUID) -> Sequence[tuple[UUID, str, datetime, int, str, str]]:
    """Whom something that was not taken may have been: (sign-up, role, begin, number, name, tail)."""
    u, v, s = SignUp, Volunteer, Shift
    asked = (
        select(u.id, s.role, s.starts_at, u.number, func.coalesce(v.name, u.name), func.coalesce(v.phone, ""))
        .join(s, s.id == u.shift_id)
        .join(PublicityEvent, PublicityEvent.id == s.event_id)
        .outerjoin(v, v.id == u.volunteer_id)
        .where(s.event_id == event_id, u.state == SignUpState.CONFIRMED, kept(work))
        .order_by(s.starts_at, s.id, u.number)
        .limit(LIST_MOST)
    )
    return [(*row[:4], masked_name(row[4]), tail_of(row[5])) for row in work.session.execute(asked)]


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One's own sign-up with its shift and hours. `person_id`: whose it is, for the rules."""

    sign_up_id: UUID
    person_id: UUID
    state: SignUpState
    task: str
    starts_at: datetime
    ends_at: datetime
    shift_state: ShiftState
    event_id: UUID
    title: str
    venue: str
    point_id: UUID | None
    number: int | None
    came_at: datetime | None
    left_at: datetime | None
    minutes: int | None
    revision: int | None
    kept_confirmed_at: datetime | None
    own_confirmed_at: datetime | None
    objection: str | None
    shift_id: UUID


def _own_lines() -> Select[*tuple[Any, ...]]:
    u, s, e, a, v = SignUp, Shift, PublicityEvent, Attendance, Volunteer
    return (
        select(u.id, v.person_id, u.state, s.role, s.starts_at, s.ends_at, s.state, e.id, e.title, e.venue)
        .add_columns(s.point_id, Point.number, a.came_at, a.left_at, a.minutes, a.revision)
        .add_columns(a.kept_confirmed_at, a.own_confirmed_at, a.objection, s.id)
        .join(v, v.id == u.volunteer_id)
        .join(s, s.id == u.shift_id)
        .join(e, e.id == s.event_id)
        .outerjoin(Point, Point.id == s.point_id)
        .outerjoin(a, a.sign_up_id == u.id)
    )


def own_line(work: Work, sign_up_id: UUID, **_address: Any) -> OwnLine | None:
    """Whether it is one's own is asked at the door."""
    row = work.session.execute(_own_lines().where(SignUp.id == sign_up_id, Volunteer.person_id.is_not(None))).first()
    return OwnLine(*row) if row else None


def own_today(work: Work) -> Sequence[OwnLine]:
    """One's shifts that are near enough to check in or out, or that one has not left."""
    s, a = Shift, Attendance
    near = and_(s.starts_at < work.now + timedelta(hours=18), s.ends_at > work.now - timedelta(hours=6))
    mine = Volunteer.person_id == work.actor.person_id
    comes = or_(SignUp.state == SignUpState.CONFIRMED, a.came_at.is_not(None))
    asked = _own_lines().where(mine, comes, near, a.left_at.is_(None))
    return [OwnLine(*row) for row in work.session.execute(asked.order_by(s.starts_at, SignUp.id))]


@dataclass(frozen=True, slots=True)
class OwnPage:
    lines: Sequence[OwnLine]
    next_key: tuple[datetime, UUID] | None


def own_hours(work: Work, after: tuple[datetime, UUID] | None, rows: int) -> OwnPage:
    """A page of the shifts at which one was, the latest first."""
    s, u = Shift, SignUp
    mine = (Volunteer.person_id == work.actor.person_id, Attendance.came_at.is_not(None))
    asked = _own_lines().where(*mine).order_by(s.starts_at.desc(), u.id.desc()).limit(rows + 1)
    if after:
        moment, last = after
        asked = asked.where(or_(s.starts_at < moment, and_(s.starts_at == moment, u.id < last)))
    found = [OwnLine(*row) for row in work.session.execute(asked)]
    last_line = found[rows - 1] if len(found) > rows else None
    return OwnPage(found[:rows], (last_line.starts_at, last_line.sign_up_id) if last_line else None)
