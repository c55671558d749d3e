"""What is asked of the reader's own organisation: by day, and how much of it stands how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, literal, select, tuple_

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from .lights import light
from .model import Assignment, JointAction
from .visibility import assignments_of
from .vocabulary import AssignmentRole, AssignmentState, Light, Priority


@dataclass(frozen=True, slots=True)
class OwnFilter:
    """`finished`: what is done with instead of what is open; `light`: only what looks so, None for all."""

    finished: bool = False
    light: Light | None = None


@dataclass(frozen=True, slots=True)
class OwnLine:
    id: UUID
    action_id: UUID
    number: int
    title: str
    officer_id: UUID
    priority: Priority
    mandatory: bool
    drill: bool
    role: AssignmentRole
    receipt_due_on: date
    due_on: date
    target: int | None
    unit: str
    figure: int | None
    state: AssignmentState
    finished_at: datetime | None
    light: Light


Key = tuple[str, UUID]
"""The day that an open one is due, or the moment that a finished one ended, in ISO; and its id."""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """`counts`: light → how many of the open ones; there are no more than actions that run."""

    lines: Sequence[OwnLine]
    next_key: Key | None
    counts: Mapping[Light, int]


def own_assignments(work: Work, wanted: OwnFilter, after: Key | None = None) -> OwnPage:
    """A page of them behind `after`: the open ones by the day they are due, or the finished ones, the newest first.
    Two statements."""
    rows = [_line(row) for row in work.session.execute(_page(work, wanted, after).limit(PAGE_ROWS + 1))]
    lines = rows[:PAGE_ROWS]
    more = len(rows) > PAGE_ROWS
    return OwnPage(lines, _key(wanted, lines[-1]) if more else None, _counts(work))


def _page(work: Work, wanted: OwnFilter, after: Key | None) -> Select[Any]:
    a, x, shown = Assignment, JointAction, light(local_day(work.now)).label("light")
    said: list[Any] = [x.number, x.title, x.officer_id, x.priority, x.mandatory, x.drill]
    own: list[Any] = [a.role, a.receipt_due_on, a.due_on, x.target, x.unit, a.figure, a.state, a.finished_at, shown]
    asked = select(a.id, a.action_id, *said, *own).join(x, x.id == a.action_id).where(assignments_of(work.actor))
    if wanted.light is not None:
        asked = asked.where(shown == wanted.light)
    if wanted.finished:
        asked = asked.where(a.finished_at.is_not(None)).order_by(a.finished_at.desc(), a.id.desc())
        mark = _mark(after, datetime.fromisoformat)
        return asked.where(tuple_(a.finished_at, a.id) < mark) if mark is not None else asked
    asked = asked.where(a.finished_at.is_(None)).order_by(a.due_on, a.id)
    mark = _mark(after, date.fromisoformat)
    return asked.where(tuple_(a.due_on, a.id) > mark) if mark is not None else asked


def _mark(after: Key | None, read: Any) -> Any:
    """The row that a page follows, as the database compares it."""
    if after is None:
        return None
    a = Assignment
    day: Any = a.finished_at.type if read is datetime.fromisoformat else a.due_on.type
    return tuple_(literal(read(after[0]), day), literal(after[1], a.id.type))


def _key(wanted: OwnFilter, last: OwnLine) -> Key:
    moment = last.finished_at if wanted.finished and last.finished_at else last.due_on
    return moment.isoformat(), last.id


def _line(row: Any) -> OwnLine:
    values: list[Any] = [*row[:-1], Light(row.light)]
    return OwnLine(*values)


def _counts(work: Work) -> Mapping[Light, int]:
    a, shown = Assignment, light(local_day(work.now)).label("light")
    asked = select(shown, func.count()).where(assignments_of(work.actor), a.finished_at.is_(None)).group_by(shown)
    return {Light(name): count for name, count in work.session.execute(asked)}
