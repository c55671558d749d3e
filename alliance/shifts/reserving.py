"""Places of a shift that are kept for organisations: who moves up in an organisation's own list, and what goes back to
everybody at the quota's hour. All of it on a shift that is locked; `places` calls it.

Of a quota's places, those that people of it hold count among the shift's `taken`, the others among its `reserved`.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from ..foundation.store.work import Work
from ..journal.record import record
from . import events
from .model import HOLDING, Quota, Shift, SignUp
from .vocabulary import ShiftState, SignUpState
from .workflow import SIGN_UP_WORKFLOW


def unfilled(work: Work, quota: Quota) -> int:
    """So many of its places nobody holds; of a quota that was returned, none is left."""
    if quota.returned_at is not None:
        return 0
    held = select(func.count()).where(SignUp.quota_id == quota.id, SignUp.state.in_(HOLDING))
    return quota.places - (work.session.scalar(held) or 0)


def open_quotas(work: Work, shift: Shift, *more: Any) -> Sequence[Quota]:
    """Those that were not returned yet, read anew, by their ids; none of a shift that is called off: it has no places
    that could go back."""
    if shift.state is ShiftState.CANCELLED:
        return ()
    asked = select(Quota).where(Quota.shift_id == shift.id, Quota.returned_at.is_(None), *more).order_by(Quota.id)
    return work.session.scalars(asked.execution_options(populate_existing=True)).all()


def move_up(work: Work, shift: Shift) -> None:
    """Whoever an organisation named beyond its places gets one of them as soon as one is free, in the order named."""
    if shift.reserved <= 0 or shift.starts_at <= work.now:
        return
    for quota in open_quotas(work, shift, Quota.returns_at > work.now):
        for sign_up in _of_quota(work, quota.id, SignUpState.WAITING)[: unfilled(work, quota)]:
            SIGN_UP_WORKFLOW.apply(sign_up, "name", work.now)
            fill(shift, sign_up, quota)
            record(work.as_portal(), events.PersonNamed(shift.id, sign_up.id, sign_up.number, waits=False))
    work.session.flush()


def fill(shift: Shift, sign_up: SignUp, quota: Quota) -> None:
    """One of the quota's places is held by the sign-up, until the quota's hour unless it is confirmed."""
    shift.reserved -= 1
    shift.taken += 1
    sign_up.offered_until = quota.returns_at


def _of_quota(work: Work, quota_id: UUID, *states: SignUpState) -> Sequence[SignUp]:
    """In the order in which they were named."""
    work.session.flush()
    asked = select(SignUp).where(SignUp.quota_id == quota_id, SignUp.state.in_(states)).order_by(SignUp.number)
    return work.session.scalars(asked.execution_options(populate_existing=True)).all()


def is_due(work: Work, shift: Shift) -> bool:
    """Whether the hour of a quota has passed, and nobody has given its places back yet."""
    return bool(open_quotas(work, shift, Quota.returns_at <= work.now))


def give_back_due(work: Work, shift: Shift) -> None:
    for quota in open_quotas(work, shift, Quota.returns_at <= work.now):
        give_back(work.as_portal(), shift, quota)


def give_back(work: Work, shift: Shift, quota: Quota) -> None:
    """What nobody has filled, or whoever was named has not answered for, is everybody's from now on. Who has confirmed
    keeps the place; who waits in the organisation's list waits with all others, in the order of coming."""
    left = unfilled(work, quota)
    unanswered = _of_quota(work, quota.id, SignUpState.NAMED)
    for sign_up in unanswered:
        SIGN_UP_WORKFLOW.apply(sign_up, "lapse", work.now)
        sign_up.offered_until = None
        record(work.as_portal(), events.OfferLapsed(shift.id, sign_up.id, sign_up.number))
    shift.taken -= len(unanswered)
    shift.reserved -= left
    quota.returned_at = work.now
    work.session.flush()
    record(work, events.QuotaReturned(shift.id, quota.id, quota.organisation_id, left + len(unanswered)))
