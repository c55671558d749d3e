"""Who acts under an appointment where nobody is signed in: for addresses that a machine reads for a person."""

from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.actor import Actor
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..organisations.model import MEDIA, Organisation, OrganisationState
from .model import Appointment, Person
from .queries import holds_on


def actor_under(work: Work, appointment_id: UUID) -> Actor | None:
    """The actor, as if signed in under this appointment; None where it does not hold today or the account is closed."""
    a, p, o = Appointment, Person, Organisation
    row = work.session.execute(
        select(p.id, p.name, a.role, a.organisation_id, a.district_code, o.short_name, o.state, o.sector_code)
        .join(p, p.id == a.person_id)
        .outerjoin(o, o.id == a.organisation_id)
        .where(a.id == appointment_id, holds_on(local_day(work.now)), p.disabled_at.is_(None))
    ).first()
    if row is None:
        return None
    return Actor(
        person_id=row.id,
        name=row.name,
        role=row.role,
        organisation_id=row.organisation_id,
        organisation_name=row.short_name or "",
        organisation_stands=row.state in (None, OrganisationState.MEMBER),
        of_the_media=row.sector_code == MEDIA,
        district_code=row.district_code,
        appointment_id=appointment_id,
    )


def actor_without_role(work: Work, person_id: UUID) -> Actor | None:
    """Somebody who is known and acts in no role; None where the account is closed."""
    open_account = select(Person.name).where(Person.id == person_id, Person.disabled_at.is_(None))
    name = work.session.scalar(open_account)
    return None if name is None else Actor(person_id=person_id, name=name)
