"""Who keeps a bot, and is written to about it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..organisations.queries import contact_addresses
from ..people.addresses import of_the_center
from ..people.model import Appointment, Person
from ..people.queries import holds_on


def keepers(work: Work, organisation_id: UUID | None) -> Sequence[str]:
    """The organisation's contacts and liaisons; of the center's own, everybody of the center."""
    if organisation_id is None:
        return of_the_center(work)
    liaisons = (
        select(Person.email)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(Appointment.organisation_id == organisation_id, Appointment.role == Role.LIAISON)
        .where(holds_on(local_day(work.now)), Person.disabled_at.is_(None))
    )
    return sorted({*contact_addresses(work, organisation_id), *work.session.scalars(liaisons)})
