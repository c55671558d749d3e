"""Which steps are due, and taking them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists

from ..foundation.kernel.clock import first_of, local_day
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal.record import record
from ..worktime.counting import Calendar
from ..worktime.queries import timetable
from .duties import OPEN
from .events import RemindedByCalendar, RemindedOfInitiative, RemindedToAnswer, RemindedToMend
from .model import Reminder
from .steps import Step, taken_today
from .vocabulary import Duty

REMINDED_OF: Mapping[Duty, type[Any]] = {
    Duty.SIGN: RemindedByCalendar,
    Duty.REPORT: RemindedByCalendar,
    Duty.ANSWER: RemindedToAnswer,
    Duty.MEND: RemindedToMend,
    Duty.REPLY: RemindedOfInitiative,
    Duty.KEEP: RemindedOfInitiative,
}
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
    taken, happened = 0, REMINDED_OF[step.duty]
    for thing_id, day in _due(work, step, now):
        row = {"thing_id": thing_id, "nudge": step.nudge, "day": day, "at": work.now}
        made = insert_or(work.session, Reminder).values(row).on_conflict_do_nothing().returning(Reminder.thing_id)
        if work.session.execute(made).first() is not None:
            record(work, happened(thing_id, str(step.nudge), day, str(step.reaches)))
            taken += 1
    return taken


def _due(work: Work, step: Step, now: Now) -> Sequence[tuple[UUID, date]]:
    """Things about which the organisation has still not done its part, locked, so that none does it meanwhile."""
    it = OPEN[step.duty]
    done = exists().where(Reminder.thing_id == it.thing.id, Reminder.nudge == step.nudge, Reminder.day == it.day)
    asked = it.asked.where(~done, _has_come(it.day, step, now), _not_of_today(it.since, now))
    if now.quiet:
        asked = asked.where(it.urgent)
    asked = it.narrowed(work, asked).order_by(it.day, it.thing.id).limit(AT_ONCE)
    found: Sequence[Any] = work.session.execute(asked.with_for_update(of=it.thing, skip_locked=True)).all()
    return [(row[0], row[1]) for row in found]


def _has_come(day: Any, step: Step, now: Now) -> ColumnElement[bool]:
    """From the day of the step on; before the day that it is about, or not much later."""
    calendar, today = now.calendar, now.today
    if step.ahead:
        return and_(day >= today, day <= calendar.day_after(today, step.days))
    return and_(day <= calendar.last_due(today, step.days), day >= calendar.last_due(today, step.days + CATCH_UP))


def _not_of_today(since: Any, now: Now) -> ColumnElement[bool]:
    """Whoever has got it, or has done something about it, today knows of it."""
    begins: ColumnElement[bool] = since < first_of(now.today)
    return begins
