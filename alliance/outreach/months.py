"""Months as their first days."""

from datetime import date, datetime, timedelta

from ..foundation.kernel.clock import local_day

BACK_MOST = 12
"""So many months back a report is still taken."""
EARLY_DAYS = 5
"""So many days of a month one usually still tells of the month before."""
LATE_DAY = 25
"""From this day on whoever has told nothing of the month is asked."""


def month_of(day: date) -> date:
    return day.replace(day=1)


def before(month: date, count: int = 1) -> date:
    """The month so many months earlier."""
    years, place = divmod(month.year * 12 + month.month - 1 - count, 12)
    return date(years, place + 1, 1)


def open_months(now: datetime) -> list[date]:
    """Those of which one may tell, the present one first."""
    present = month_of(local_day(now))
    return [before(present, count) for count in range(BACK_MOST + 1)]


def usual(now: datetime) -> date:
    """The month that one most probably tells of."""
    today = local_day(now)
    return before(month_of(today)) if today.day <= EARLY_DAYS else month_of(today)


def as_text(month: date) -> str:
    """2026-11"""
    return month.isoformat()[:7]


def last_day(month: date) -> date:
    return before(month, -1) - timedelta(days=1)
