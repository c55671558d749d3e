"""The Gantt as numbers: where a day stands, what is cut off, what is hatched; and that nothing leaves the picture."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.operations.gantt import EDGE, WIDTH, BarKind, Line, lay_out

FIRST, LAST = date(2019, 12, 25), date(2020, 3, 25)
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def line(from_on, to_on, words="宣传", done=0):
    return Line(BarKind.STAGE, words, from_on, to_on, "blue", done)


def test_the_whole_operation_reaches_from_edge_to_edge():
    bar = lay_out(FIRST, LAST, [line(FIRST, LAST)], FIRST).bars[0]
    assert (bar.x, bar.x + bar.width) == (EDGE, WIDTH - EDGE)


def test_two_stages_that_follow_each_other_touch_and_do_not_overlap():
    middle = date(2020, 1, 20)
    one, two = lay_out(FIRST, LAST, [line(FIRST, middle), line(middle + timedelta(days=1), LAST)], FIRST).bars
    assert one.x + one.width == two.x


@pytest.mark.parametrize("known", [(None, None), (FIRST, None), (None, LAST)])
def test_a_stage_whose_days_are_not_known_lies_hatched(known):
    bar = lay_out(FIRST, LAST, [line(*known)], FIRST).bars[0]
    assert bar.hatch
    assert (bar.x, bar.width) == (EDGE, WIDTH - 2 * EDGE)


def test_a_stage_whose_days_are_known_is_not_hatched():
    assert not lay_out(FIRST, LAST, [line(FIRST, LAST)], FIRST).bars[0].hatch


@pytest.mark.parametrize(("today", "shown"), [(FIRST, True), (LAST, True), (date(2026, 1, 1), False)])
def test_today_is_marked_where_it_lies_within(today, shown):
    assert (lay_out(FIRST, LAST, [], today).today_x is not None) is shown


def test_what_is_half_done_is_half_filled():
    bar = lay_out(FIRST, LAST, [line(FIRST, LAST, done=50)], FIRST).bars[0]
    assert bar.done_width == bar.width // 2


def test_what_is_done_but_without_days_stays_hatched_and_is_not_filled():
    bar = lay_out(FIRST, LAST, [line(None, None, done=100)], FIRST).bars[0]
    assert (bool(bar.hatch), bar.done_width) == (True, 0)


def test_words_near_the_right_edge_end_there():
    bar = lay_out(FIRST, LAST, [line(LAST, LAST, words="建立长效机制" * 3)], FIRST).bars[0]
    assert (bar.anchor, bar.words_x) == ("end", WIDTH - EDGE)


def test_months_are_marked_and_the_year_where_it_begins():
    assert [tick.label for tick in lay_out(FIRST, LAST, [], FIRST).ticks] == ["2020-01", "02", "03"]


def test_a_short_one_is_marked_by_weeks_and_a_long_one_by_half_years():
    assert [tick.label for tick in lay_out(FIRST, FIRST + timedelta(days=13), [], FIRST).ticks] == ["12-30", "01-06"]
    years = lay_out(FIRST, date(2022, 3, 1), [], FIRST).ticks
    assert [tick.label for tick in years] == ["2020-01", "2020-07", "2021-01", "2021-07", "2022-01"]


@given(
    first=days, length=st.integers(0, 1830), lines=st.lists(st.tuples(st.none() | days, st.none() | days), max_size=6)
)
def test_nothing_leaves_the_picture(first, length, lines):
    last = min(first + timedelta(days=length), date(2100, 12, 31))
    gantt = lay_out(first, last, [line(*sorted(one) if None not in one else one) for one in lines], first)
    for bar in gantt.bars:
        assert EDGE <= bar.x <= WIDTH - EDGE + 2
        assert bar.x + bar.width <= WIDTH - EDGE + 2
        assert bar.y + bar.height <= gantt.height
        numbers = [int(number) for number in re.findall(r"\d+", bar.hatch)]
        assert all(bar.x <= x <= bar.x + bar.width for x in numbers[::2])
        assert all(bar.y <= y <= bar.y + bar.height for y in numbers[1::2])
    assert len(gantt.ticks) <= 24
