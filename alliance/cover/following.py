"""What follows for requests from elsewhere: whoever asked withdraws or is released, the shift is called off, somebody
leaves."""

from uuid import UUID

from sqlalchemy import select

from ..foundation.store.work import Work
from ..shifts import places
from ..shifts.events import ShiftCancelled, SignUpReleased, SignUpWithdrawn
from ..shifts.following import standing_shifts
from ..volunteers.events import VolunteerLeft
from . import ending
from .model import StandIn
from .vocabulary import StandInState


def end_of_sign_up(work: Work, event: SignUpWithdrawn | SignUpReleased) -> None:
    ending.end(work, ending.open_requests(work, event.shift_id, StandIn.sign_up_id == event.sign_up_id))


def end_of_shift(work: Work, event: ShiftCancelled) -> None:
    ending.end(work, ending.open_requests(work, event.shift_id))


def _asking_shifts(work: Work, volunteer_id: UUID) -> list[UUID]:
    open_now = (StandIn.volunteer_id == volunteer_id, StandIn.state == StandInState.ASKED)
    return list(work.session.scalars(select(StandIn.shift_id).where(*open_now).distinct()))


def hold_for_leaving(work: Work, volunteer_id: UUID) -> None:
    """The shifts in which she stands and those in which she is asked are locked all at once, in their one order."""
    places.lock_shifts(work, [*standing_shifts(work, volunteer_id), *_asking_shifts(work, volunteer_id)])


def end_of_volunteer(work: Work, event: VolunteerLeft) -> None:
    """Whoever has left is asked nothing any more; whoever asked is told where nobody else could answer."""
    for shift_id in _asking_shifts(work, event.volunteer_id):
        own = ending.open_requests(work, shift_id, StandIn.volunteer_id == event.volunteer_id)
        ending.end(work, own)
        ending.tell_if_nobody_is_left(work, own)
