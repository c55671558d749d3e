"""Which sign-up is meant by whoever scans a code, or why there is none. What decides is read once, then pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..publicity.programme_model import Point
from ..publicity.vocabulary import EventState
from ..shifts.model import Shift, SignUp
from ..shifts.visibility import own
from ..shifts.vocabulary import ShiftState, SignUpState
from ..volunteers.model import Volunteer
from .model import Attendance
from .places import Place
from .times import LEAVES_UNTIL, opens_at
from .vocabulary import Act, Fault

SOON = timedelta(hours=3)
WAITS = (SignUpState.WAITING, SignUpState.OFFERED, SignUpState.NAMED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sign-up of the person who scans, at the event of the code."""

    sign_up_id: UUID
    shift_id: UUID
    volunteer_id: UUID
    state: SignUpState
    shift_state: ShiftState
    role: str
    point_id: UUID | None
    number: int | None
    starts_at: datetime
    ends_at: datetime
    came_at: datetime | None
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class Missed:
    """`near`: the sign-up that comes nearest; `params` fill the words for the volunteer."""

    fault: Fault
    near: Candidate | None = None
    params: Mapping[str, Any] = field(default_factory=dict)


def candidates(work: Work, event_id: UUID) -> Sequence[Candidate]:
    """Every sign-up of the actor at the event, in the order of the shifts. One statement."""
    u, s, a = SignUp, Shift, Attendance
    asked = (
        select(u.id, s.id, u.volunteer_id, u.state, s.state, s.role, s.point_id, Point.number)
        .add_columns(s.starts_at, s.ends_at, a.came_at, a.left_at)
        .join(s, s.id == u.shift_id)
        .join(Volunteer, Volunteer.id == u.volunteer_id)
        .outerjoin(Point, Point.id == s.point_id)
        .outerjoin(a, a.sign_up_id == u.id)
        .where(s.event_id == event_id, own(work))
        .order_by(s.starts_at, u.id)
    )
    return [Candidate(*row) for row in work.session.execute(asked)]


def choose(place: Place, every: Sequence[Candidate], act: Act, now: datetime) -> Candidate | Missed:
    """The sign-up that `act` is about, also where it was noted already."""
    held = [one for one in every if one.state is SignUpState.CONFIRMED]
    there = next((one for one in every if _stays_on(one, now)), None)
    if there and (act is Act.LEAVE or place.state is EventState.CANCELLED or not held):
        return there
    if place.state is EventState.CANCELLED:
        return Missed(Fault.EVENT_CANCELLED)
    return _of_place(place, held, act, now) if held else _without_place(every)


def _without_place(every: Sequence[Candidate]) -> Missed:
    waits = next((one for one in every if one.state in WAITS), None)
    return Missed(Fault.NO_PLACE, waits) if waits else Missed(Fault.NOT_SIGNED_UP)


def _of_place(place: Place, held: Sequence[Candidate], act: Act, now: datetime) -> Candidate | Missed:
    today = [one for one in held if _of_today(one, now)]
    if not today:
        near = min(held, key=lambda one: abs(one.starts_at - now))
        return Missed(Fault.OTHER_DAY, near, {"day": local_day(near.starts_at)})
    here = [one for one in today if place.point_id is None or one.point_id in (None, place.point_id)]
    if not here:
        return Missed(Fault.OTHER_POINT, today[0], {"number": today[0].number, "here": place.number})
    standing = [one for one in here if one.shift_state is not ShiftState.CANCELLED]
    if not standing:
        return Missed(Fault.SHIFT_CANCELLED, here[0])
    return _coming(standing, now) if act is Act.COME else _leaving(standing, now)


def _stays_on(one: Candidate, now: datetime) -> bool:
    """Somebody was there when it was called off, or when they were released: they still leave, their hours count."""
    gone = one.state is not SignUpState.CONFIRMED
    return gone and one.came_at is not None and one.left_at is None and now <= one.ends_at + LEAVES_UNTIL


def _of_today(one: Candidate, now: datetime) -> bool:
    """Also a shift through midnight, and one soon after it."""
    same = local_day(one.starts_at) == local_day(now)
    return same or one.starts_at - SOON <= now <= one.ends_at + LEAVES_UNTIL


def _coming(here: Sequence[Candidate], now: datetime) -> Candidate | Missed:
    new = [one for one in here if one.came_at is None and opens_at(one.starts_at) <= now <= one.ends_at]
    if new:
        return new[0]
    there = [one for one in here if one.came_at is not None]
    if there:
        return there[-1]
    later = [one for one in here if now < opens_at(one.starts_at)]
    if later:
        return Missed(Fault.TOO_EARLY, later[0], {"opens": opens_at(later[0].starts_at)})
    return Missed(Fault.OVER, here[-1], {"ended": here[-1].ends_at})


def _leaving(here: Sequence[Candidate], now: datetime) -> Candidate | Missed:
    there = [one for one in here if one.came_at and not one.left_at]
    gone = [one for one in here if one.left_at]
    chosen = [*there[:1], *gone[-1:]]
    if not chosen:
        return Missed(Fault.NOT_COME, here[0])
    if chosen[0].left_at is None and now > chosen[0].ends_at + LEAVES_UNTIL:
        return Missed(Fault.OVER, chosen[0], {"ended": chosen[0].ends_at})
    return chosen[0]
