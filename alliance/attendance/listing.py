"""Whoever keeps the event notes arrivals on the list of a shift: now, or later what a phone kept meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..publicity.vocabulary import EventState
from ..shifts.model import SignUp
from ..shifts.queries import ShiftReading
from ..shifts.vocabulary import ShiftState, SignUpState
from ..volunteers.model import Volunteer
from ..volunteers.numbers import TAIL
from . import failing, times
from .failing import About, Attempt
from .finding import SOON
from .model import Attendance, Scan
from .noting import Hours, Noted, note
from .times import LEAVES_UNTIL, Told, opens_at
from .vocabulary import Act, Fault, Outcome, Way

EXPECTED = (SignUpState.CONFIRMED, SignUpState.NAMED)
"""Whoever an organisation has named may come as well; then the hours are nobody's until they join."""


@dataclass(frozen=True, slots=True)
class Tap:
    """`sign_up_id`: of the line that was tapped; `typed`: a number or the end of a phone number instead. `told`: by the
    phone, where it is sent later."""

    key: str
    act: Act
    sign_up_id: UUID | None = None
    typed: str = ""
    told: Told | None = None


def tap(work: Work, shift: ShiftReading, said: Tap) -> Noted:
    """Note it once: the same key is answered as it was the first time."""
    first = _first(work, said.key)
    if first:
        return first
    found = _meant(work, shift, said)
    noted = _refused(work, shift, said, found) or _noted(work, shift, said, found)
    about = About(shift.event_id, shift.id, found.id if found else None)
    attempt = Attempt(
        said.key,
        said.act,
        Way.LISTED,
        fault=noted.fault,
        outcome=noted.outcome,
        typed="" if found else said.typed,
        volunteer_id=found.volunteer_id if found else None,
        told=said.told,
        at=noted.at,
    )
    if not failing.keep(work, about, attempt):
        return _first(work, said.key) or noted
    return noted


def _first(work: Work, key: str) -> Noted | None:
    asked = select(Scan.outcome, Scan.act, Scan.at, Scan.fault).where(Scan.by_id == work.person_id, Scan.key == key)
    row = work.session.execute(asked).first()
    return Noted(*row) if row else None


def _meant(work: Work, shift: ShiftReading, said: Tap) -> Any:
    """The sign-up that was tapped or whose digits were typed; None where it is none, or not one alone."""
    u, v, a = SignUp, Volunteer, Attendance
    asked = select(u.id, u.volunteer_id, u.state, u.number, v.phone, a.came_at).outerjoin(v, v.id == u.volunteer_id)
    rows = work.session.execute(asked.outerjoin(a, a.sign_up_id == u.id).where(u.shift_id == shift.id)).all()
    if said.sign_up_id:
        return next((row for row in rows if row.id == said.sign_up_id), None)
    held: Sequence[Any] = [row for row in rows if row.state in EXPECTED or row.came_at]
    by_phone = [row for row in held if len(said.typed) >= TAIL and (row.phone or "").endswith(said.typed)]
    by_number = [row for row in held if said.typed.isdecimal() and str(row.number) == said.typed.lstrip("0")]
    found = by_phone or by_number
    return found[0] if len(found) == 1 else None


def _refused(work: Work, shift: ShiftReading, said: Tap, found: Any) -> Noted | None:
    fault = _fault(shift, found) or _of_another_time(work, shift, said)
    if fault is None:
        return None
    last = shift.ends_at + LEAVES_UNTIL
    moment: datetime = times.counting(said.told, work.now, opens_at(shift.starts_at), last).at
    return Noted(Outcome.FAILED, said.act, moment, fault)


def _fault(shift: ShiftReading, found: Any) -> Fault | None:
    """None for whoever has come, too: they still leave, whatever was called off since."""
    if found is not None and found.came_at:
        return None
    if shift.event_state is EventState.CANCELLED:
        return Fault.EVENT_CANCELLED
    if shift.state is ShiftState.CANCELLED:
        return Fault.SHIFT_CANCELLED
    if found is None:
        return Fault.UNKNOWN
    return None if found.state in EXPECTED else Fault.NO_PLACE


def _of_another_time(work: Work, shift: ShiftReading, said: Tap) -> Fault | None:
    """A list is open for weeks; people are noted on it around the shift, or later what a phone kept from then."""
    if work.now < shift.starts_at - SOON:
        same = local_day(work.now) == local_day(shift.starts_at)
        return Fault.TOO_EARLY if same else Fault.OTHER_DAY
    over = times.happened(said.told, work.now) > shift.ends_at + LEAVES_UNTIL
    return Fault.OVER if over and said.act is Act.COME else None


def _noted(work: Work, shift: ShiftReading, said: Tap, found: Any) -> Noted:
    return note(work, found.id, Hours(shift.starts_at, shift.ends_at), (said.act, Way.LISTED), said.told)
