"""A free place is offered for some hours: it is taken, left to the next, or lapses; the portal looks after that."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, or_, select

from ..foundation.kernel.errors import MoveNotOpen, NotThere
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import events, named, places
from .links import offer_of
from .model import Quota, Shift, SignUp
from .signing_up import check_fits, give_up, own_sign_up
from .vocabulary import ShiftState, SignUpState
from .workflow import ASKED, SIGN_UP_WORKFLOW

OVER = N_("This place is no longer offered to you: the time has passed, or you have answered already.")
TENDED_MOST = 200


def accept_own(work: Work, sign_up_id: UUID) -> None:
    _accept(work, own_sign_up(work, sign_up_id))


def decline_own(work: Work, sign_up_id: UUID) -> None:
    _decline(work, own_sign_up(work, sign_up_id))


def accept_by_link(work: Work, token: str) -> None:
    _accept(work, offered(work, token))


def decline_by_link(work: Work, token: str) -> None:
    """Whoever only stands on an organisation's list is struck off it."""
    sign_up = offered(work, token)
    if not on_the_list(sign_up):
        _decline(work, sign_up)
        return
    shift = places.held(work, sign_up.shift_id)
    work.session.refresh(sign_up)
    if not on_the_list(sign_up):
        raise MoveNotOpen()
    give_up(work, shift, sign_up, late=False)


def offered(work: Work, token: str) -> SignUp:
    """The sign-up that the link of a letter names, as long as that very offer stands. Whoever was named for a place of
    an organisation keeps the first letter's link, from the list to the answer."""
    sign_up_id, until = offer_of(token)
    sign_up = work.session.get(SignUp, sign_up_id)
    if sign_up is None:
        raise NotThere()
    if on_the_list(sign_up) or (_stands(work, sign_up) and _meant(sign_up, until)):
        return sign_up
    raise MoveNotOpen(OVER)


def on_the_list(sign_up: SignUp) -> bool:
    """Somebody was named beyond the places of an organisation, and is no volunteer yet: all she can do is to go."""
    return sign_up.state is SignUpState.WAITING and sign_up.volunteer_id is None


def _meant(sign_up: SignUp, until: datetime) -> bool:
    return sign_up.state is SignUpState.NAMED or _same(sign_up.offered_until, until)


def _same(kept: datetime | None, said: datetime) -> bool:
    return kept is not None and int(kept.timestamp()) == int(said.timestamp())


def _stands(work: Work, sign_up: SignUp) -> bool:
    kept = sign_up.offered_until
    return sign_up.state in ASKED and kept is not None and kept > work.now


def _held(work: Work, sign_up: SignUp, volunteer_id: UUID | None, *, frees: bool) -> Shift:
    """Its shift, locked, and the offer read anew: one whose time has passed meanwhile has lapsed by that."""
    who = [volunteer_id] if volunteer_id else []
    until = sign_up.offered_until
    shift = places.held(work, sign_up.shift_id, *who, frees=frees)
    work.session.refresh(sign_up)
    if not _stands(work, sign_up) or sign_up.offered_until != until:
        raise MoveNotOpen(OVER)
    return shift


def _accept(work: Work, sign_up: SignUp) -> None:
    volunteer_id = sign_up.volunteer_id or named.volunteer_of(work, sign_up)
    shift = _held(work, sign_up, volunteer_id, frees=False)
    if sign_up.volunteer_id is None:
        named.tie(work, sign_up, volunteer_id)
    check_fits(work, shift, volunteer_id)
    SIGN_UP_WORKFLOW.apply(sign_up, "confirm" if sign_up.state is SignUpState.NAMED else "accept", work.now)
    sign_up.offered_until = None
    work.session.flush()
    record(work, events.OfferAccepted(shift.id, sign_up.id, sign_up.number))


def _decline(work: Work, sign_up: SignUp) -> None:
    shift = _held(work, sign_up, sign_up.volunteer_id, frees=True)
    SIGN_UP_WORKFLOW.apply(sign_up, "decline", work.now)
    sign_up.offered_until = None
    places.free(work, shift, sign_up)
    record(work, events.OfferDeclined(shift.id, sign_up.id, sign_up.number))
    places.offer_next(work, shift)


def due(work: Work) -> list[UUID]:
    """The shifts in which an offer has run out or a quota, or a free place is left while somebody waits."""
    run_out = select(SignUp.shift_id).where(SignUp.state == SignUpState.OFFERED, SignUp.offered_until <= work.now)
    kept = select(Quota.shift_id).where(Quota.returned_at.is_(None), Quota.returns_at <= work.now)
    waited_for = select(SignUp.shift_id).where(SignUp.state == SignUpState.WAITING, places.waits_with_all())
    stands = Shift.state != ShiftState.CANCELLED
    to_fill = and_(
        stands,
        Shift.id.in_(waited_for),
        Shift.starts_at > work.now,
        Shift.taken + Shift.reserved < Shift.places,
    )
    asked = (
        select(Shift.id)
        .where(or_(Shift.id.in_(run_out), and_(stands, Shift.id.in_(kept)), to_fill))
        .order_by(Shift.id)
        .limit(TENDED_MOST)
    )
    return list(work.session.scalars(asked))


def tend(work: Work, shift_id: UUID) -> None:
    """What time has brought about in one shift; a transaction for each, so that none holds up the others."""
    places.held(work, shift_id)
