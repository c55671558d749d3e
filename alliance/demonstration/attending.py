"""Attendance in the demonstration: hours of last week that both confirmed, with a certificate; a list of today."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..attendance import hours, hours_queries, listing, noting
from ..attendance.listing import Tap
from ..attendance.noting import Hours
from ..attendance.vocabulary import Act, Way
from ..certificates import issuing
from ..certificates.issuing import Period
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..publicity.model import PublicityEvent
from ..shifts import queries as shifts
from ..shifts.model import Shift, SignUp
from ..shifts.vocabulary import ShiftState, SignUpState
from ..volunteers.model import Volunteer
from . import publicising
from .casework import actor_of


@dataclass(frozen=True, slots=True)
class Planned:
    """A shift of an event, by its title."""

    title: str
    task: str
    starts_at: datetime
    hours: float


def tell_of_attendance(session: Session, now: datetime) -> None:
    officer, helper = (
        Work(actor_of(session, f"{name}@demo.example"), now, session) for name in ("officer", "volunteer")
    )
    _last_week(officer, helper)
    _today(officer, helper)


def _event(work: Work, title: str) -> PublicityEvent:
    return work.session.scalars(select(PublicityEvent).where(PublicityEvent.title == title)).one()


def _shift(work: Work, planned: Planned) -> Shift:
    begun = planned.starts_at
    shift = Shift(
        event_id=_event(work, planned.title).id,
        role=planned.task,
        starts_at=begun,
        ends_at=begun + timedelta(hours=planned.hours),
        places=10,
        sign_up_until=begun,
        withdraw_until=begun,
        state=ShiftState.CLOSED,
        state_since=begun,
    )
    work.session.add(shift)
    work.session.flush()
    return shift


def _sign_up(work: Work, shift: Shift, number: int, volunteer_id: UUID | None, name: str = "") -> UUID:
    state = SignUpState.CONFIRMED if volunteer_id else SignUpState.NAMED
    at = shift.starts_at - timedelta(days=5)
    who = {"shift_id": shift.id, "number": number, "volunteer_id": volunteer_id, "name": name, "email": ""}
    made = SignUp(**who, signed_up_at=at, state=state, state_since=at)
    work.session.add(made)
    shift.taken += 1
    work.session.flush()
    return made.id


def _own(work: Work) -> UUID:
    return work.session.scalars(select(Volunteer.id).where(Volunteer.person_id == work.person_id)).one()


def _last_week(officer: Work, helper: Work) -> None:
    held = publicising.HELD
    begun = _event(officer, held.title).starts_at
    shift = _shift(officer, Planned(held.title, "咨询引导岗", begun, 4))
    sign_up = _sign_up(officer, shift, 1, _own(helper))
    of = Hours(shift.starts_at, shift.ends_at)
    noting.note(replace(helper, now=begun - timedelta(minutes=8)), sign_up, of, (Act.COME, Way.SCANNED))
    noting.note(replace(helper, now=shift.ends_at + timedelta(minutes=5)), sign_up, of, (Act.LEAVE, Way.SCANNED))
    hours.confirm_own(helper, sign_up, 1)
    line = hours_queries.line(officer, shift.id, sign_up)
    if line:
        hours.confirm_kept(officer, line, 1)
    today = local_day(helper.now)
    issuing.ask(helper, Period(today - timedelta(days=30), today))


def _today(officer: Work, helper: Work) -> None:
    shift = _shift(officer, Planned(publicising.MONTH.title, "入户宣传岗", officer.now - timedelta(minutes=20), 4))
    _sign_up(officer, shift, 1, _own(helper))
    second = _sign_up(officer, shift, 2, None, "志愿者岗二（演示）")
    _sign_up(officer, shift, 3, None, "志愿者岗三（演示）")
    reading = shifts.reading(officer, shift.id)
    if reading:
        listing.tap(officer, reading, Tap("demonstration-0001", Act.COME, second))
        listing.tap(officer, reading, Tap("demonstration-0002", Act.COME, typed="8888"))
