"""Handing over: somebody leaves, and in one act a colleague stands where they stood."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select, update

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Invalid, NotThere
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal import letters
from ..journal.record import record
from ..organisations.model import Contact, Organisation, Post
from .appointments import Office, appoint, end
from .events import DutiesHandedOver
from .joining import STAFF_PAGE
from .model import Appointment, Invitation, JoinRequest, JoinRequestState, Person, SignIn
from .queries import holds_on, open_at
from .signing_in import end_devices_of


@dataclass(frozen=True, slots=True)
class HandOverText:
    successor_id: UUID


def hand_over(work: Work, appointment: Appointment, text: HandOverText) -> None:
    """End the leaver's appointment and give its role, its open duties and its place as contact to the successor."""
    organisation_id = appointment.organisation_id
    if organisation_id is None:
        raise NotThere()
    successor = _successor(work, appointment, text.successor_id)
    leaver = work.session.get_one(Person, appointment.person_id)
    end(work, appointment)
    _end_devices(work, appointment)
    appoint(work, successor.id, Office(appointment.role, organisation_id))
    is_liaison = appointment.role is Role.LIAISON
    handed = DutiesHandedOver(
        organisation_id=organisation_id,
        leaver_id=leaver.id,
        successor_id=successor.id,
        role=appointment.role,
        join_requests=_waiting(work, organisation_id) if is_liaison else 0,
        invitations=_take_over_invitations(work, appointment, successor.id),
    )
    _name_as_contact(work, appointment, leaver, successor)
    record(work, handed)
    _tell(work, handed, leaver, successor)


def _successor(work: Work, appointment: Appointment, successor_id: UUID) -> Person:
    found = work.session.scalar(
        select(Person)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(
            Person.id == successor_id,
            Person.id != appointment.person_id,
            Person.disabled_at.is_(None),
            Appointment.organisation_id == appointment.organisation_id,
            holds_on(local_day(work.now)),
        )
        .limit(1)
    )
    if found is None:
        raise Invalid("successor_id", N_("Choose somebody else who works for this organisation."))
    return found


def _end_devices(work: Work, appointment: Appointment) -> None:
    """End the devices that wear this appointment; all of them, where the leaver has no other."""
    others = select(Appointment.id).where(Appointment.person_id == appointment.person_id, holds_on(local_day(work.now)))
    if work.session.scalar(others.limit(1)) is None:
        end_devices_of(work, appointment.person_id)
    else:
        end_devices_of(work, appointment.person_id, SignIn.appointment_id == appointment.id)


def _waiting(work: Work, organisation_id: UUID) -> int:
    waiting = select(func.count()).where(
        JoinRequest.organisation_id == organisation_id, JoinRequest.state == JoinRequestState.WAITING
    )
    return work.session.scalar(waiting) or 0


def _take_over_invitations(work: Work, appointment: Appointment, successor_id: UUID) -> int:
    taken = (
        update(Invitation)
        .where(
            Invitation.invited_by_id == appointment.person_id,
            Invitation.organisation_id == appointment.organisation_id,
            *open_at(work.now),
        )
        .values(invited_by_id=successor_id)
        .returning(Invitation.id)
    )
    return len(work.session.scalars(taken).all())


def _name_as_contact(work: Work, appointment: Appointment, leaver: Person, successor: Person) -> None:
    """Put the successor where the organisation named the leaver, or where a liaison goes, as its liaison."""
    named = or_(Contact.name == leaver.name, func.lower(Contact.email) == leaver.email)
    other_liaisons = (
        select(Person.email)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(
            Appointment.organisation_id == appointment.organisation_id,
            Appointment.role == Role.LIAISON,
            Person.id != successor.id,
            holds_on(local_day(work.now)),
        )
    )
    if appointment.role is Role.LIAISON:
        named = or_(named, func.lower(Contact.email).not_in(other_liaisons))
    of_the_organisation = (Contact.organisation_id == appointment.organisation_id, Contact.post == Post.LIAISON)
    work.session.execute(
        update(Contact).where(*of_the_organisation, named).values(name=successor.name, email=successor.email)
    )


def _tell(work: Work, handed: DutiesHandedOver, leaver: Person, successor: Person) -> None:
    role = next(role for role in Role if role == handed.role)
    place = work.session.scalar(select(Organisation.name).where(Organisation.id == handed.organisation_id))
    for person in (leaver, successor):
        letters.write(
            work,
            person.email,
            "duties_handed_over",
            name=person.name,
            place=place,
            role=role.label,
            successor=successor.name,
            is_successor=person is successor,
            join_requests=handed.join_requests,
            invitations=handed.invitations,
            path=f"{STAFF_PAGE}{handed.organisation_id}",
        )
