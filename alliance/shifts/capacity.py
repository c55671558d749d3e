"""How many places a shift has, and who is released where there are fewer than people: the coordinator says whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from . import events, places
from .model import PLACES_MOST, REASON_LENGTH, Shift, SignUp
from .vocabulary import ShiftState
from .workflow import SIGN_UP_WORKFLOW

STILL_IN = N_("%(count)d have a place already. Choose %(more)d more whom you release; nobody is dropped without that.")
KEPT = N_("%(count)d places are kept for organisations. Return them first.")
NO_REASON = N_("Say why: whoever is released reads it.")


@dataclass(frozen=True, slots=True)
class Capacity:
    """So many places, and the sign-ups that are released for it."""

    places: int
    released: Sequence[UUID] = ()
    reason: str = ""


def set_places(work: Work, event_id: UUID, shift_id: UUID, wanted: Capacity) -> None:
    """More places go to whoever waits. Fewer than people: Invalid, unless enough of them are released."""
    shift, number = _held(work, event_id, shift_id), wanted.places
    if not 0 < number <= PLACES_MOST:
        raise Invalid("places", N_("At least one place, at most %(most)d."), most=PLACES_MOST)
    for sign_up_id in wanted.released:
        _release(work, shift, sign_up_id, wanted.reason)
    if number < shift.reserved:
        raise Invalid("places", KEPT, count=shift.reserved)
    too_many = shift.taken + shift.reserved - number
    if too_many > 0:
        raise Invalid("places", STILL_IN, count=shift.taken, more=too_many)
    shift.places = number
    work.session.flush()
    record(work, events.PlacesSet(shift.id, number))
    places.offer_next(work, shift)


def release(work: Work, event_id: UUID, shift_id: UUID, sign_up_id: UUID, reason: str) -> None:
    """Somebody is asked not to come; who waits first is offered the place."""
    shift = _held(work, event_id, shift_id)
    _release(work, shift, sign_up_id, reason)
    places.offer_next(work, shift)


def _held(work: Work, event_id: UUID, shift_id: UUID) -> Shift:
    shift = places.held(work, shift_id, frees=True)
    if shift.event_id != event_id:
        raise Conflict()
    if shift.state is ShiftState.CANCELLED or shift.ends_at <= work.now:
        raise MoveNotOpen()
    return shift


def _release(work: Work, shift: Shift, sign_up_id: UUID, reason: str) -> None:
    if not reason:
        raise Invalid("reason", NO_REASON)
    asked = select(SignUp).where(SignUp.id == sign_up_id, SignUp.shift_id == shift.id)
    sign_up = work.session.scalar(asked.execution_options(populate_existing=True))
    if sign_up is None:
        raise Conflict()
    held = places.holds(sign_up)
    SIGN_UP_WORKFLOW.apply(sign_up, "release", work.now)
    sign_up.reason, sign_up.offered_until = masked_within("reason", reason, REASON_LENGTH), None
    if held:
        places.free(work, shift, sign_up)
    work.session.flush()
    record(work, events.SignUpReleased(shift.id, sign_up.id, sign_up.number))
