"""The people of one organisation: who acts for it, who asks to, and what somebody who leaves would leave behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from ..foundation.kernel.actor import RANK, Role
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..organisations.model import Contact, District, Organisation, Post
from .model import Appointment, Invitation, JoinRequest, JoinRequestState, Person
from .queries import holds_on, open_at

STAFF_MOST = 200


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One appointment; `disabled`: the account is closed."""

    appointment_id: UUID
    person_id: UUID
    name: str
    email: str
    role: Role
    from_on: date
    to_on: date | None
    last_sign_in_at: datetime | None
    disabled: bool


def staff(work: Work, organisation_id: UUID) -> Sequence[StaffLine]:
    """Who acts for the organisation today, liaisons first; at most 200 lines."""
    rows = work.session.execute(
        select(
            Appointment.id,
            Person.id.label("person_id"),
            Person.name,
            Person.email,
            Appointment.role,
            Appointment.from_on,
            Appointment.to_on,
            Person.last_sign_in_at,
            Person.disabled_at.is_not(None),
        )
        .join(Person, Person.id == Appointment.person_id)
        .where(Appointment.organisation_id == organisation_id, holds_on(local_day(work.now)))
        .order_by(Appointment.role != Role.LIAISON, Person.name, Appointment.id)
        .limit(STAFF_MOST)
    )
    return [StaffLine(*row) for row in rows]


def find_appointment(work: Work, appointment_id: UUID) -> Appointment | None:
    return work.session.get(Appointment, appointment_id)


def find_appointment_of(work: Work, organisation_id: UUID, appointment_id: UUID) -> Appointment | None:
    """An appointment through its organisation: with both ids, or not at all."""
    return work.session.scalar(
        select(Appointment).where(Appointment.id == appointment_id, Appointment.organisation_id == organisation_id)
    )


@dataclass(frozen=True, slots=True)
class AppointmentReading:
    """An appointment as its page shows it; `rank`, `organisation_id` and `person_id` are what the rules ask of."""

    appointment_id: UUID
    person_id: UUID
    name: str
    email: str
    role: Role
    organisation_id: UUID | None
    place_zh: str
    place_en: str
    from_on: date
    to_on: date | None
    last_sign_in_at: datetime | None
    disabled: bool
    holds: bool

    @property
    def rank(self) -> int:
        return RANK[self.role]


def appointment(work: Work, appointment_id: UUID) -> AppointmentReading | None:
    """One appointment for its page; whether the actor may read it is asked at the door."""
    row = work.session.execute(
        select(
            Appointment,
            Person.name,
            Person.email,
            Person.last_sign_in_at,
            Person.disabled_at,
            Organisation.name.label("organisation_name"),
            District.zh,
            District.en,
            holds_on(local_day(work.now)).label("holds"),
        )
        .join(Person, Person.id == Appointment.person_id)
        .outerjoin(Organisation, Organisation.id == Appointment.organisation_id)
        .outerjoin(District, District.code == Appointment.district_code)
        .where(Appointment.id == appointment_id)
    ).first()
    if row is None:
        return None
    found: Appointment = row.Appointment
    return AppointmentReading(
        appointment_id=found.id,
        person_id=found.person_id,
        name=row.name,
        email=row.email,
        role=found.role,
        organisation_id=found.organisation_id,
        place_zh=row.organisation_name or row.zh or "",
        place_en=row.organisation_name or row.en or "",
        from_on=found.from_on,
        to_on=found.to_on,
        last_sign_in_at=row.last_sign_in_at,
        disabled=row.disabled_at is not None,
        holds=bool(row.holds),
    )


@dataclass(frozen=True, slots=True)
class RequestLine:
    id: UUID
    organisation_id: UUID
    organisation_name: str
    name: str
    email: str
    note: str
    asked_at: datetime
    state: JoinRequestState


def waiting_requests(work: Work, organisation_id: UUID) -> Sequence[RequestLine]:
    """Who asks to join and has no answer yet, oldest first; at most 200 lines."""
    return _requests(
        work, JoinRequest.organisation_id == organisation_id, JoinRequest.state == JoinRequestState.WAITING
    )


def request(work: Work, request_id: UUID) -> RequestLine:
    """Ask only where the actor may answer this request."""
    return _requests(work, JoinRequest.id == request_id)[0]


def _requests(work: Work, *which: ColumnElement[bool]) -> Sequence[RequestLine]:
    rows = work.session.execute(
        select(
            JoinRequest.id,
            JoinRequest.organisation_id,
            Organisation.name,
            JoinRequest.name.label("who"),
            JoinRequest.email,
            JoinRequest.note,
            JoinRequest.asked_at,
            JoinRequest.state,
        )
        .join(Organisation, Organisation.id == JoinRequest.organisation_id)
        .where(*which)
        .order_by(JoinRequest.asked_at, JoinRequest.id)
        .limit(STAFF_MOST)
    )
    return [RequestLine(*row) for row in rows]


def find_request(work: Work, organisation_id: UUID, request_id: UUID) -> JoinRequest | None:
    """A request to join through its organisation: with both ids, or not at all."""
    return work.session.scalar(
        select(JoinRequest).where(JoinRequest.id == request_id, JoinRequest.organisation_id == organisation_id)
    )


@dataclass(frozen=True, slots=True)
class OpenDuties:
    """What is open in a leaver's name. `contact`: whom the organisation names as its liaison."""

    join_requests: int
    invitations: int
    contact: str
    confirmed_at: datetime


def open_duties(work: Work, leaver: AppointmentReading) -> OpenDuties:
    """In one statement; a member of staff answers no requests."""
    waiting = select(func.count(JoinRequest.id)).where(
        JoinRequest.organisation_id == leaver.organisation_id, JoinRequest.state == JoinRequestState.WAITING
    )
    made = select(func.count(Invitation.id)).where(
        Invitation.organisation_id == leaver.organisation_id,
        Invitation.invited_by_id == leaver.person_id,
        *open_at(work.now),
    )
    contact = select(Contact.name).where(
        Contact.organisation_id == leaver.organisation_id, Contact.post == Post.LIAISON
    )
    row = work.session.execute(
        select(
            waiting.scalar_subquery(), made.scalar_subquery(), contact.scalar_subquery(), Organisation.confirmed_at
        ).where(Organisation.id == leaver.organisation_id)
    ).one()
    requests, invitations, named, confirmed_at = row
    return OpenDuties(requests if leaver.role is Role.LIAISON else 0, invitations, named or "", confirmed_at)
