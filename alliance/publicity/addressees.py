"""Whom letters about events reach: the center, who proposed it, whom it invites, and who takes part."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select

from ..audiences.queries import members_of
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..organisations.model import Contact, Organisation, OrganisationState
from ..organisations.queries import takes_letters
from .model import PublicityEvent
from .parts import taking_part
from .queries import terms_of


def event_of(work: Work, event_id: UUID) -> PublicityEvent:
    return work.session.get_one(PublicityEvent, event_id)


def concerned(work: Work, event: PublicityEvent) -> Sequence[str]:
    """The liaisons of every standing member that it invites or that takes part, each address once. One statement."""
    o = Organisation
    invited = members_of(terms_of(work, event.audience_id), local_day(work.now))
    asked = (
        select(Contact.email)
        .join(o, o.id == Contact.organisation_id)
        .where(
            or_(invited, o.id.in_(taking_part(event.id))),
            o.state == OrganisationState.MEMBER,
            takes_letters(),
        )
        .distinct()
        .order_by(Contact.email)
    )
    return work.session.scalars(asked).all()
