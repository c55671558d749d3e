"""What is read of hours: those of a shift, one person's, and every figure that was ever said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from ..foundation.store.work import Work
from ..publicity.model import PublicityEvent
from ..shifts.model import Shift, SignUp
from ..shifts.queries import ShiftReading
from ..shifts.visibility import kept
from ..volunteers.model import Volunteer
from ..volunteers.numbers import masked_name, tail_of
from .listing import EXPECTED
from .model import Attendance, HoursFigure
from .queries import LIST_MOST


@dataclass(frozen=True, slots=True)
class HoursLine:
    """Somebody's hours at a shift. `organisation_id`, `approved_at`: of the event, for the rules; `person_id`: whose
    they are, so that nobody confirms their own."""

    sign_up_id: UUID
    shift_id: UUID
    event_id: UUID
    organisation_id: UUID | None
    approved_at: datetime | None
    title: str
    task: str
    starts_at: datetime
    ends_at: datetime
    number: int
    person_id: UUID | None
    came_at: datetime | None
    left_at: datetime | None
    minutes: int | None
    revision: int
    kept_confirmed_at: datetime | None
    own_confirmed_at: datetime | None
    doubtful: bool
    objection: str
    name: str
    tail: str


def _lines() -> Select[*tuple[Any, ...]]:
    u, s, e, v, a = SignUp, Shift, PublicityEvent, Volunteer, Attendance
    return (
        select(u.id, s.id, e.id, e.organisation_id, e.approved_at, e.title, s.role, s.starts_at, s.ends_at, u.number)
        .add_columns(v.person_id, a.came_at, a.left_at, a.minutes, func.coalesce(a.revision, 0))
        .add_columns(a.kept_confirmed_at, a.own_confirmed_at, func.coalesce(a.doubtful, False))
        .add_columns(func.coalesce(a.objection, ""), func.coalesce(v.name, u.name), func.coalesce(v.phone, ""))
        .join(s, s.id == u.shift_id)
        .join(e, e.id == s.event_id)
        .outerjoin(v, v.id == u.volunteer_id)
        .outerjoin(a, a.sign_up_id == u.id)
    )


def _line(row: Any) -> HoursLine:
    *known, name, phone = row
    values: list[Any] = [*known, masked_name(name), tail_of(phone)]
    return HoursLine(*values)


def of_shift(work: Work, shift: ShiftReading) -> Sequence[HoursLine]:
    """Whoever was there or is expected, in the order of the list. One statement."""
    there = or_(SignUp.state.in_(EXPECTED), Attendance.came_at.is_not(None))
    asked = _lines().where(SignUp.shift_id == shift.id, there, kept(work)).order_by(SignUp.number)
    return [_line(row) for row in work.session.execute(asked.limit(LIST_MOST))]


def line(work: Work, shift_id: UUID, sign_up_id: UUID) -> HoursLine | None:
    """Whether the actor may see it is asked at the door."""
    there = or_(SignUp.state.in_(EXPECTED), Attendance.came_at.is_not(None))
    row = work.session.execute(_lines().where(SignUp.id == sign_up_id, SignUp.shift_id == shift_id, there)).first()
    return _line(row) if row else None


@dataclass(frozen=True, slots=True)
class FigureLine:
    revision: int
    came_at: datetime
    left_at: datetime
    minutes: int
    reason: str
    said_at: datetime
    by_oneself: bool


def figures(work: Work, sign_up_id: UUID) -> Sequence[FigureLine]:
    """Every figure, the newest first; asked by a page whose door has let the reader in."""
    f, v, u = HoursFigure, Volunteer, SignUp
    asked = (
        select(f.revision, f.came_at, f.left_at, f.minutes, f.reason, f.said_at)
        .add_columns(func.coalesce(f.said_by_id == v.person_id, False))
        .join(u, u.id == f.sign_up_id)
        .outerjoin(v, v.id == u.volunteer_id)
        .where(f.sign_up_id == sign_up_id)
        .order_by(f.revision.desc())
    )
    return [FigureLine(*row) for row in work.session.execute(asked)]
