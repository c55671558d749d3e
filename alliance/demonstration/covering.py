"""Cover in the demonstration: the volunteer is asked to stand in, asks others herself; a free place is asked for."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..cover import asking
from ..foundation.kernel.actor import Actor, Role
from ..foundation.store.work import Work
from ..people.model import Appointment, Person
from ..publicity.model import PublicityEvent
from ..shifts import keeping, signing_up
from ..shifts.keeping import ShiftText
from ..shifts.model import Shift, SignUp
from ..volunteers.model import Volunteer
from . import publicising
from .casework import actor_of


def tell_of_cover(session: Session, now: datetime) -> None:
    names = ("volunteer", "bank", "officer")
    helper, bank, officer = (Work(actor_of(session, f"{name}@demo.example"), now, session) for name in names)
    asking.name(*_first_of(session, now, "签到引导岗"), asking.Naming("volunteer@demo.example"))
    own = signing_up.sign_up(helper, _setting_up(bank))
    asking.name(helper, own.id, asking.Naming("nobody@demo.example"))
    asking.seek(helper, own.id)
    handing_out = session.scalars(select(Shift).where(Shift.role == "宣传品发放岗")).one()
    asking.call(officer, handing_out.event_id, handing_out.id)


def _first_of(session: Session, now: datetime, role: str) -> tuple[Work, UUID]:
    """Whoever has signed up first for that shift, and her sign-up."""
    asked = (
        select(SignUp.id, Person.id, Person.name, Appointment.id)
        .join(Shift, Shift.id == SignUp.shift_id)
        .join(Volunteer, Volunteer.id == SignUp.volunteer_id)
        .join(Person, Person.id == Volunteer.person_id)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(Shift.role == role, SignUp.number == 1)
    )
    sign_up_id, person_id, name, appointment_id = session.execute(asked).one()
    return Work(Actor(person_id, name, Role.VOLUNTEER, appointment_id=appointment_id), now, session), sign_up_id


def _setting_up(bank: Work) -> UUID:
    """Before the lecture begins chairs and boards are set up: that leaves time for the lecture itself."""
    event = bank.session.scalars(select(PublicityEvent).where(PublicityEvent.title == publicising.LECTURE.title)).one()
    begins = event.starts_at - timedelta(hours=2)
    before = (begins - timedelta(hours=12), begins - timedelta(hours=24))
    text = ShiftText("会场布置岗", begins, event.starts_at - timedelta(minutes=30), *before, places=1)
    shift_id = keeping.plan(bank, event.id, text)
    keeping.open_shift(bank, event.id, shift_id)
    return shift_id
