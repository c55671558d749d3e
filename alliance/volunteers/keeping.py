"""What a volunteer does with what is kept of her: corrects it, takes it along, leaves and has it erased."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..organisations.model import District
from ..people.appointments import end
from ..people.erasing import erase_account, forget_invitations, forget_letters
from ..people.events import AppointmentEnded
from ..people.model import Appointment
from ..people.queries import holds_on
from . import events
from .model import TeamMembership, Volunteer, VolunteerQualification
from .numbers import mobile_number
from .signing_up import LETTERS, check_birth, check_guardian, is_child
from .workflow import VOLUNTEER_WORKFLOW


@dataclass(frozen=True, slots=True)
class OwnText:
    """`version`: of what the page showed."""

    name: str
    phone: str
    born_on: date
    guardian: str = ""
    district_code: str = ""
    version: int = 0


def correct(work: Work, text: OwnText) -> None:
    volunteer = _own(work)
    if text.version != volunteer.version:
        raise Conflict()
    check_birth(work, text.born_on)
    child = is_child(work, text.born_on)
    if child:
        check_guardian(text.name, text.guardian)
    if text.district_code and work.session.get(District, text.district_code) is None:
        raise Invalid("district_code", N_("Choose a district."))
    volunteer.name, volunteer.phone = text.name, mobile_number(text.phone)
    volunteer.born_on, volunteer.guardian = text.born_on, text.guardian if child else ""
    volunteer.district_code = text.district_code or None
    work.session.flush()
    record(work, events.VolunteerCorrected(volunteer.id))


def note_taken(work: Work, volunteer_id: UUID) -> None:
    """That she took along what is kept of her; what leaves the portal is on record."""
    record(work, events.VolunteerDataTaken(volunteer_id))


def note_opened(work: Work, volunteer_id: UUID) -> None:
    """That somebody looked at a volunteer's name and number: each look is on record."""
    record(work, events.VolunteerContactOpened(volunteer_id))


class Leaving:
    """What later rooms do before somebody leaves and her row is locked: they lock theirs, which come first."""

    first: Sequence[Callable[[Work, UUID], None]] = ()


def leave(work: Work) -> bool:
    """Leave for good: erase what is personal, end the role, and the account where it was for nothing else. True where
    the account is gone as well."""
    person_id = work.person_id
    _prepare(work, person_id)
    _part(work, _own(work))
    held = select(Appointment).where(
        Appointment.person_id == person_id, Appointment.role == Role.VOLUNTEER, holds_on(local_day(work.now))
    )
    for appointment in work.session.scalars(held).all():
        end(work, appointment)
    return erase_account(work, person_id, Role.VOLUNTEER)


def part_from(work: Work, event: AppointmentEnded) -> None:
    """Whose role as a volunteer was ended by somebody else is none any more, and nothing of them is kept."""
    if event.role == Role.VOLUNTEER:
        _prepare(work, event.person_id)
        own = select(Volunteer).where(Volunteer.person_id == event.person_id).with_for_update()
        for volunteer in work.session.scalars(own).all():
            _part(work, volunteer)


def _prepare(work: Work, person_id: UUID) -> None:
    for volunteer_id in work.session.scalars(select(Volunteer.id).where(Volunteer.person_id == person_id)).all():
        for prepare in Leaving.first:
            prepare(work, volunteer_id)


def _own(work: Work) -> Volunteer:
    own = select(Volunteer).where(Volunteer.person_id == work.person_id).with_for_update()
    volunteer = work.session.scalar(own)
    if volunteer is None:
        raise MoveNotOpen()
    return volunteer


def _part(work: Work, volunteer: Volunteer) -> None:
    """The row stays, so that hours that were served stay counted, and says of nobody any more."""
    VOLUNTEER_WORKFLOW.apply(volunteer, "leave", work.now)
    address = volunteer.email
    for belonging in (TeamMembership, VolunteerQualification):
        work.session.execute(delete(belonging).where(belonging.volunteer_id == volunteer.id))
    volunteer.person_id = volunteer.born_on = volunteer.district_code = volunteer.asked_at = None
    volunteer.name = volunteer.phone = volunteer.email = volunteer.guardian = ""
    work.session.flush()
    forget_invitations(work, address, Role.VOLUNTEER)
    forget_letters(work, address, LETTERS)
    record(work, events.VolunteerLeft(volunteer.id))
