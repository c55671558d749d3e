"""A volunteer signs up for a shift, or withdraws; nobody does it for her."""

from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen, NotThere
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from ..publicity.holding import AHEAD
from ..publicity.model import PublicityEvent
from ..publicity.vocabulary import EventState
from ..volunteers.model import Volunteer
from ..volunteers.vocabulary import VolunteerState
from . import events, places
from .fitting import NOT_ACTIVE, WORDS, obstacle
from .model import REASON_LENGTH, Shift, SignUp
from .vocabulary import ShiftState, SignUpState
from .workflow import SIGN_UP_WORKFLOW, STANDING

NOT_HELD = N_("The event does not take place, or is over. Nobody signs up for it any more.")
NOT_OPEN = N_("This shift is not open for sign-up.")
TOO_LATE = N_("The time to sign up for this shift has passed.")
ALREADY = N_("You have signed up for this shift already.")
BEGUN = N_("The shift has begun. Speak with whoever is in charge there.")
WHY = N_("The hour until which everybody may withdraw has passed. Say why: the coordinator has to find somebody else.")
TAKES_PLACE = (*AHEAD, EventState.RUNNING)


def sign_up(work: Work, shift_id: UUID) -> SignUp:
    """Take a place, or wait behind whoever came before: which of both, its state says."""
    volunteer_id = own_id(work)
    shift = places.held(work, shift_id, volunteer_id)
    _check_open(work, shift)
    check_standing(work, shift.id, volunteer_id)
    check_fits(work, shift, volunteer_id)
    waits = places.open_places(shift) <= 0
    if not waits:
        places.take(shift)
    sign_up = SignUp(
        shift_id=shift.id,
        number=places.next_number(work, shift),
        volunteer_id=volunteer_id,
        signed_up_at=work.now,
        state=SignUpState.WAITING if waits else SignUpState.CONFIRMED,
        state_since=work.now,
    )
    work.session.add(sign_up)
    work.session.flush()
    record(work, events.SignedUp(shift.id, sign_up.id, sign_up.number, waits))
    return sign_up


def own_id(work: Work) -> UUID:
    """The actor as a volunteer."""
    own = select(Volunteer.id).where(Volunteer.person_id == work.person_id, Volunteer.state == VolunteerState.ACTIVE)
    found = work.session.scalar(own)
    if found is None:
        raise MoveNotOpen(WORDS[NOT_ACTIVE])
    return found


def _check_open(work: Work, shift: Shift) -> None:
    """Asked while the shift is locked: an event that is called off takes the lock before it is over."""
    if work.session.scalar(select(PublicityEvent.state).where(PublicityEvent.id == shift.event_id)) not in TAKES_PLACE:
        raise MoveNotOpen(NOT_HELD)
    if shift.state is not ShiftState.OPEN:
        raise MoveNotOpen(NOT_OPEN)
    if work.now >= shift.sign_up_until:
        raise MoveNotOpen(TOO_LATE)


def check_standing(work: Work, shift_id: UUID, volunteer_id: UUID) -> None:
    """MoveNotOpen where the volunteer, who is locked, stands in the shift already."""
    own = (SignUp.shift_id == shift_id, SignUp.volunteer_id == volunteer_id, SignUp.state.in_(STANDING))
    if work.session.scalar(select(SignUp.id).where(*own)) is not None:
        raise MoveNotOpen(ALREADY)


def check_fits(work: Work, shift: Shift, volunteer_id: UUID) -> None:
    """Conflict, with words for her, unless the shift fits this volunteer, who is locked."""
    why = work.session.scalar(select(obstacle(shift)).where(Volunteer.id == volunteer_id))
    if why is not None:
        raise Conflict(WORDS[why])


def withdraw(work: Work, sign_up_id: UUID, reason: str = "") -> None:
    """Her own sign-up. After the shift's hour the place was counted on: that takes a reason, and the coordinator is
    told. Whoever only waits goes without a word."""
    sign_up = own_sign_up(work, sign_up_id)
    shift = places.held(work, sign_up.shift_id, frees=True)
    work.session.refresh(sign_up)
    held = places.holds(sign_up)
    if sign_up.state not in STANDING:
        raise MoveNotOpen()
    if held and work.now >= shift.starts_at:
        raise MoveNotOpen(BEGUN)
    late = sign_up.state is SignUpState.CONFIRMED and work.now >= shift.withdraw_until
    if late and not reason:
        raise Invalid("reason", WHY)
    give_up(work, shift, sign_up, late=late, reason=masked_within("reason", reason, REASON_LENGTH) if late else "")
    places.offer_next(work, shift)


def own_sign_up(work: Work, sign_up_id: UUID) -> SignUp:
    """NotThere where it is none of the actor's."""
    own = (
        select(SignUp)
        .join(Volunteer, Volunteer.id == SignUp.volunteer_id)
        .where(SignUp.id == sign_up_id, Volunteer.person_id == work.person_id)
    )
    found = work.session.scalar(own)
    if found is None:
        raise NotThere()
    return found


def give_up(work: Work, shift: Shift, sign_up: SignUp, *, late: bool, reason: str = "") -> None:
    """The sign-up ends by her own will, its place becomes free; the shift is locked, whoever waits is not asked yet."""
    held = places.holds(sign_up)
    SIGN_UP_WORKFLOW.apply(sign_up, "withdraw", work.now)
    sign_up.late, sign_up.reason, sign_up.offered_until = late, reason, None
    if held:
        places.free(work, shift, sign_up)
    work.session.flush()
    record(work, events.SignUpWithdrawn(shift.id, sign_up.id, sign_up.number, late, held))
