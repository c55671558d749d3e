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
from .vocabulary import EventState


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


def cancelled_first(work: Work, event: PublicityEvent) -> PublicityEvent:
    """Of the events of its series that are cancelled with it, the first: of that one the series is told."""
    e = PublicityEvent
    with_it = (e.series_id == event.series_id, e.state == EventState.CANCELLED, e.state_since == event.state_since)
    return work.session.scalars(select(e).where(*with_it).order_by(e.starts_at, e.id).limit(1)).one()
