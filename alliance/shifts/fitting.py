"""Whether a shift fits a volunteer: her age and training on the day, and where else she is at that time.

Each question is a column of SQL about `Volunteer` and `Shift`, so that a list, a single sign-up and the next of the
waiting list ask the very same.
"""

from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, literal, or_
from sqlalchemy.orm import aliased

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.words import N_
from ..volunteers.fitness import qualified
from ..volunteers.model import Volunteer
from ..volunteers.vocabulary import VolunteerState
from .limits import Limits
from .model import HOLDING, Shift, SignUp

NOT_ACTIVE, TOO_YOUNG, NOT_QUALIFIED, ELSEWHERE = "not_active", "too_young", "not_qualified", "elsewhere"
HELD, OTHER = aliased(SignUp), aliased(Shift)
"""What a volunteer has taken already: one pair of names for a hundred shifts, each of which costs time to make."""
WORDS = {
    NOT_ACTIVE: N_("Only volunteers sign up. Fill in your own page first."),
    TOO_YOUNG: N_("You are younger on that day than this shift allows."),
    NOT_QUALIFIED: N_("This shift needs a training or qualification that is not confirmed for you on that day."),
    ELSEWHERE: N_("You have another shift at that time, or too little time to get from one event to the other."),
}


class Timed(Protocol):
    """A shift, as a row or as it was read."""

    @property
    def id(self) -> UUID: ...
    @property
    def event_id(self) -> UUID: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def least_age(self) -> int | None: ...
    @property
    def qualification_code(self) -> str | None: ...


def obstacle(shift: Timed) -> ColumnElement[str | None]:
    """Why a `Volunteer` cannot take this shift, as one of `WORDS`; NULL where nothing stands in her way."""
    day = local_day(shift.starts_at)
    return case(
        (Volunteer.state != VolunteerState.ACTIVE, NOT_ACTIVE),
        (_too_young(shift, day), TOO_YOUNG),
        (_unqualified(shift, day), NOT_QUALIFIED),
        (elsewhere(Volunteer.id, shift), ELSEWHERE),
    )


def _too_young(shift: Timed, day: date) -> ColumnElement[bool]:
    if shift.least_age is None:
        return literal(value=False)
    born = latest_birth(day, shift.least_age)
    return or_(Volunteer.born_on.is_(None), Volunteer.born_on > born)


def latest_birth(day: date, age: int) -> date:
    """The last day of birth of whoever is so many years old on `day`; of 29 February, on 1 March."""
    try:
        return day.replace(year=day.year - age)
    except ValueError:
        return date(day.year - age, 2, 28)


def _unqualified(shift: Timed, day: date) -> ColumnElement[bool]:
    if shift.qualification_code is None:
        return literal(value=False)
    return ~qualified(Volunteer.id, shift.qualification_code, day)


def elsewhere(volunteer_id: Any, shift: Timed) -> ColumnElement[bool]:
    """She holds a place in another shift at that time, whatever the event; between two events there is the way."""
    return busy(volunteer_id, shift.event_id, shift.starts_at, shift.ends_at, shift.id)


def busy(volunteer_id: Any, event_id: Any, starts_at: datetime, ends_at: datetime, but_for: Any) -> ColumnElement[bool]:
    held, other = HELD, OTHER
    meets = and_(other.starts_at < ends_at, other.ends_at > starts_at)
    within_reach = and_(other.starts_at < ends_at + Limits.travel, other.ends_at > starts_at - Limits.travel)
    return exists().where(
        held.volunteer_id == volunteer_id,
        held.state.in_(HOLDING),
        held.shift_id != but_for,
        other.id == held.shift_id,
        or_(meets, and_(other.event_id != event_id, within_reach)),
    )
