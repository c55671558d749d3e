"""The days off and the make-up workdays (调休) in China, as the State Council publishes them for each year.

The library `holidays` knows every year that was published when it was released; for a later one it knows the days that
the law fixes, and no make-up workdays. So the library is kept up to date, once a year at least.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

SATURDAY = 5
LANGUAGES = {True: "zh_CN", False: "en_US"}


@dataclass(frozen=True, slots=True)
class Year:
    """`off`: the days off, weekends that no holiday touches aside; `made_up`: weekend days that are worked."""

    off: frozenset[date]
    made_up: frozenset[date]

    @property
    def published(self) -> bool:
        """No year was published without make-up workdays since there are some."""
        return bool(self.made_up)


@lru_cache(maxsize=64)
def year_of(year: int) -> Year:
    from holidays import country_holidays

    known = country_holidays("CN", years=year)
    return Year(frozenset(known), frozenset(day for day in known.weekend_workdays if day.year == year))


@lru_cache(maxsize=64)
def names_of(year: int, *, chinese: bool) -> Mapping[date, str]:
    """What each day off of a year is called."""
    from holidays import country_holidays

    return dict(country_holidays("CN", years=year, language=LANGUAGES[chinese]))


def is_worked(day: date) -> bool:
    known = year_of(day.year)
    return day in known.made_up or (day.weekday() < SATURDAY and day not in known.off)
