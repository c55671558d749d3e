"""Answering a request to stand in, by the link of a letter or from one's own page: whoever takes it first has it."""

from uuid import UUID

from sqlalchemy import exists, select

from ..foundation.kernel.errors import MoveNotOpen, NotThere
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..shifts import places
from ..shifts.model import Shift, SignUp
from ..shifts.signing_up import ALREADY, check_fits, give_up
from ..shifts.vocabulary import SignUpState
from ..shifts.workflow import SIGN_UP_WORKFLOW, STANDING
from ..volunteers.model import Volunteer
from . import ending, events
from .asking import check_ahead
from .links import stand_in_of
from .model import StandIn
from .vocabulary import StandInState
from .workflow import STAND_IN_WORKFLOW

OVER = N_("You are no longer asked: the time has passed, you have answered already, or the place is not passed on.")
ANOTHER = N_("Somebody else stands in already. Thank you for being ready to help.")


def by_link(work: Work, token: str) -> StandIn:
    """What the link of a letter names, as long as it may be answered."""
    request = work.session.get(StandIn, stand_in_of(token))
    if request is None:
        raise NotThere()
    check_asked(work, request)
    return request


def own(work: Work, stand_in_id: UUID) -> StandIn:
    """NotThere where the actor was not asked."""
    asked = select(StandIn).join(Volunteer, Volunteer.id == StandIn.volunteer_id)
    found = work.session.scalar(asked.where(StandIn.id == stand_in_id, Volunteer.person_id == work.person_id))
    if found is None:
        raise NotThere()
    return found


def check_asked(work: Work, request: StandIn) -> None:
    """MoveNotOpen, with words for whoever was asked, unless the request may be answered."""
    if request.state is StandInState.ASKED and request.until > work.now:
        return
    taken = exists().where(StandIn.sign_up_id == request.sign_up_id, StandIn.state == StandInState.TAKEN)
    another = request.state is not StandInState.TAKEN and work.session.scalar(select(taken))
    raise MoveNotOpen(ANOTHER if another else OVER)


def take(work: Work, request: StandIn) -> None:
    """In one transaction the first sign-up ends and hers begins: `taken` stays what it is."""
    volunteer_id, first = asked_volunteer(request), _passed_on(work, request)
    shift = _held(work, request, first, volunteer_id)
    end_waiting(work, shift, volunteer_id)
    check_fits(work, shift, volunteer_id)
    STAND_IN_WORKFLOW.apply(request, "take", work.now)
    if first is None:
        places.take(shift)
    else:
        pass_on(work, first)
    made = in_place_of(work, shift, first, volunteer_id)
    record(work, events.PlaceTakenOver(shift.id, request.id, first.number if first else None, made.number))
    if first is not None:
        ending.end(work, ending.open_requests(work, shift.id, StandIn.sign_up_id == first.id))


def decline(work: Work, request: StandIn) -> None:
    places.lock_shifts(work, [request.shift_id])
    work.session.refresh(request)
    check_asked(work, request)
    STAND_IN_WORKFLOW.apply(request, "decline", work.now)
    record(work, events.StandInDeclined(request.shift_id, request.id))
    ending.tell_if_nobody_is_left(work, [request])


def asked_volunteer(request: StandIn) -> UUID:
    if request.volunteer_id is None:
        raise NotThere()
    return request.volunteer_id


def _passed_on(work: Work, request: StandIn) -> SignUp | None:
    return work.session.get_one(SignUp, request.sign_up_id) if request.sign_up_id else None


def _held(work: Work, request: StandIn, first: SignUp | None, volunteer_id: UUID) -> Shift:
    """The shift and both volunteers, locked; then everything is read anew."""
    both = [volunteer_id, *([first.volunteer_id] if first and first.volunteer_id else ())]
    shift = places.held(work, request.shift_id, *both)
    work.session.refresh(request)
    check_asked(work, request)
    if first is not None:
        work.session.refresh(first)
        if first.state is not SignUpState.CONFIRMED:
            raise MoveNotOpen(OVER)
    elif places.open_places(shift) <= 0:
        raise MoveNotOpen(ANOTHER)
    check_ahead(work, shift)
    return shift


def end_waiting(work: Work, shift: Shift, volunteer_id: UUID) -> None:
    """Whoever waits in this very shift waits no longer; whoever has a place in it takes no second one."""
    own = (SignUp.shift_id == shift.id, SignUp.volunteer_id == volunteer_id, SignUp.state.in_(STANDING))
    for sign_up in work.session.scalars(select(SignUp).where(*own).execution_options(populate_existing=True)).all():
        if sign_up.state is not SignUpState.WAITING:
            raise MoveNotOpen(ALREADY)
        give_up(work, shift, sign_up, late=False)


def pass_on(work: Work, sign_up: SignUp) -> None:
    """Its place goes to somebody else: it ends without a reason, and is never late."""
    SIGN_UP_WORKFLOW.apply(sign_up, "withdraw", work.now)
    sign_up.late, sign_up.reason = False, ""


def in_place_of(work: Work, shift: Shift, first: SignUp | None, volunteer_id: UUID) -> SignUp:
    made = SignUp(
        shift_id=shift.id,
        number=places.next_number(work, shift),
        volunteer_id=volunteer_id,
        quota_id=first.quota_id if first else None,
        signed_up_at=work.now,
        state=SignUpState.CONFIRMED,
        state_since=work.now,
    )
    work.session.add(made)
    work.session.flush()
    return made
