"""When an organisation is no longer in the alliance, nobody acts for it any more."""

from sqlalchemy import select

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..organisations.events import OrganisationLeft, OrganisationMerged
from .appointments import end
from .invitations import revoke_all
from .joining import decline
from .model import Appointment, Invitation, JoinRequest, JoinRequestState
from .queries import holds_on


def end_with_organisation(work: Work, event: OrganisationLeft | OrganisationMerged) -> None:
    """End its appointments, revoke its open invitations and answer those who still wait to join it."""
    portal, gone = work.as_portal(), event.organisation_id
    held = select(Appointment).where(Appointment.organisation_id == gone, holds_on(local_day(work.now)))
    for appointment in work.session.scalars(held).all():
        end(portal, appointment)
    revoke_all(portal, Invitation.organisation_id == gone)
    waiting = select(JoinRequest).where(
        JoinRequest.organisation_id == gone, JoinRequest.state == JoinRequestState.WAITING
    )
    for request in work.session.scalars(waiting).all():
        decline(portal, request)
