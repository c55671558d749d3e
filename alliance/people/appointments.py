"""Appointments and accounts: given, ended, disabled. The portal is never left without a center administrator."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select, update

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from .events import AccountDisabled, AccountEnabled, Appointed, AppointmentEnded
from .model import Appointment, Person
from .queries import holds_on
from .signing_in import end_devices_of

LAST_ADMINISTRATOR = N_("This is the last center administrator. Invite another one first, then do this.")


@dataclass(frozen=True, slots=True)
class Office:
    """What a person is appointed to: a role, the place it is bound to, and its last day if it has one."""

    role: Role
    organisation_id: UUID | None = None
    district_code: str | None = None
    to_on: date | None = None


def appoint(work: Work, person_id: UUID, office: Office) -> Appointment:
    """Give the person this office from today; who holds it already keeps it. A liaison is not staff beside."""
    held = _held(work, person_id, office)
    if held is None and office.role is Role.STAFF:
        held = _held(work, person_id, Office(Role.LIAISON, office.organisation_id))
    if held is not None:
        return held
    appointment = Appointment(
        person_id=person_id,
        role=office.role,
        organisation_id=office.organisation_id,
        district_code=office.district_code,
        from_on=local_day(work.now),
        to_on=office.to_on,
    )
    work.session.add(appointment)
    work.session.flush()
    record(work, Appointed(person_id, office.role, office.organisation_id, office.district_code))
    if office.role is Role.LIAISON:
        _end_staff(work, person_id, office)
    return appointment


def _end_staff(work: Work, person_id: UUID, office: Office) -> None:
    below = _held(work, person_id, Office(Role.STAFF, office.organisation_id))
    if below is not None:
        end(work, below)


def _held(work: Work, person_id: UUID, office: Office) -> Appointment | None:
    return work.session.scalar(
        select(Appointment)
        .where(
            Appointment.person_id == person_id,
            Appointment.role == office.role,
            Appointment.organisation_id == office.organisation_id,
            Appointment.district_code == office.district_code,
            holds_on(local_day(work.now)),
        )
        .limit(1)
    )


def end(work: Work, appointment: Appointment) -> None:
    """End an appointment now; a device that wears it loses it with its next request. MoveNotOpen where it has ended."""
    if appointment.role is Role.CENTER_ADMIN:
        _keep_an_administrator(work, appointment.person_id)
    ended = (
        update(Appointment)
        .where(Appointment.id == appointment.id, holds_on(local_day(work.now)))
        .values(ended_at=work.now, to_on=local_day(work.now))
        .returning(Appointment.id)
    )
    if work.session.scalar(ended) is None:
        raise MoveNotOpen()
    record(
        work,
        AppointmentEnded(
            appointment.person_id, appointment.role, appointment.organisation_id, appointment.district_code
        ),
    )


def disable(work: Work, person: Person) -> None:
    """Close the account and sign it out everywhere; its appointments stay for the day it is enabled again."""
    _keep_an_administrator(work, person.id)
    _set_disabled(work, person, disable_it=True)
    record(work, AccountDisabled(person.id, end_devices_of(work, person.id)))


def enable(work: Work, person: Person) -> None:
    _set_disabled(work, person, disable_it=False)
    record(work, AccountEnabled(person.id))


def _set_disabled(work: Work, person: Person, *, disable_it: bool) -> None:
    as_shown = Person.disabled_at.is_(None) if disable_it else Person.disabled_at.is_not(None)
    changed = (
        update(Person)
        .where(Person.id == person.id, as_shown)
        .values(disabled_at=work.now if disable_it else None)
        .returning(Person.id)
    )
    if work.session.scalar(changed) is None:
        raise MoveNotOpen()


def _keep_an_administrator(work: Work, person_id: UUID) -> None:
    """Conflict where this person is the last center administrator who can act and whose days are not numbered.

    Every administrator's rows are locked, always in the same order: of two who end each other at once, one is late.
    """
    rows = work.session.scalars(
        select(Appointment.person_id)
        .join(Person, Person.id == Appointment.person_id)
        .where(
            Appointment.role == Role.CENTER_ADMIN,
            Appointment.to_on.is_(None),
            holds_on(local_day(work.now)),
            Person.disabled_at.is_(None),
        )
        .order_by(Appointment.id)
        .with_for_update()
    )
    if set(rows) == {person_id}:
        raise Conflict(LAST_ADMINISTRATOR)
