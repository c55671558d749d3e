"""The story that the demonstration tells: the launch of 2022-07-04, and what has happened since."""

from datetime import UTC, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ..foundation.kernel.actor import PORTAL
from ..foundation.store.work import Work
from ..journal.model import Entry
from ..organisations.model import Organisation
from ..people.model import Appointment, Person
from ..people.passwords import hashed
from .accounts import PASSWORD, PLAN, Planned

LAUNCH = datetime(2022, 7, 4, 1, 30, tzinfo=UTC)


def is_empty(session: Session) -> bool:
    """Whether nobody has used this database: no organisation, no person, no entry."""
    used = select(exists(select(Organisation.id)) | exists(select(Person.id)) | exists(select(Entry.number)))
    return not session.scalar(used)


def tell(session: Session) -> None:
    """Fill an empty database; the caller commits."""
    work = Work(PORTAL, LAUNCH, session)
    for planned in PLAN:
        _open_account(work, planned)


def _open_account(work: Work, planned: Planned) -> Person:
    person = Person(
        email=planned.email,
        name=planned.office,
        password_hash=hashed(PASSWORD),
        joined_at=work.now,
        demonstration=True,
    )
    work.session.add(person)
    work.session.flush()
    district = planned.at if planned.at.isdigit() else None
    organisation_id = work.session.scalar(select(Organisation.id).where(Organisation.short_name == planned.at))
    appointment = Appointment(
        person_id=person.id,
        role=planned.role,
        organisation_id=organisation_id,
        district_code=district,
        from_on=work.now.date(),
    )
    work.session.add(appointment)
    return person
