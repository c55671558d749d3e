"""What follows for quotas from elsewhere: a member that is suspended or gone keeps no places."""

from sqlalchemy import select

from ..foundation.store.work import Work
from ..organisations.events import OrganisationLeft, OrganisationMerged, OrganisationSuspended
from ..shifts import places, reserving
from ..shifts.model import Quota, Shift


def give_back_of_member(work: Work, event: OrganisationSuspended | OrganisationLeft | OrganisationMerged) -> None:
    """Who waits for a place is offered one by the next round of the worker: to lock volunteers here would be out of
    order."""
    own = (Quota.organisation_id == event.organisation_id, Quota.returned_at.is_(None))
    ahead = select(Shift.id).join(Quota, Quota.shift_id == Shift.id).where(*own, Shift.starts_at > work.now)
    for shift in places.lock_shifts(work, work.session.scalars(ahead).all()):
        for quota in reserving.open_quotas(work, shift, *own):
            reserving.give_back(work.as_portal(), shift, quota)
