"""Which steps are due, and taking them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select

from ..actions.lights import CHASED
from ..actions.model import Assignment, JointAction
from ..actions.vocabulary import AssignmentRole, AssignmentState, Priority
from ..foundation.kernel.clock import LOCAL_ZONE, local_day
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal.record import record
from ..worktime.counting import Calendar
from ..worktime.queries import timetable
from .events import RemindedByCalendar
from .model import Reminder
from .steps import Step, taken_today

CATCH_UP = 3
"""A step that a worker has missed by more working days is not taken any more: the next one is."""
AT_ONCE = 50
"""Of each step: a transaction that writes holds up all others on SQLite."""


@dataclass(frozen=True, slots=True)
class Now:
    """The calendar and the day by which steps come; `quiet`: only what is urgent may disturb."""

    calendar: Calendar
    today: date
    quiet: bool


def remind(work: Work) -> int:
    """Take the steps that are due now, so many at once; how many were taken. Call it until none are."""
    table = timetable(work)
    now = Now(table.calendar, local_day(work.now), table.quiet(work.now))
    return sum(_take(work, step, now) for step in taken_today(work))


def _take(work: Work, step: Step, now: Now) -> int:
    """Only what nobody else has taken meanwhile: the row decides."""
    taken = 0
    for assignment_id, day in _due(work, step, now):
        row = {"assignment_id": assignment_id, "nudge": step.nudge, "day": day, "at": work.now}
        made = insert_or(work.session, Reminder).values(row).on_conflict_do_nothing().returning(Reminder.assignment_id)
        if work.session.execute(made).first() is not None:
            record(work, RemindedByCalendar(assignment_id, str(step.nudge), day, str(step.reaches)))
            taken += 1
    return taken


def _due(work: Work, step: Step, now: Now) -> Sequence[tuple[UUID, date]]:
    """Assignments whose organisation has still not done its part, locked, so that none does it meanwhile."""
    a, x = Assignment, JointAction
    day = a.receipt_due_on if step.signing else a.due_on
    unsigned = and_(a.received_at.is_(None), a.state == AssignmentState.ASSIGNED)
    waits = unsigned if step.signing else and_(a.state.in_(CHASED), a.role != AssignmentRole.INFORM)
    done = exists().where(Reminder.assignment_id == a.id, Reminder.nudge == step.nudge, Reminder.day == day)
    asked = select(a.id, day).join(x, x.id == a.action_id).where(a.finished_at.is_(None), waits, ~done)
    asked = asked.where(_has_come(day, step, now), _not_of_today(now))
    if now.quiet:
        asked = asked.where(x.priority == Priority.URGENT)
    found: Sequence[Any] = work.session.execute(
        asked.order_by(day, a.id).limit(AT_ONCE).with_for_update(of=a, skip_locked=True)
    ).all()
    return [(row[0], row[1]) for row in found]


def _has_come(day: Any, step: Step, now: Now) -> ColumnElement[bool]:
    """From the day of the step on; before the day that it is about, or not much later."""
    calendar, today = now.calendar, now.today
    if step.ahead:
        return and_(day >= today, day <= calendar.day_after(today, step.days))
    return and_(day <= calendar.last_due(today, step.days), day >= calendar.last_due(today, step.days + CATCH_UP))


def _not_of_today(now: Now) -> ColumnElement[bool]:
    """Whoever has got it today knows of it."""
    return Assignment.assigned_at < datetime.combine(now.today, time(), LOCAL_ZONE)
