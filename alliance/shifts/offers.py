"""A free place is offered for some hours: it is taken, left to the next, or lapses; the portal looks after that."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, or_, select

from ..foundation.kernel.errors import MoveNotOpen, NotThere
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import events, places
from .links import offer_of
from .model import Shift, SignUp
from .signing_up import check_fits, own_sign_up
from .vocabulary import ShiftState, SignUpState
from .workflow import SIGN_UP_WORKFLOW

OVER = N_("This place is no longer offered to you: the time has passed, or you have answered already.")
TENDED_MOST = 200


def accept_own(work: Work, sign_up_id: UUID) -> None:
    _accept(work, own_sign_up(work, sign_up_id))


def decline_own(work: Work, sign_up_id: UUID) -> None:
    _decline(work, own_sign_up(work, sign_up_id))


def accept_by_link(work: Work, token: str) -> None:
    _accept(work, offered(work, token))


def decline_by_link(work: Work, token: str) -> None:
    _decline(work, offered(work, token))


def offered(work: Work, token: str) -> SignUp:
    """The sign-up that the link of a letter names, as long as that very offer stands."""
    sign_up_id, until = offer_of(token)
    sign_up = work.session.get(SignUp, sign_up_id)
    if sign_up is None:
        raise NotThere()
    if not _stands(work, sign_up) or not _same(sign_up.offered_until, until):
        raise MoveNotOpen(OVER)
    return sign_up


def _same(kept: datetime | None, said: datetime) -> bool:
    return kept is not None and int(kept.timestamp()) == int(said.timestamp())


def _stands(work: Work, sign_up: SignUp) -> bool:
    kept = sign_up.offered_until
    return sign_up.state is SignUpState.OFFERED and kept is not None and kept > work.now


def _held(work: Work, sign_up: SignUp, *, frees: bool) -> Shift:
    """Its shift, locked, and the offer read anew: one whose time has passed meanwhile has lapsed by that."""
    who = [sign_up.volunteer_id] if sign_up.volunteer_id else []
    until = sign_up.offered_until
    shift = places.held(work, sign_up.shift_id, *who, frees=frees)
    work.session.refresh(sign_up)
    if not _stands(work, sign_up) or sign_up.offered_until != until:
        raise MoveNotOpen(OVER)
    return shift


def _accept(work: Work, sign_up: SignUp) -> None:
    shift = _held(work, sign_up, frees=False)
    if sign_up.volunteer_id is not None:
        check_fits(work, shift, sign_up.volunteer_id)
    SIGN_UP_WORKFLOW.apply(sign_up, "accept", work.now)
    sign_up.offered_until = None
    work.session.flush()
    record(work, events.OfferAccepted(shift.id, sign_up.id, sign_up.number))


def _decline(work: Work, sign_up: SignUp) -> None:
    shift = _held(work, sign_up, frees=True)
    SIGN_UP_WORKFLOW.apply(sign_up, "decline", work.now)
    sign_up.offered_until = None
    places.free(work, shift, sign_up)
    record(work, events.OfferDeclined(shift.id, sign_up.id, sign_up.number))
    places.offer_next(work, shift)


def due(work: Work) -> list[UUID]:
    """The shifts in which an offer has run out, or a free place is left while somebody waits."""
    run_out = select(SignUp.shift_id).where(SignUp.state == SignUpState.OFFERED, SignUp.offered_until <= work.now)
    waited_for = select(SignUp.shift_id).where(SignUp.state == SignUpState.WAITING)
    to_fill = and_(
        Shift.id.in_(waited_for),
        Shift.state != ShiftState.CANCELLED,
        Shift.starts_at > work.now,
        Shift.taken + Shift.reserved < Shift.places,
    )
    asked = select(Shift.id).where(or_(Shift.id.in_(run_out), to_fill)).order_by(Shift.id).limit(TENDED_MOST)
    return list(work.session.scalars(asked))


def tend(work: Work, shift_id: UUID) -> None:
    """What time has brought about in one shift; a transaction for each, so that none holds up the others."""
    places.held(work, shift_id)
