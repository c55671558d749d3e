"""Two volunteers exchange their places: each comes to the other's shift, or nothing changes."""

from uuid import UUID

from ..foundation.kernel.errors import Conflict, MoveNotOpen, NotThere
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..shifts import places
from ..shifts.model import Shift, SignUp
from ..shifts.signing_up import check_fits
from ..shifts.vocabulary import SignUpState
from . import ending, events, queries
from .answering import OVER, asked_volunteer, check_asked, end_waiting, in_place_of, pass_on, take
from .asking import check_ahead
from .model import StandIn
from .workflow import STAND_IN_WORKFLOW

NOT_TO_GIVE = N_("You have no place in that shift any more, or it lies on another day. Choose again.")
NOT_FOR_THE_OTHER = N_("Your shift does not fit the person who asked you. Speak with each other once more.")


def exchange(work: Work, request: StandIn, in_return_id: UUID) -> None:
    """In one transaction both sign-ups end and both begin: in neither shift does `taken` change."""
    volunteer_id = asked_volunteer(request)
    first, second = _sign_up(work, request.sign_up_id), _sign_up(work, in_return_id)
    shift, other = _held(work, request, first, second)
    _check_to_give(work, request, second)
    for sign_up in (first, second):
        pass_on(work, sign_up)
    work.session.flush()
    made = _pass(work, shift, first, volunteer_id)
    given = _pass_in_return(work, other, second, first)
    STAND_IN_WORKFLOW.apply(request, "take", work.now)
    record(work, events.PlaceTakenOver(shift.id, request.id, first.number, made.number))
    record(work, events.PlaceGivenInReturn(other.id, request.id, second.number, given.number))
    for sign_up in (first, second):
        ending.end(work, ending.open_requests(work, sign_up.shift_id, StandIn.sign_up_id == sign_up.id))


def say_yes(work: Work, request: StandIn, in_return_id: UUID | None) -> None:
    """Stand in, and give a place of one's own in return where one is named."""
    if in_return_id is None:
        take(work, request)
    else:
        exchange(work, request, in_return_id)


def _sign_up(work: Work, sign_up_id: UUID | None) -> SignUp:
    found = work.session.get(SignUp, sign_up_id) if sign_up_id else None
    if found is None:
        raise NotThere()
    return found


def _held(work: Work, request: StandIn, first: SignUp, second: SignUp) -> tuple[Shift, Shift]:
    """Both shifts, then both volunteers, locked in their one order; then everything is read anew."""
    locked = {shift.id: shift for shift in places.lock_shifts(work, [first.shift_id, second.shift_id])}
    places.lock_volunteers(work, {one.volunteer_id for one in (first, second) if one.volunteer_id})
    for row in (request, first, second):
        work.session.refresh(row)
    check_asked(work, request)
    if first.state is not SignUpState.CONFIRMED:
        raise MoveNotOpen(OVER)
    shift, other = locked[first.shift_id], locked[second.shift_id]
    check_ahead(work, shift)
    return shift, other


def _check_to_give(work: Work, request: StandIn, second: SignUp) -> None:
    """Conflict unless it is one of those that her page lists."""
    found = queries.asked(work, request.id)
    if found is None or second.id not in {one.id for one in queries.to_give(work, found)}:
        raise Conflict(NOT_TO_GIVE)


def _pass(work: Work, shift: Shift, sign_up: SignUp, volunteer_id: UUID) -> SignUp:
    end_waiting(work, shift, volunteer_id)
    check_fits(work, shift, volunteer_id)
    return in_place_of(work, shift, sign_up, volunteer_id)


def _pass_in_return(work: Work, other: Shift, second: SignUp, first: SignUp) -> SignUp:
    """To whoever asked; what stands in that person's way is not told to the one who answers."""
    if first.volunteer_id is None:
        raise NotThere()
    try:
        return _pass(work, other, second, first.volunteer_id)
    except Conflict as unfit:
        raise Conflict(NOT_FOR_THE_OTHER) from unfit
