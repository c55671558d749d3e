"""The working calendar as it is kept: for counting, and for its pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from ..foundation.store.work import Work
from ..people.model import Person
from .counting import Calendar, Hours, Timetable
from .model import CalendarDay, OfficeHours
from .published import is_worked, names_of, year_of

HOURS = tuple(Hours.__dataclass_fields__)


def calendar(work: Work) -> Calendar:
    """For counting days; one statement."""
    changed = work.session.execute(select(CalendarDay.day, CalendarDay.works))
    return Calendar({row.day: row.works for row in changed})


def hours(work: Work) -> Sequence[Hours]:
    columns = [getattr(OfficeHours, name) for name in HOURS]
    return [Hours(*row) for row in work.session.execute(select(*columns).order_by(OfficeHours.from_on))]


def timetable(work: Work) -> Timetable:
    """For counting hours; two statements."""
    return Timetable(calendar(work), hours(work))


@dataclass(frozen=True, slots=True)
class Change:
    """What an administrator has said of a day, under which name, and when."""

    day: date
    works: bool
    reason: str
    set_by: str
    set_at: datetime


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day that is not like its weekday: what the state calls it, none where only `change` makes it so."""

    day: date
    works: bool
    name: str
    change: Change | None


def changes(work: Work, year: int) -> Sequence[Change]:
    d = CalendarDay
    within = d.day.between(date(year, 1, 1), date(year, 12, 31))
    asked = select(d.day, d.works, d.reason, Person.name, d.set_at).join(Person, Person.id == d.set_by_id)
    return [Change(*row) for row in work.session.execute(asked.where(within).order_by(d.day))]


def special_days(changed: Sequence[Change], year: int, *, chinese: bool) -> Sequence[DayLine]:
    """The days of a year that the state or an administrator has made otherwise than their weekdays."""
    known, names = year_of(year), names_of(year, chinese=chinese)
    own = {one.day: one for one in changed}
    return [
        DayLine(day, own[day].works if day in own else is_worked(day), names.get(day, ""), own.get(day))
        for day in sorted(known.off | known.made_up | own.keys())
    ]


def find_day(work: Work, day: str) -> CalendarDay | None:
    """Of an address; whether the actor may change it is asked at the door."""
    on = _day(day)
    return work.session.get(CalendarDay, on) if on else None


def find_hours(work: Work, day: str) -> OfficeHours | None:
    on = _day(day)
    return work.session.get(OfficeHours, on) if on else None


def _day(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None
