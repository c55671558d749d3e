"""Counting by the working calendar, in days, in hours and by the minute: no database and no clock.

24 working hours (24个工作小时) are 24 hours of those in which the offices are open, three days where a day has eight:
counted from the moment on, over nights, rests at noon and days off. What is counted ends within office hours.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from ..foundation.kernel.clock import LOCAL_ZONE, local_day
from .published import is_worked

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of the state; `changed` says of single days whether they are worked here."""

    changed: Mapping[date, bool] = field(default_factory=dict)

    def works(self, day: date) -> bool:
        here = self.changed.get(day)
        return is_worked(day) if here is None else here

    def days_since(self, day: date, today: date) -> int:
        """The working days after `day`, up to `today` and with it."""
        return sum(1 for passed in range((today - day).days) if self.works(day + DAY * (passed + 1)))

    def day_after(self, day: date, count: int) -> date:
        """The day that lies `count` working days after `day`; `day` itself for none."""
        while count > 0:
            day += DAY
            count -= self.works(day)
        return day

    def last_due(self, today: date, count: int) -> date:
        """The last day of which `today` lies `count` working days, or more, behind; yesterday for none."""
        day = today
        while count > 0:
            count -= self.works(day)
            day -= DAY
        return min(day, today - DAY)


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a working day, in the alliance's own zone, that hold from `from_on` on: in the morning and in the
    afternoon; and the quiet ones, from the evening to the next morning."""

    from_on: date
    opens: time
    rest_from: time
    rest_to: time
    closes: time
    quiet_from: time
    quiet_to: time

    @property
    def minutes(self) -> int:
        """Of a working day."""
        return sum(_minute(to) - _minute(frm) for frm, to in self.halves)

    @property
    def halves(self) -> Sequence[tuple[time, time]]:
        return ((self.opens, self.rest_from), (self.rest_to, self.closes))


@dataclass(frozen=True, slots=True)
class Timetable:
    """`hours`: those that have held, hold and will, by their first days; the first hold for whatever lies before."""

    calendar: Calendar
    hours: Sequence[Hours]

    def hours_on(self, day: date) -> Hours:
        return next((one for one in reversed(self.hours) if one.from_on <= day), self.hours[0])

    def moment_after(self, moment: datetime, minutes: int) -> datetime:
        """When so many working minutes have passed since `moment`: `moment` itself for none, else within office
        hours, their last minute included."""
        if not minutes:
            return moment
        left, stretches = timedelta(minutes=minutes), self._open_from(moment)
        opens, closes = next(stretches)
        while left > closes - opens:
            left -= closes - opens
            opens, closes = next(stretches)
        return opens + left

    def quiet(self, moment: datetime) -> bool:
        """Whether only what is urgent may disturb: in the quiet hours, and on days off."""
        here = moment.astimezone(LOCAL_ZONE)
        hours = self.hours_on(here.date())
        return not self.calendar.works(here.date()) or not hours.quiet_to <= here.time() < hours.quiet_from

    def _open_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The stretches in which the offices are open, from `moment` on; without an end."""
        day = local_day(moment)
        while True:
            for frm, to in self.hours_on(day).halves if self.calendar.works(day) else ():
                closes = datetime.combine(day, to, LOCAL_ZONE)
                if closes > moment:
                    yield max(datetime.combine(day, frm, LOCAL_ZONE), moment), closes
            day += DAY


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
