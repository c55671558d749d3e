"""The shifts of the demonstration: a lecture with free places; a fair with a full shift, one who waits, an offer, and
places kept for a bank, which has named more people than it has places."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..foundation.kernel.actor import Actor, Role
from ..foundation.store.work import Work
from ..people.model import Appointment, Person
from ..publicity.model import PublicityEvent
from ..quotas import keeping as quotas
from ..quotas import naming
from ..quotas.keeping import QuotaText
from ..quotas.naming import Named
from ..shifts import keeping, signing_up
from ..shifts.keeping import ShiftText
from ..shifts.model import Shift
from . import publicising
from .casework import actor_of

DAY_BEFORE = timedelta(hours=24)
EVENING_BEFORE = timedelta(hours=12)


def tell_of_shifts(session: Session, now: datetime) -> None:
    bank, officer = (Work(actor_of(session, f"{who}@demo.example"), now, session) for who in ("bank", "officer"))
    lecture, fair = publicising.LECTURE.title, publicising.FAIR.title
    guiding = _open(bank, lecture, "签到引导岗", places=6, words="请提前十五分钟到社区活动室门口集合。")
    _open(bank, lecture, "宣讲助教岗", places=2, least_age=18, qualification_code="fraud_lecturing")
    boards = _open(officer, fair, "展板讲解岗", places=2, least_age=16, words="现场发放马甲，请穿平底鞋。")
    leaflets = _open(officer, fair, "宣传品发放岗", places=12)
    _keep(officer, bank, leaflets, 4)
    carrier = Work(actor_of(session, "carrier@demo.example"), now, session)
    _keep(officer, carrier, leaflets, 2, named=0)
    for number in (1, 2, 3):
        signing_up.sign_up(_helper(session, now, number), guiding)
    first = signing_up.sign_up(_helper(session, now, 4), boards)
    signing_up.sign_up(_helper(session, now, 5), boards)
    signing_up.sign_up(Work(actor_of(session, "volunteer@demo.example"), now, session), boards)
    for number in (6, 7):
        signing_up.sign_up(_helper(session, now, number), boards)
    signing_up.withdraw(_helper(session, now, 4), first.id)


def _keep(officer: Work, member: Work, shift_id: UUID, places: int, named: int = 6) -> None:
    """Until two days before. Those who are named have no account."""
    returns_at = officer.session.get_one(Shift, shift_id).starts_at - 2 * DAY_BEFORE
    quota_id = quotas.keep(officer, shift_id, QuotaText(places, returns_at, member.actor.organisation_id))
    people = [Named(f"员工{number:02}（演示）", f"staff{number}@demo.example") for number in range(1, named + 1)]
    if people:
        naming.name_people(member, quota_id, people)


def _open(work: Work, title: str, role: str, **said: Any) -> UUID:
    event = work.session.scalars(select(PublicityEvent).where(PublicityEvent.title == title)).one()
    starts_at = event.starts_at
    text = ShiftText(role, starts_at, event.ends_at, starts_at - EVENING_BEFORE, starts_at - DAY_BEFORE, **said)
    shift_id = keeping.plan(work, event.id, text)
    keeping.open_shift(work, event.id, shift_id)
    return shift_id


def _helper(session: Session, now: datetime, number: int) -> Work:
    """One of those who cannot sign in."""
    person = session.scalars(select(Person).where(Person.email == f"helper{number}@demo.example")).one()
    held = session.scalars(select(Appointment.id).where(Appointment.person_id == person.id)).one()
    return Work(Actor(person.id, person.name, Role.VOLUNTEER, appointment_id=held), now, session)
