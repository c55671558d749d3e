"""Whoever keeps an event keeps places of its shifts for members, more of them, fewer, and gives them back early.

All of it on a shift that is locked and tended (see `shifts.places`): what was due at this moment is done already.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update

from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..organisations.model import Organisation, OrganisationState
from ..shifts import places, reserving
from ..shifts.model import HOLDING, Quota, Shift, SignUp
from ..shifts.vocabulary import ShiftState, SignUpState
from . import events

NO_MEMBER = N_("Find a member organisation and choose it.")
TWICE = N_("Places are kept for this organisation already: change their number.")
TOO_MANY = N_("At most %(free)d: the other places are taken, or kept already.")
TOO_FEW = N_("At least %(held)d: so many of its people hold a place by now.")
HOUR = N_("An hour between now and the beginning of the shift.")


@dataclass(frozen=True, slots=True)
class QuotaText:
    """`organisation_id`: for whom, when it is kept; later it stays. `version`: as the page showed it."""

    places: int
    returns_at: datetime
    organisation_id: UUID | None = None
    version: int = 0


def keep(work: Work, shift_id: UUID, text: QuotaText) -> UUID:
    """Keep places for a member. Those that it had before, and that were given back, are not its own any more; whoever
    confirmed for it then is counted with the new ones."""
    shift = _ahead(work, shift_id)
    member = (Organisation.id == text.organisation_id, Organisation.state == OrganisationState.MEMBER)
    if work.session.scalar(select(Organisation.id).where(*member)) is None:
        raise Invalid("organisation_id", NO_MEMBER)
    own = (Quota.shift_id == shift.id, Quota.organisation_id == text.organisation_id)
    quota = work.session.scalar(select(Quota).where(*own).execution_options(populate_existing=True))
    if quota is not None and quota.returned_at is None:
        raise Invalid("organisation_id", TWICE)
    if quota is None:
        quota = Quota(shift_id=shift.id, organisation_id=text.organisation_id, places=1, returns_at=shift.starts_at)
        quota.returned_at = work.now
        work.session.add(quota)
        work.session.flush()
    _set(work, shift, quota, text)
    work.session.flush()
    record(work, events.QuotaKept(shift.id, quota.id, quota.organisation_id, quota.places, quota.returns_at))
    return quota.id


def change(work: Work, shift_id: UUID, quota_id: UUID, text: QuotaText) -> None:
    """Another number, another hour; whoever was named answers until the new one."""
    shift = _ahead(work, shift_id)
    quota = _open(work, shift, quota_id)
    if quota.version != text.version:
        raise Conflict()
    _set(work, shift, quota, text)
    unanswered = update(SignUp).where(SignUp.quota_id == quota.id, SignUp.state == SignUpState.NAMED)
    work.session.execute(unanswered.values(offered_until=quota.returns_at))
    work.session.flush()
    record(work, events.QuotaChanged(shift.id, quota.id, quota.organisation_id, quota.places, quota.returns_at))
    places.offer_next(work, shift)


def give_back(work: Work, shift_id: UUID, quota_id: UUID) -> None:
    """Before its hour: what nobody has confirmed is everybody's."""
    shift = _ahead(work, shift_id)
    reserving.give_back(work, shift, _open(work, shift, quota_id))
    places.offer_next(work, shift)


def _ahead(work: Work, shift_id: UUID) -> Shift:
    shift = places.held(work, shift_id, frees=True)
    if shift.state is ShiftState.CANCELLED or shift.starts_at <= work.now:
        raise MoveNotOpen()
    return shift


def _open(work: Work, shift: Shift, quota_id: UUID) -> Quota:
    found = reserving.open_quotas(work, shift, Quota.id == quota_id)
    if not found:
        raise MoveNotOpen()
    return found[0]


def _held_by(work: Work, quota: Quota) -> int:
    held = select(func.count()).where(SignUp.quota_id == quota.id, SignUp.state.in_(HOLDING))
    return work.session.scalar(held) or 0


def _set(work: Work, shift: Shift, quota: Quota, text: QuotaText) -> None:
    """Of the shift's places, those count as the quota's by now that its people hold, and while it is open, all."""
    held, free = _held_by(work, quota), places.open_places(shift)
    before = held if quota.returned_at else quota.places
    if text.places - before > free:
        raise Invalid("places", TOO_MANY, free=before + free)
    if text.places < max(held, 1):
        raise Invalid("places", TOO_FEW, held=max(held, 1))
    if not work.now < text.returns_at <= shift.starts_at:
        raise Invalid("returns_on", HOUR)
    shift.reserved += text.places - before
    quota.places, quota.returns_at, quota.returned_at = text.places, text.returns_at, None
