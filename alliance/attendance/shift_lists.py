"""The shifts of an event or of these days, each with how many are expected, have come and have left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, UnaryExpression, func, literal, or_, select, tuple_

from ..foundation.kernel.clock import first_of, local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..publicity.model import PublicityEvent
from ..shifts import queries as shifts
from ..shifts.model import Shift, SignUp
from ..shifts.queries import ShiftReading
from ..shifts.visibility import kept
from ..shifts.vocabulary import STANDING_SHIFT
from .listing import EXPECTED
from .model import Attendance
from .queries import LIST_MOST

DAYS_BACK, DAYS_AHEAD = 14, 7
Key = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """A shift with how many are expected, have come and have left, and how many figures the organisers have still to
    confirm."""

    shift: ShiftReading
    expected: int
    came: int
    left: int
    to_confirm: int


@dataclass(frozen=True, slots=True)
class ShiftPage:
    lines: Sequence[ShiftLine]
    next_key: Key | None


def of_event(work: Work, event_id: UUID) -> Sequence[ShiftLine]:
    """Its shifts in their order, where the actor keeps it. One statement."""
    order = (Shift.starts_at.asc(), Shift.id.asc())
    return _lines(work, _those(work, Shift.event_id == event_id).order_by(*order).limit(LIST_MOST), order)


def of_days(work: Work, after: Key | None, *, past: bool) -> ShiftPage:
    """A page of those that the actor keeps: of today and the next days, the next first; or of the last days, the newest
    first. One statement."""
    s, today = Shift, first_of(local_day(work.now))
    order: Sequence[UnaryExpression[Any]] = (s.starts_at.asc(), s.id.asc())
    over = s.ends_at < today
    if past:
        order = (s.starts_at.desc(), s.id.desc())
    near = (s.starts_at >= today - timedelta(days=DAYS_BACK), s.starts_at < today + timedelta(days=DAYS_AHEAD))
    those = _those(work, s.state.in_(STANDING_SHIFT), *near, over if past else ~over)
    if after:
        last = tuple_(literal(after[0], s.starts_at.type), literal(after[1], s.id.type))
        its = tuple_(s.starts_at, s.id)
        those = those.where(its < last if past else its > last)
    found = _lines(work, those.order_by(*order).limit(PAGE_ROWS + 1), order)
    shown = found[:PAGE_ROWS]
    last_one = shown[-1].shift if len(found) > PAGE_ROWS else None
    return ShiftPage(shown, (last_one.starts_at, last_one.id) if last_one else None)


def _those(work: Work, *which: ColumnElement[bool]) -> Select[UUID]:
    return select(Shift.id).join(PublicityEvent, PublicityEvent.id == Shift.event_id).where(kept(work), *which)


def _lines(work: Work, those: Select[UUID], order: Sequence[UnaryExpression[Any]]) -> Sequence[ShiftLine]:
    """They are chosen first, so that only their people are counted."""
    s, u, a, chosen = Shift, SignUp, Attendance, those.cte("chosen")
    counted = (
        select(u.shift_id.label("shift_id"))
        .add_columns(func.count(u.id).label("expected"), func.count(a.came_at).label("came"))
        .add_columns(func.count(a.left_at).label("left"))
        .add_columns(func.count(a.minutes).filter(a.kept_confirmed_at.is_(None)).label("to_confirm"))
        .outerjoin(a, a.sign_up_id == u.id)
        .where(u.shift_id.in_(select(chosen.c.id)), or_(u.state.in_(EXPECTED), a.came_at.is_not(None)))
        .group_by(u.shift_id)
        .subquery()
    )
    c = counted.c
    sums = [func.coalesce(one, 0) for one in (c.expected, c.came, c.left, c.to_confirm)]
    asked: Select[*tuple[Any, ...]] = shifts.readings().add_columns(*sums).outerjoin(counted, c.shift_id == s.id)
    asked = asked.where(s.id.in_(select(chosen.c.id))).order_by(*order)
    return [ShiftLine(shifts.as_reading(row[:-4]), *row[-4:]) for row in work.session.execute(asked)]
