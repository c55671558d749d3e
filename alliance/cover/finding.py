"""Whom a request may go to: the volunteer behind an address, or those whom the shift fits, longest unasked first."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select

from ..foundation.store.work import Work
from ..publicity.model import PublicityEvent
from ..shifts.fitting import obstacle
from ..shifts.model import HOLDING, Shift, SignUp
from ..shifts.signing_up import TAKES_PLACE
from ..shifts.vocabulary import SignUpState
from ..volunteers.model import Volunteer
from ..volunteers.vocabulary import VolunteerState
from .model import StandIn
from .vocabulary import Kind, StandInState

CANDIDATES = 20
"""So many are locked and looked at anew before some of them are asked: others may be asking the same ones."""


def for_all() -> tuple[ColumnElement[bool], ...]:
    """An event for which anybody can sign up, in a statement that joins the `PublicityEvent`."""
    e = PublicityEvent
    return e.public.is_(True), e.approved_at.is_not(None), e.state.in_(TAKES_PLACE)


def least_recently_asked(work: Work, shift: Shift, sign_up_id: UUID | None, most: int) -> Sequence[UUID]:
    """Volunteers whom the shift fits, who are not in it and have not gone from it, and whom nobody asked for this place
    before."""
    v, r = Volunteer, StandIn
    known = (SignUp.shift_id == shift.id, SignUp.volunteer_id == v.id, SignUp.state != SignUpState.LAPSED)
    before = exists().where(
        r.shift_id == shift.id, r.sign_up_id.is_not_distinct_from(sign_up_id), r.volunteer_id == v.id
    )
    fits = (v.state == VolunteerState.ACTIVE, obstacle(shift).is_(None), ~exists().where(*known), ~before)
    asked = select(v.id).where(*fits).order_by(v.asked_at.asc().nulls_first(), v.id)
    return work.session.scalars(asked.limit(most)).all()


def by_address(work: Work, shift: Shift, sign_up_id: UUID, address: str) -> UUID | None:
    """None where a letter would reach nobody, or somebody who has it already, has said no, or has a place here."""
    v, r = Volunteer, StandIn
    holds = exists().where(SignUp.shift_id == shift.id, SignUp.volunteer_id == v.id, SignUp.state.in_(HOLDING))
    answered = (StandInState.ASKED, StandInState.DECLINED)
    before = exists().where(r.sign_up_id == sign_up_id, r.volunteer_id == v.id, r.state.in_(answered))
    here = (v.email == address, v.state == VolunteerState.ACTIVE)
    return work.session.scalar(select(v.id).where(*here, ~holds, ~before))


def somebody_waits(work: Work, shift: Shift) -> bool:
    """Somebody on the waiting list whom the shift fits: a place that becomes free is theirs first."""
    waits = (SignUp.shift_id == shift.id, SignUp.state == SignUpState.WAITING, SignUp.volunteer_id == Volunteer.id)
    return bool(work.session.scalar(select(exists().where(*waits, obstacle(shift).is_(None)))))


def still_asked(work: Work, sign_up_id: UUID, kind: Kind) -> int:
    """How many have not answered yet and still may."""
    r = StandIn
    waits = (r.sign_up_id == sign_up_id, r.kind == kind, r.state == StandInState.ASKED, r.until > work.now)
    return work.session.scalar(select(func.count()).select_from(r).where(*waits)) or 0
