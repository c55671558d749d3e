"""The truth table of the calendar for 2024, 2025 and 2026, as the General Office of the State Council published it, and
what is counted by it: in days, and in hours by the minute."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.foundation.kernel.clock import LOCAL_ZONE
from alliance.worktime.counting import Calendar, Hours, Timetable
from alliance.worktime.published import year_of

PUBLISHED = {
    2024: (
        (("元旦", "01-01", 1), ("春节", "02-10", 8), ("清明节", "04-04", 3), ("劳动节", "05-01", 5)),
        (("端午节", "06-10", 1), ("中秋节", "09-15", 3), ("国庆节", "10-01", 7)),
        ("02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"),
    ),
    2025: (
        (("元旦", "01-01", 1), ("春节", "01-28", 8), ("清明节", "04-04", 3), ("劳动节", "05-01", 5)),
        (("端午节", "05-31", 3), ("国庆节、中秋节", "10-01", 8)),
        ("01-26", "02-08", "04-27", "09-28", "10-11"),
    ),
    2026: (
        (("元旦", "01-01", 3), ("春节", "02-15", 9), ("清明节", "04-04", 3), ("劳动节", "05-01", 5)),
        (("端午节", "06-19", 3), ("中秋节", "09-25", 3), ("国庆节", "10-01", 7)),
        ("01-04", "02-14", "02-28", "05-09", "09-20", "10-10"),
    ),
}
"""By year: each holiday with its first day and its days, the weekend in it included; and the weekends that are worked.

国办发明电〔2023〕7号, 〔2024〕12号, 〔2025〕7号."""

AS_PUBLISHED = Calendar()
EIGHT = Hours(date(2020, 1, 1), time(8), time(12), time(14), time(18), time(20), time(8))
TABLE = Timetable(AS_PUBLISHED, [EIGHT])


def published(year):
    """The days off and the weekends that are worked."""
    *holidays, made_up = PUBLISHED[year]
    firsts = [(date.fromisoformat(f"{year}-{first}"), days) for half in holidays for _name, first, days in half]
    off = {first + timedelta(days=passed) for first, days in firsts for passed in range(days)}
    return off, {date.fromisoformat(f"{year}-{day}") for day in made_up}


@pytest.mark.parametrize("year", PUBLISHED)
def test_every_day_of_a_year_is_worked_or_off_as_published(year):
    off, made_up = published(year)
    day = date(year, 1, 1)
    while day.year == year:
        wanted = day in made_up or (day.weekday() < 5 and day not in off)
        assert AS_PUBLISHED.works(day) == wanted, day
        day += timedelta(days=1)


@pytest.mark.parametrize(("year", "days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_as_many_working_days_as_payroll_counts(year, days):
    """365 or 366 days less weekends and holidays, and with the weekends that make up for them."""
    first, last = date(year, 1, 1) - timedelta(days=1), date(year, 12, 31)
    assert AS_PUBLISHED.days_since(first, last) == days


def test_a_year_that_is_not_published_yet_has_weekends_and_the_days_of_the_law():
    assert [year for year in range(2020, 2028) if not year_of(year).published] == [2027]
    assert not AS_PUBLISHED.works(date(2027, 10, 1))
    assert not AS_PUBLISHED.works(date(2027, 9, 26)), "a Sunday, made up for or not"


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
    assert AS_PUBLISHED.days_since(date.fromisoformat(since), date.fromisoformat(today)) == days


def test_a_day_for_an_answer_lies_so_many_working_days_ahead():
    assert AS_PUBLISHED.day_after(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert AS_PUBLISHED.day_after(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert AS_PUBLISHED.day_after(date(2026, 3, 6), 0) == date(2026, 3, 6)


def test_an_administrators_word_goes_before_the_published_calendar():
    here = Calendar({date(2026, 10, 3): True, date(2026, 10, 8): False})
    assert here.day_after(date(2026, 9, 30), 1) == date(2026, 10, 3)
    assert here.day_after(date(2026, 10, 3), 1) == date(2026, 10, 9)
    assert here.days_since(date(2026, 9, 30), date(2026, 10, 9)) == 2
    assert here.last_due(date(2026, 10, 9), 1) == date(2026, 10, 8)


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@given(DAYS, st.integers(0, 30))
def test_the_last_day_due_is_the_last_of_which_so_many_working_days_have_passed(today, count):
    last = AS_PUBLISHED.last_due(today, count)
    assert last < today
    assert AS_PUBLISHED.days_since(last, today) >= count
    later = last + timedelta(days=1)
    assert later == today or AS_PUBLISHED.days_since(later, today) < count


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL_ZONE)


AROUND_NATIONAL_DAY = [
    # 2024. Friday 27 September; Sunday 29 and Monday 30 are worked, then none until Tuesday 8 October.
    ("2024-09-27 14:00", "2024-10-08 12:00"),
    ("2024-09-27 15:00", "2024-10-08 15:00"),
    ("2024-09-27 16:37", "2024-10-08 16:37"),
    ("2024-09-27 17:59", "2024-10-08 17:59"),
    ("2024-09-27 18:00", "2024-10-08 18:00"),
    # 2025. Friday 26 September; Sunday 28, Monday 29 and Tuesday 30 are worked: it ends before the holiday.
    ("2025-09-26 14:00", "2025-09-30 12:00"),
    ("2025-09-26 15:00", "2025-09-30 15:00"),
    ("2025-09-26 16:37", "2025-09-30 16:37"),
    ("2025-09-26 18:00", "2025-09-30 18:00"),
    ("2025-09-28 15:00", "2025-10-09 15:00"),
    # 2026. Friday 25 September is Mid-Autumn: it begins on Monday 28 and fills the three days before the holiday.
    ("2026-09-25 14:00", "2026-09-30 18:00"),
    ("2026-09-25 16:37", "2026-09-30 18:00"),
    # The last working day before Mid-Autumn, and the Friday of the week with the Sunday that is worked.
    ("2026-09-24 15:00", "2026-09-30 15:00"),
    ("2026-09-18 16:37", "2026-09-22 16:37"),
    # From the last day before National Day over the Saturday that is worked.
    ("2026-09-30 16:37", "2026-10-10 16:37"),
]


@pytest.mark.parametrize(("start", "end"), AROUND_NATIONAL_DAY)
def test_24_working_hours_from_the_friday_before_national_day_end_on_the_right_minute(start, end):
    assert TABLE.moment_after(at(start), 24 * 60) == at(end)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-03-06 17:59", 1, "2026-03-06 18:00"),
        ("2026-03-06 17:59", 2, "2026-03-09 08:01"),
        ("2026-03-06 11:30", 30, "2026-03-06 12:00"),
        ("2026-03-06 11:30", 31, "2026-03-06 14:01"),
        ("2026-03-06 12:30", 1, "2026-03-06 14:01"),
        ("2026-03-06 23:00", 60, "2026-03-09 09:00"),
        ("2026-03-06 03:00", 60, "2026-03-06 09:00"),
        ("2026-03-06 11:30", 0, "2026-03-06 11:30"),
    ],
)
def test_hours_go_on_after_the_rest_the_night_and_the_weekend(start, minutes, end):
    assert TABLE.moment_after(at(start), minutes) == at(end)


def test_other_hours_hold_from_their_day_on():
    short = Hours(date(2026, 3, 9), time(9), time(12), time(13), time(17), time(20), time(8))
    both = Timetable(AS_PUBLISHED, [EIGHT, short])
    assert both.moment_after(at("2026-03-06 17:00"), 120) == at("2026-03-09 10:00")
    assert both.moment_after(at("2026-03-09 16:00"), 120) == at("2026-03-10 10:00")
    assert both.moment_after(at("2019-03-06 17:00"), 60) == at("2019-03-06 18:00"), "the first hold for all before"


MOMENTS = st.builds(
    lambda day, minute: datetime.combine(day, time(), LOCAL_ZONE) + timedelta(minutes=minute),
    st.dates(date(2024, 1, 1), date(2026, 11, 30)),
    st.integers(0, 24 * 60 - 1),
)
MINUTES = st.integers(1, 60 * 60)


def counted_one_by_one(start, minutes):
    """The same, minute for minute: slow, and plain."""
    while minutes:
        here = start.time()
        open_now = time(8) <= here < time(12) or time(14) <= here < time(18)
        minutes -= AS_PUBLISHED.works(start.date()) and open_now
        start += timedelta(minutes=1)
    return start


@given(MOMENTS, st.integers(1, 24 * 60))
def test_it_is_what_counting_minute_for_minute_comes_to(start, minutes):
    assert TABLE.moment_after(start, minutes) == counted_one_by_one(start, minutes)


@given(MOMENTS, MOMENTS, MINUTES)
def test_what_begins_later_never_ends_earlier(one, other, minutes):
    first, second = sorted((one, other))
    assert TABLE.moment_after(first, minutes) <= TABLE.moment_after(second, minutes)


@given(MOMENTS, MINUTES, MINUTES)
def test_more_hours_end_later_and_parts_add_up(start, some, more):
    half_way = TABLE.moment_after(start, some)
    assert half_way < TABLE.moment_after(half_way, more) == TABLE.moment_after(start, some + more)


@given(MOMENTS, MINUTES)
def test_it_never_ends_outside_of_office_hours(start, minutes):
    end = TABLE.moment_after(start, minutes)
    assert AS_PUBLISHED.works(end.date())
    assert time(8) < end.time() <= time(12) or time(14) < end.time() <= time(18)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        ("2026-03-12 07:59", True),
        ("2026-03-12 08:00", False),
        ("2026-03-12 12:30", False),  # the rest at noon is no quiet hour
        ("2026-03-12 19:59", False),
        ("2026-03-12 20:00", True),
        ("2026-03-14 12:00", True),  # a Saturday
        ("2026-09-20 12:00", False),  # a Sunday that is worked
        ("2026-10-05 12:00", True),  # a Monday off
    ],
)
def test_it_is_quiet_from_the_evening_to_the_morning_and_on_days_off(moment, quiet):
    assert TABLE.quiet(at(moment)) is quiet
