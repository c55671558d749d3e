"""What follows for shifts from elsewhere: an event is called off, a point goes, a volunteer leaves."""

from uuid import UUID

from sqlalchemy import select, update

from ..foundation.store.work import Work
from ..publicity.events import EventCancelled
from ..publicity.programme_events import PointRemoved
from ..volunteers.events import VolunteerLeft
from . import keeping, places
from .model import Shift, SignUp
from .signing_up import give_up
from .vocabulary import ShiftState, SignUpState
from .workflow import STANDING


def call_off_of_event(work: Work, event: EventCancelled) -> None:
    """Its row is locked by now. Whoever is signing up at this moment is either called off here, or told."""
    s = Shift
    ids = select(s.id).where(s.event_id == event.event_id, s.state != ShiftState.CANCELLED, s.ends_at > work.now)
    for shift in places.lock_shifts(work, work.session.scalars(ids).all()):
        if shift.state is not ShiftState.CANCELLED:
            keeping.end(work.as_portal(), shift, event.reason)


def part_from_point(work: Work, event: PointRemoved) -> None:
    """A shift at a point that is no more is one at the whole venue; the point is deleted after this."""
    with work.session.no_autoflush:
        work.session.execute(update(Shift).where(Shift.point_id == event.point_id).values(point_id=None))


def standing_shifts(work: Work, volunteer_id: UUID) -> list[UUID]:
    """Those that are not over, in which she has a place, or waits."""
    asked = (
        select(Shift.id)
        .join(SignUp, SignUp.shift_id == Shift.id)
        .where(SignUp.volunteer_id == volunteer_id, SignUp.state.in_(STANDING), Shift.ends_at > work.now)
    )
    return list(work.session.scalars(asked))


def hold_for_leaving(work: Work, volunteer_id: UUID) -> None:
    """Shifts are locked before volunteers, here as well."""
    places.lock_shifts(work, standing_shifts(work, volunteer_id))


def withdraw_of_volunteer(work: Work, event: VolunteerLeft) -> None:
    """What she has served stays counted; from what lies ahead she is withdrawn, and her words are erased. Who waits is
    asked by the next round of the worker: to lock other volunteers here would be out of order."""
    for shift in places.lock_shifts(work, standing_shifts(work, event.volunteer_id)):
        own = select(SignUp).where(SignUp.shift_id == shift.id, SignUp.volunteer_id == event.volunteer_id)
        for sign_up in work.session.scalars(own.where(SignUp.state.in_(STANDING))).all():
            late = sign_up.state is SignUpState.CONFIRMED and work.now >= shift.withdraw_until
            give_up(work, shift, sign_up, late=late)
    erased = update(SignUp).where(SignUp.volunteer_id == event.volunteer_id).values(name="", email="", reason="")
    work.session.execute(erased)
