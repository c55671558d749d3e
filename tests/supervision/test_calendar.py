"""Working days as the State Council published them for 2024, 2025 and 2026: days off, and weekends that are worked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.supervision.calendar import is_working_day, last_day_due, working_day_after, working_days_since

MADE_UP = (
    *("2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29", "2024-10-12"),
    *("2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"),
    *("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"),
)
HOLIDAYS = (
    *(("2024-01-01", 1), ("2024-02-10", 8), ("2024-04-04", 3), ("2024-05-01", 5), ("2024-06-10", 1)),
    *(("2024-09-15", 3), ("2024-10-01", 7)),
    *(("2025-01-01", 1), ("2025-01-28", 8), ("2025-04-04", 3), ("2025-05-01", 5), ("2025-05-31", 3)),
    ("2025-10-01", 8),
    *(("2026-01-01", 3), ("2026-02-15", 9), ("2026-04-04", 3), ("2026-05-01", 5), ("2026-06-19", 3)),
    *(("2026-09-25", 3), ("2026-10-01", 7)),
)
"""The first day of each holiday, and its days together with the weekend in it."""


def published_days_off():
    firsts = [(date.fromisoformat(first), days) for first, days in HOLIDAYS]
    return {first + timedelta(days=passed) for first, days in firsts for passed in range(days)}


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_of_a_year_is_worked_or_off_as_published(year):
    off, made_up = published_days_off(), {date.fromisoformat(one) for one in MADE_UP}
    day = date(year, 1, 1)
    while day.year == year:
        wanted = day in made_up or (day.weekday() < 5 and day not in off)
        assert is_working_day(day) == wanted, day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("since", "today", "days"),
    [
        ("2026-03-06", "2026-03-06", 0),
        ("2026-03-06", "2026-03-08", 0),
        ("2026-03-06", "2026-03-09", 1),
        ("2026-02-13", "2026-02-14", 1),  # a Saturday before Spring Festival is worked
        ("2026-02-14", "2026-02-23", 0),  # the festival
        ("2026-02-14", "2026-02-28", 5),  # four days after it, and the Saturday that makes up
        ("2025-09-30", "2025-10-08", 0),  # National Day and Mid-Autumn
        ("2025-09-30", "2025-10-11", 3),
        ("2024-09-30", "2024-10-12", 5),
    ],
)
def test_working_days_are_counted_across_holidays(since, today, days):
    assert working_days_since(date.fromisoformat(since), date.fromisoformat(today)) == days


def test_a_day_for_an_answer_lies_so_many_working_days_ahead():
    assert working_day_after(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert working_day_after(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert working_day_after(date(2026, 3, 6), 0) == date(2026, 3, 6)


@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(0, 30))
def test_the_last_day_due_is_the_last_of_which_so_many_working_days_have_passed(today, count):
    last = last_day_due(today, count)
    assert last < today
    assert working_days_since(last, today) >= count
    later = last + timedelta(days=1)
    assert later == today or working_days_since(later, today) < count
