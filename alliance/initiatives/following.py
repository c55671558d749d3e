"""An organisation that comes into the audience of an open initiative gets it too.

One that leaves keeps its answer: whether it is still addressed is read when it is asked, so nothing needs to follow.
"""

from typing import Protocol
from uuid import UUID

from sqlalchemy import exists, select

from ..audiences.queries import audiences_of
from ..foundation.store.numbering import Numbering
from ..foundation.store.work import Work
from ..journal.record import record
from . import events, issuing
from .model import Initiative, Response
from .vocabulary import InitiativeState


class AboutOrganisation(Protocol):
    @property
    def organisation_id(self) -> UUID: ...


def reach(work: Work, event: AboutOrganisation) -> None:
    """Give the organisation what its audience has got; asked first is whether anything is missing at all. The row that
    issuing holds is held before, so that nothing is issued between the two."""
    portal, organisation_id = work.as_portal(), event.organisation_id
    portal.session.flush()
    portal.session.execute(select(Numbering.last).where(Numbering.series == issuing.SERIES).with_for_update())
    has = exists().where(Response.initiative_id == Initiative.id, Response.organisation_id == organisation_id)
    missing = select(Initiative.id, Initiative.audience_id).where(Initiative.state == InitiativeState.ISSUED, ~has)
    rows = portal.session.execute(missing).all()
    within = audiences_of(portal, organisation_id) if rows else frozenset()
    for initiative_id, audience_id in rows:
        if audience_id in within:
            issuing.send(portal, initiative_id, [organisation_id])
            response = select(Response.id).where(
                Response.initiative_id == initiative_id, Response.organisation_id == organisation_id
            )
            found = portal.session.scalars(response).one()
            record(portal, events.InitiativeReached(found, initiative_id, organisation_id))
