"""What follows for bots from elsewhere: who is suspended hears nothing, and who is gone keeps no bot."""

from sqlalchemy import select

from ..foundation.store.work import Work
from ..organisations.events import OrganisationLeft, OrganisationMerged, OrganisationSuspended
from . import keeping
from .model import Bot


def fall_silent(work: Work, event: OrganisationSuspended) -> None:
    """What waits is not said when the organisation is back: it is old by then."""
    own = select(Bot.id).where(Bot.organisation_id == event.organisation_id)
    keeping.forget_waiting(work.session, *work.session.scalars(own))


def remove_of_departed(work: Work, event: OrganisationLeft | OrganisationMerged) -> None:
    for bot in work.session.scalars(select(Bot).where(Bot.organisation_id == event.organisation_id)).all():
        keeping.remove(work.as_portal(), bot)
