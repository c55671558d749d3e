"""Signing up: anybody says who they are, a letter asks whether it was they, and following its link makes it true.

What comes of it is told to the address alone: the page answers the same whether or not somebody is known.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, select

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Invalid, MoveNotOpen
from ..foundation.kernel.ids import new_id
from ..foundation.kernel.words import N_, fold
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal import letters
from ..journal.model import Letter
from ..journal.record import record
from ..people.erasing import forget_invitations, forget_letters
from ..people.events import Appointed
from ..people.invitations import InvitationText, check_address, invite
from ..people.model import Appointment, Person
from ..people.queries import holds_on
from . import events
from .fitness import age_on
from .model import GUARDIAN_AGE, NOTICE, OLDEST, UNCONFIRMED_DAYS, Volunteer
from .numbers import mobile_number
from .vocabulary import VolunteerState
from .workflow import VOLUNTEER_WORKFLOW

MINUTES_BETWEEN = 10
"""So soon after a letter the same address gets no other one."""
OWN_PAGE = "/volunteers/mine"
LETTERS = "volunteer_"
"""How the templates of the letters to volunteers begin."""


@dataclass(frozen=True, slots=True)
class SignUpText:
    """`guardian`: who agrees as well, asked for a child. `agreed`: to the words of NOTICE."""

    name: str
    phone: str
    born_on: date
    agreed: bool
    email: str = ""
    guardian: str = ""


def sign_up(work: Work, text: SignUpText) -> None:
    """Keep the sign-up until its letter is answered. Whoever is known gets a letter that says so, and nothing else;
    who signs up again soon changes nothing, so that nobody writes to an address more often than that."""
    check_address(text.email)
    address, said = fold(text.email), _said(work, text)
    forget_unconfirmed(work)
    if _is_volunteer(work, address):
        _tell_known(work, address)
        return
    fresh = said | {"id": new_id(), "email": address, "state": VolunteerState.SIGNED_UP, "state_since": work.now}
    made = insert_or(work.session, Volunteer).values(fresh | {"version": 1}).on_conflict_do_nothing()
    volunteer_id = work.session.scalar(made.returning(Volunteer.id)) or _sign_up_again(work, address, said)
    if volunteer_id is not None:
        record(work, events.VolunteerSignedUp(volunteer_id))
        invite(work, InvitationText(address, text.name, Role.VOLUNTEER))


def _said(work: Work, text: SignUpText) -> dict[str, Any]:
    """What is kept of it; Invalid where it cannot be true, or where a guardian is missing."""
    if not text.agreed:
        raise Invalid("agreed", N_("Without your consent nothing may be kept. Tick the box to give it."))
    check_birth(work, text.born_on)
    guardian = text.guardian if is_child(work, text.born_on) else ""
    if is_child(work, text.born_on):
        check_guardian(text.name, guardian)
    return {
        "name": text.name,
        "phone": mobile_number(text.phone),
        "born_on": text.born_on,
        "guardian": guardian,
        "agreed_at": work.now,
        "agreed_to": NOTICE,
    }


def is_child(work: Work, born_on: date) -> bool:
    """Whether a guardian has to agree as well."""
    return age_on(born_on, local_day(work.now)) < GUARDIAN_AGE


def check_birth(work: Work, born_on: date) -> None:
    if not 0 <= age_on(born_on, local_day(work.now)) <= OLDEST:
        raise Invalid("born_on", N_("Nobody who can help was born on this day."))


def check_guardian(name: str, guardian: str) -> None:
    if not guardian or fold(guardian) == fold(name):
        raise Invalid("guardian", N_("Under 14 a parent or guardian agrees as well: give that person's name."))


def _is_volunteer(work: Work, address: str) -> bool:
    """Whether an active volunteer, or an account in this role, has the address."""
    active = exists().where(Volunteer.email == address, Volunteer.state == VolunteerState.ACTIVE)
    held = exists().where(
        Person.email == address,
        Appointment.person_id == Person.id,
        Appointment.role == Role.VOLUNTEER,
        holds_on(local_day(work.now)),
    )
    return bool(work.session.scalar(select(active | held)))


def _tell_known(work: Work, address: str) -> None:
    since = work.now - timedelta(minutes=MINUTES_BETWEEN)
    lately = exists().where(Letter.address == address, Letter.template == "volunteer_known", Letter.written_at > since)
    if not work.session.scalar(select(lately)):
        letters.write(work, address, "volunteer_known", path=OWN_PAGE)


def _sign_up_again(work: Work, address: str, said: dict[str, Any]) -> UUID | None:
    """The id, where what was said last counts; None where a letter has just gone, or the link was followed."""
    held = work.session.scalar(
        select(Volunteer)
        .where(Volunteer.email == address, Volunteer.state == VolunteerState.SIGNED_UP)
        .with_for_update()
    )
    if held is None or held.agreed_at > work.now - timedelta(minutes=MINUTES_BETWEEN):
        return None
    _take_over(held, said)
    return held.id


def _take_over(held: Volunteer, said: dict[str, Any]) -> None:
    for name, value in said.items():
        setattr(held, name, value)


def complete(work: Work, text: SignUpText) -> UUID:
    """For somebody who was given the role without signing up: what is kept of them, told by themselves."""
    person = work.session.scalars(select(Person).where(Person.id == work.person_id).with_for_update()).one()
    there = select(Volunteer).where(Volunteer.email == person.email, Volunteer.state != VolunteerState.LEFT)
    volunteer, said = work.session.scalar(there.with_for_update()), _said(work, text)
    if volunteer is None:
        volunteer = Volunteer(email=person.email, state=VolunteerState.SIGNED_UP, state_since=work.now, **said)
        work.session.add(volunteer)
    elif volunteer.state is VolunteerState.ACTIVE:
        raise MoveNotOpen()
    _take_over(volunteer, said)
    _confirm(work, volunteer, person.id)
    return volunteer.id


def confirm_appointed(work: Work, event: Appointed) -> None:
    """Whoever has followed the link is a volunteer from now, with the account that this made or added to."""
    if event.role != Role.VOLUNTEER:
        return
    address = select(Person.email).where(Person.id == event.person_id).scalar_subquery()
    waiting = select(Volunteer).where(Volunteer.email == address, Volunteer.state == VolunteerState.SIGNED_UP)
    volunteer = work.session.scalar(waiting.with_for_update())
    if volunteer is not None:
        _confirm(work, volunteer, event.person_id)


def _confirm(work: Work, volunteer: Volunteer, person_id: UUID) -> None:
    VOLUNTEER_WORKFLOW.apply(volunteer, "confirm", work.now)
    volunteer.person_id = person_id
    work.session.flush()
    record(work, events.VolunteerConfirmed(volunteer.id))


def forget_unconfirmed(work: Work) -> int:
    """Erase the sign-ups whose letter nobody has answered in time, with all that was sent; how many there were."""
    stale = (
        Volunteer.state == VolunteerState.SIGNED_UP,
        Volunteer.agreed_at < work.now - timedelta(days=UNCONFIRMED_DAYS),
    )
    erased = delete(Volunteer).where(*stale).returning(Volunteer.id, Volunteer.email)
    rows = work.session.execute(erased).all()
    for volunteer_id, address in rows:
        forget_invitations(work.as_portal(), address, Role.VOLUNTEER)
        forget_letters(work, address, LETTERS)
        record(work.as_portal(), events.SignUpErased(volunteer_id))
    return len(rows)
