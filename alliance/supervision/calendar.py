"""Working days in China, with the days off and the make-up workdays (调休) that the state publishes for each year.

The library `holidays` knows every year that was published when it was released; for a later one it knows the days that
the law fixes, and no make-up workdays. So the library is kept up to date, once a year at least.
"""

from datetime import date, timedelta
from functools import lru_cache

DAY = timedelta(days=1)
SATURDAY = 5


@lru_cache(maxsize=64)
def _published(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The days off of a year, weekends aside, and its weekend days that are worked."""
    from holidays import country_holidays

    known = country_holidays("CN", years=year)
    return frozenset(known), frozenset(known.weekend_workdays)


def is_working_day(day: date) -> bool:
    off, made_up = _published(day.year)
    return day in made_up or (day.weekday() < SATURDAY and day not in off)


def working_days_since(day: date, today: date) -> int:
    """The working days after `day`, up to `today` and with it."""
    return sum(1 for passed in range((today - day).days) if is_working_day(day + DAY * (passed + 1)))


def working_day_after(day: date, count: int) -> date:
    """The day that lies `count` working days after `day`; `day` itself for none."""
    while count > 0:
        day += DAY
        count -= is_working_day(day)
    return day


def last_day_due(today: date, count: int) -> date:
    """The last day of which `today` lies `count` working days, or more, behind; yesterday for none."""
    day = today
    while count > 0:
        count -= is_working_day(day)
        day -= DAY
    return min(day, today - DAY)
