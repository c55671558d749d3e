"""The places of a shift: the one module that counts them.

Whatever changes who is in a shift begins with `held`: it locks the shift, deals with offers whose time has passed, and
hands free places to those who wait first. Only then does it `take` or `free` one; `offer_next` comes at the end of
whatever freed any. Locks are always taken in the same order, the shifts by id, then the volunteers by id, so nobody
waits for each other.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from ..foundation.kernel.errors import Conflict, NotThere
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..volunteers.model import Volunteer
from . import events, reserving
from .fitting import obstacle
from .limits import Limits
from .model import HOLDING, Quota, Shift, SignUp
from .vocabulary import ShiftState, SignUpState
from .workflow import SIGN_UP_WORKFLOW

FULL = N_("No place is free.")


def held(work: Work, shift_id: UUID, *volunteer_ids: UUID, frees: bool = False) -> Shift:
    """The shift, locked and tended, and with it these volunteers. Where a place is free, or may become so, whoever
    waits is locked as well: all at once, because a second time would be out of order."""
    found = lock_shifts(work, [shift_id])
    if not found:
        raise NotThere()
    shift = found[0]
    frees = frees or open_places(shift) > 0 or bool(_overdue(work, shift)) or reserving.is_due(work, shift)
    waiting = _waiting_volunteers(work, shift) if frees else ()
    lock_volunteers(work, {*volunteer_ids, *waiting})
    tend(work, shift)
    return shift


def lock_shifts(work: Work, shift_ids: Iterable[UUID]) -> Sequence[Shift]:
    """By their ids, whatever the order in which they are named; read anew."""
    asked = select(Shift).where(Shift.id.in_(sorted(set(shift_ids)))).order_by(Shift.id)
    locked = asked.with_for_update(key_share=True).execution_options(populate_existing=True)
    return work.session.scalars(locked).all()


def _waiting_volunteers(work: Work, shift: Shift) -> Sequence[UUID]:
    waiting = (SignUp.shift_id == shift.id, SignUp.state == SignUpState.WAITING, SignUp.volunteer_id.is_not(None))
    return work.session.scalars(select(SignUp.volunteer_id).where(*waiting)).all()  # type: ignore[return-value]


def lock_volunteers(work: Work, ids: set[UUID]) -> None:
    if ids:
        asked = select(Volunteer.id).where(Volunteer.id.in_(sorted(ids))).order_by(Volunteer.id)
        work.session.execute(asked.with_for_update(key_share=True)).all()


def _overdue(work: Work, shift: Shift) -> Sequence[SignUp]:
    over = (SignUp.shift_id == shift.id, SignUp.state == SignUpState.OFFERED, SignUp.offered_until <= work.now)
    asked = select(SignUp).where(*over).order_by(SignUp.number)
    return work.session.scalars(asked.execution_options(populate_existing=True)).all()


def tend(work: Work, shift: Shift) -> None:
    """Offers whose time has passed lapse, and so do quotas; then free places are offered in the order of coming."""
    for lapsed in _overdue(work, shift):
        SIGN_UP_WORKFLOW.apply(lapsed, "lapse", work.now)
        lapsed.offered_until = None
        free(work, shift, lapsed)
        record(work.as_portal(), events.OfferLapsed(shift.id, lapsed.id, lapsed.number))
    reserving.give_back_due(work, shift)
    offer_next(work, shift)


def open_places(shift: Shift) -> int:
    """How many anybody may take."""
    return shift.places - shift.taken - shift.reserved


def take(shift: Shift) -> None:
    if open_places(shift) <= 0:
        raise Conflict(FULL)
    shift.taken += 1


def free(work: Work, shift: Shift, sign_up: SignUp) -> None:
    """Give back the place that the sign-up has held: to its quota where that is open, otherwise to everybody."""
    shift.taken -= 1
    quota = work.session.get(Quota, sign_up.quota_id) if sign_up.quota_id else None
    if quota is not None and quota.returned_at is None:
        shift.reserved += 1
    work.session.flush()


def holds(sign_up: SignUp) -> bool:
    """Whether it counts among the taken."""
    return sign_up.state in HOLDING


def offer_next(work: Work, shift: Shift) -> None:
    """Offer each free place to whoever waits first and fits, as long as the shift has not begun; those of a quota go to
    whoever waits in its list."""
    reserving.move_up(work, shift)
    wanted = open_places(shift)
    if wanted <= 0 or shift.state is ShiftState.CANCELLED or shift.starts_at <= work.now:
        return
    until = min(work.now + Limits.offer, shift.starts_at)
    for sign_up in _first_that_fit(work, shift, wanted):
        take(shift)
        SIGN_UP_WORKFLOW.apply(sign_up, "offer", work.now)
        sign_up.offered_until = until
        work.session.flush()
        record(work.as_portal(), events.PlaceOffered(shift.id, sign_up.id, sign_up.number, until))


def _first_that_fit(work: Work, shift: Shift, most: int) -> Sequence[SignUp]:
    work.session.flush()
    waiting = (
        select(SignUp)
        .outerjoin(Volunteer, Volunteer.id == SignUp.volunteer_id)
        .where(SignUp.shift_id == shift.id, SignUp.state == SignUpState.WAITING, waits_with_all())
        .where(or_(SignUp.volunteer_id.is_(None), obstacle(shift).is_(None)))
        .order_by(SignUp.number)
        .limit(most)
        .execution_options(populate_existing=True)
    )
    return work.session.scalars(waiting).all()


def waits_with_all() -> ColumnElement[bool]:
    """A sign-up that waits for any place: of those whom an organisation named, once its quota was returned."""
    returned = select(Quota.id).where(Quota.id == SignUp.quota_id, Quota.returned_at.is_not(None)).exists()
    return or_(SignUp.quota_id.is_(None), returned)


def next_number(work: Work, shift: Shift) -> int:
    """One more than was ever given in this shift; only while it is locked."""
    last = work.session.scalar(select(func.max(SignUp.number)).where(SignUp.shift_id == shift.id))
    return (last or 0) + 1
