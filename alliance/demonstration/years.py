"""When things happen over the years: much on workdays, little at night and around Spring Festival, more each year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from ..foundation.kernel.clock import LOCAL_ZONE, local_day

LAUNCH = date(2022, 7, 4)
"""The day on which the demonstration's alliance begins; nothing is older."""
YEARS = 5
IN_OFFICE = (22, 21, 20, 19, 15, 2, 1)
IN_PUBLIC = (8, 10, 12, 12, 16, 26, 16)
"""How much of a week's work, and of its publicity, falls on Monday, Tuesday and so on."""
MONTHS = (8, 4, 9, 9, 10, 11, 7, 7, 12, 7, 10, 9)
HOURS = (1, 6, 9, 7, 3, 4, 8, 9, 6, 2)
FIRST_HOUR = 8


@dataclass(frozen=True, slots=True)
class Years:
    """From the first to the last day."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days

    def moments(self, chance: Random, count: int, week: Sequence[int] = IN_OFFICE) -> list[datetime]:
        """So many moments of these days, in their order; twice as many at the end as at the beginning."""
        days = [self.first + timedelta(days=number) for number in range(self.days)]
        weights = [
            week[day.weekday()] * MONTHS[day.month - 1] * (self.days + number) for number, day in enumerate(days)
        ]
        return sorted(_at(chance, day) for day in chance.choices(days, weights, k=count))


def until(now: datetime) -> Years:
    """The years up to yesterday: five, or those since the launch."""
    today = local_day(now)
    return Years(max(LAUNCH, today.replace(year=today.year - YEARS, day=1)), today)


def _at(chance: Random, day: date) -> datetime:
    hour = chance.choices(range(FIRST_HOUR, FIRST_HOUR + len(HOURS)), HOURS)[0]
    local = datetime.combine(day, time(hour, chance.randrange(60), chance.randrange(60)), LOCAL_ZONE)
    return local.astimezone(UTC)
