"""Whoever keeps an event keeps its shifts: plans, changes, opens, closes them and calls them off.

The event's row is locked first, so that nothing is planned for an event that is being called off.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, func, select

from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen, NotThere
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from ..publicity.holding import held as held_event
from ..publicity.model import PublicityEvent
from ..publicity.programme_model import Point
from ..volunteers.model import Qualification
from . import events, places
from .fitting import busy
from .model import AGE_MOST, HOLDING, PLACES_MOST, REASON_LENGTH, SHIFTS_MOST, Shift, SignUp
from .signing_up import TAKES_PLACE
from .vocabulary import ShiftState
from .workflow import SHIFT_WORKFLOW, SIGN_UP_WORKFLOW, STANDING

SLACK = timedelta(hours=12)
"""So long before an event and after it there may be something to do: to set up, to clear away."""
OUTSIDE = N_("A shift lies within the event's time, or at most %(hours)d hours before or after it.")
ORDER = N_("A shift ends after it has begun.")
PAST = N_("This lies in the past.")
UNTIL_BEGIN = N_("At the latest, when the shift begins.")
MOST = N_("An event has at most %(most)d shifts.")
ELSEWHERE = N_(
    "%(count)d of those who come have another shift at the new time. Release them first, or choose another time."
)


@dataclass(frozen=True, slots=True)
class ShiftText:
    """`places` counts when it is planned; later `capacity.set_places` changes it. `version`: as the page showed it."""

    role: str
    starts_at: datetime
    ends_at: datetime
    sign_up_until: datetime
    withdraw_until: datetime
    places: int = 1
    point_id: UUID | None = None
    words: str = ""
    least_age: int | None = None
    qualification_code: str = ""
    needs_identity: bool = False
    version: int = 0


def plan(work: Work, event_id: UUID, text: ShiftText) -> UUID:
    event = held_event(work, event_id, *TAKES_PLACE)
    planned = select(func.count()).where(Shift.event_id == event.id, Shift.state != ShiftState.CANCELLED)
    if (work.session.scalar(planned) or 0) >= SHIFTS_MOST:
        raise Conflict(MOST, most=SHIFTS_MOST)
    _check(work, event, text)
    if not 0 < text.places <= PLACES_MOST:
        raise Invalid("places", N_("At least one place, at most %(most)d."), most=PLACES_MOST)
    shift = Shift(
        event_id=event.id, places=text.places, taken=0, reserved=0, state=ShiftState.PLANNED, state_since=work.now
    )
    _write(shift, text)
    work.session.add(shift)
    work.session.flush()
    record(work, events.ShiftPlanned(shift.id, event.id, shift.role, shift.starts_at, shift.places))
    return shift.id


def change(work: Work, event_id: UUID, shift_id: UUID, text: ShiftText) -> None:
    """Whoever has signed up is told where hours or place are others now; who comes is nowhere else at that time."""
    event = held_event(work, event_id, *TAKES_PLACE)
    shift = shift_of(work, event.id, shift_id)
    if shift.version != text.version:
        raise Conflict()
    if shift.state is ShiftState.CANCELLED or shift.starts_at <= work.now:
        raise MoveNotOpen()
    _check(work, event, text)
    where = (shift.starts_at, shift.ends_at, shift.point_id)
    moved = where != (text.starts_at, text.ends_at, text.point_id)
    _write(shift, text)
    if moved:
        _check_nobody_elsewhere(work, shift)
    work.session.flush()
    record(work, events.ShiftChanged(shift.id, shift.role, moved))


def _write(shift: Shift, text: ShiftText) -> None:
    for name in ("role", "words", "starts_at", "ends_at", "point_id", "least_age", "needs_identity"):
        setattr(shift, name, getattr(text, name))
    shift.qualification_code = text.qualification_code or None
    shift.sign_up_until, shift.withdraw_until = text.sign_up_until, text.withdraw_until


def _check(work: Work, event: PublicityEvent, text: ShiftText) -> None:
    if text.ends_at <= text.starts_at:
        raise Invalid("ends_time", ORDER)
    if text.starts_at <= work.now:
        raise Invalid("starts_on", PAST)
    if text.starts_at < event.starts_at - SLACK or text.ends_at > event.ends_at + SLACK:
        raise Invalid("starts_on", OUTSIDE, hours=SLACK // timedelta(hours=1))
    if text.sign_up_until > text.starts_at:
        raise Invalid("sign_up_on", UNTIL_BEGIN)
    if text.withdraw_until > text.starts_at:
        raise Invalid("withdraw_on", UNTIL_BEGIN)
    _check_needs(work, event, text)


def _check_needs(work: Work, event: PublicityEvent, text: ShiftText) -> None:
    if text.point_id is not None:
        there = exists().where(Point.id == text.point_id, Point.event_id == event.id)
        if not work.session.scalar(select(there)):
            raise Invalid("point_id", N_("Choose a point of this event."))
    if text.least_age is not None and not 0 < text.least_age <= AGE_MOST:
        raise Invalid("least_age", N_("An age in years."))
    if text.qualification_code and work.session.get(Qualification, text.qualification_code) is None:
        raise Invalid("qualification_code", N_("Choose a qualification."))


def _check_nobody_elsewhere(work: Work, shift: Shift) -> None:
    """Asked with all of them locked: nobody takes another shift meanwhile."""
    inside = (SignUp.shift_id == shift.id, SignUp.state.in_(HOLDING), SignUp.volunteer_id.is_not(None))
    ids = work.session.scalars(select(SignUp.volunteer_id).where(*inside)).all()
    places.lock_volunteers(work, {one for one in ids if one})
    meets = busy(SignUp.volunteer_id, shift.event_id, shift.starts_at, shift.ends_at, shift.id)
    count = work.session.scalar(select(func.count()).select_from(SignUp).where(*inside, meets)) or 0
    if count:
        raise Conflict(ELSEWHERE, count=count)


def shift_of(work: Work, event_id: UUID, shift_id: UUID) -> Shift:
    """The shift, locked and of this event; the event is locked already."""
    found = places.lock_shifts(work, [shift_id])
    if not found or found[0].event_id != event_id:
        raise NotThere()
    return found[0]


def open_shift(work: Work, event_id: UUID, shift_id: UUID) -> None:
    event = held_event(work, event_id, *TAKES_PLACE)
    shift = shift_of(work, event.id, shift_id)
    SHIFT_WORKFLOW.apply(shift, "open", work.now)
    if shift.starts_at <= work.now:
        raise Conflict(PAST)
    record(work, events.ShiftOpened(shift.id))


def close(work: Work, event_id: UUID, shift_id: UUID) -> None:
    """Nobody signs up any more; whoever comes, comes, and whoever waits is still offered what becomes free."""
    shift = shift_of(work, event_id, shift_id)
    SHIFT_WORKFLOW.apply(shift, "close", work.now)
    record(work, events.ShiftClosed(shift.id))


def call_off(work: Work, event_id: UUID, shift_id: UUID, reason: str) -> None:
    """Everybody who has signed up or waits is told."""
    shift = shift_of(work, event_id, shift_id)
    if shift.ends_at <= work.now:
        raise MoveNotOpen()
    end(work, shift, masked_within("reason", reason, REASON_LENGTH))


def end(work: Work, shift: Shift, reason: str) -> None:
    """The shift, which is locked, does not take place; whoever stands in it is called off with it."""
    SHIFT_WORKFLOW.apply(shift, "call_off", work.now)
    standing = select(SignUp).where(SignUp.shift_id == shift.id, SignUp.state.in_(STANDING))
    affected = work.session.scalars(standing.execution_options(populate_existing=True)).all()
    for sign_up in affected:
        SIGN_UP_WORKFLOW.apply(sign_up, "call_off", work.now)
        sign_up.offered_until = None
    shift.taken = shift.reserved = 0
    work.session.flush()
    record(work, events.ShiftCancelled(shift.id, reason, len(affected)))
