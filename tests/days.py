"""Days from today, asked for when they are needed: midnight may come while tests run."""

from datetime import date, timedelta

from alliance.foundation.kernel import clock


def today() -> date:
    return clock.local_day(clock.now())


def in_days(days: int) -> date:
    return today() + timedelta(days=days)
