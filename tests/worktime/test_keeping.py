"""An administrator says of single days that they are otherwise here, and keeps the office hours; both are on record."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.clock import LOCAL_ZONE, local_day
from alliance.foundation.kernel.errors import Conflict, Invalid
from alliance.journal.model import Entry
from alliance.worktime import keeping, queries
from alliance.worktime.counting import Hours
from alliance.worktime.keeping import DayText
from alliance.worktime.model import CalendarDay, OfficeHours

MARCH = datetime(2026, 3, 12, 12, tzinfo=LOCAL_ZONE)
MONDAY, SATURDAY = date(2026, 3, 16), date(2026, 3, 14)
TIMES = {
    "opens": time(9),
    "rest_from": time(12),
    "rest_to": time(13),
    "closes": time(17, 30),
    "quiet_from": time(21),
    "quiet_to": time(7),
}


@pytest.fixture
def admin(make):
    return make.person(Role.CENTER_ADMIN)


@pytest.fixture
def keep(make, admin):
    """Acts as the administrator at noon of 12 March 2026, a Thursday."""

    def act(command, *said, now=MARCH):
        with make.work(admin.actor, now) as work:
            return command(work, *said)

    return act


def take_back(keep, day, now=MARCH):
    keep(lambda work: keeping.take_back_day(work, work.session.get_one(CalendarDay, day)), now=now)


def entries(make, subject="calendar_day"):
    with make.work() as work:
        about = select(Entry.event, Entry.payload).where(Entry.subject == subject).order_by(Entry.number)
        return [tuple(row) for row in work.session.execute(about)]


def works(make, day):
    with make.work() as work:
        return queries.calendar(work).works(day)


def test_a_day_is_worked_or_free_as_the_administrator_says(make, keep):
    keep(keeping.set_day, DayText(MONDAY, works=False, reason="全市停电"))
    keep(keeping.set_day, DayText(SATURDAY, works=True, reason="普查"))
    assert not works(make, MONDAY)
    assert works(make, SATURDAY)
    assert entries(make) == [
        ("CalendarDaySet", {"day": "2026-03-16", "works": False, "reason": "全市停电"}),
        ("CalendarDaySet", {"day": "2026-03-14", "works": True, "reason": "普查"}),
    ]


def test_a_day_that_is_taken_back_is_as_published_again(make, keep):
    keep(keeping.set_day, DayText(MONDAY, works=False, reason="全市停电"))
    take_back(keep, MONDAY)
    assert works(make, MONDAY)
    keep(keeping.set_day, DayText(SATURDAY, works=True, reason="普查"))
    keep(keeping.set_day, DayText(SATURDAY, works=False, reason="普查取消"))
    assert not works(make, SATURDAY)
    with make.work() as work:
        assert work.session.scalars(select(CalendarDay)).all() == [], "a day that is as published is no change"
    assert [event for event, _payload in entries(make)] == ["CalendarDaySet", "CalendarDayTakenBack"] * 2


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (DayText(date(2026, 3, 11), works=False, reason="停电"), "day"),
        (DayText(date(2029, 1, 1), works=False, reason="停电"), "day"),
        (DayText(MONDAY, works=True, reason="照常"), "works"),
        (DayText(SATURDAY, works=False, reason="照常"), "works"),
        (DayText(date(2026, 9, 20), works=True, reason="调休"), "works"),
    ],
)
def test_what_has_passed_lies_too_far_ahead_or_changes_nothing_is_refused(make, keep, text, field):
    with pytest.raises(Invalid) as refusal:
        keep(keeping.set_day, text)
    assert refusal.value.field == field
    assert entries(make) == []


def test_a_day_that_has_passed_stays_as_it_was_counted(keep):
    keep(keeping.set_day, DayText(MONDAY, works=False, reason="停电"))
    with pytest.raises(Conflict):
        take_back(keep, MONDAY, now=MARCH + timedelta(days=5))


def test_a_reason_is_masked_where_it_is_kept_and_in_the_journal(make, keep):
    keep(keeping.set_day, DayText(MONDAY, works=False, reason="请致电13812345678"))
    with make.work() as work:
        assert "13812345678" not in work.session.get_one(CalendarDay, MONDAY).reason
    assert "13812345678" not in entries(make)[0][1]["reason"]


def test_of_several_who_change_one_day_at_once_each_is_heard_and_one_row_stands(make, admin):
    """Whoever comes second finds the day free already, or writes the reason anew; nobody meets an error."""
    ready = Barrier(4)

    def act(number):
        ready.wait()
        try:
            with make.work(admin.actor, MARCH) as work:
                keeping.set_day(work, DayText(MONDAY, works=False, reason=f"理由{number}"))
        except Invalid as refusal:
            return refusal.field
        return "kept"

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(act, range(4)))
    assert "kept" in said
    assert set(said) <= {"kept", "works"}
    with make.work() as work:
        assert len(work.session.scalars(select(CalendarDay)).all()) == 1
    assert len(entries(make)) == said.count("kept")


def test_hours_hold_from_their_day_on_and_are_on_record(make, keep):
    keep(keeping.set_hours, Hours(date(2026, 4, 1), **TIMES))
    with make.work() as work:
        table = queries.timetable(work)
    assert table.hours_on(date(2026, 3, 31)).minutes == 8 * 60
    assert table.hours_on(date(2026, 4, 1)).minutes == 7 * 60 + 30
    assert table.quiet(datetime(2026, 3, 31, 20, 30, tzinfo=LOCAL_ZONE))
    assert not table.quiet(datetime(2026, 4, 1, 20, 30, tzinfo=LOCAL_ZONE))
    said = {"from_on": "2026-04-01", "minutes": [540, 720, 780, 1050, 1260, 420]}
    assert entries(make, "office_hours") == [("OfficeHoursSet", said)]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"from_on": date(2026, 3, 12)}, "from_on"),
        ({"opens": time(12)}, "opens"),
        ({"rest_to": time(11, 59)}, "opens"),
        ({"closes": time(13)}, "opens"),
        ({"quiet_from": time(6)}, "quiet_from"),
    ],
)
def test_hours_that_are_no_day_are_refused(make, keep, changed, field):
    with pytest.raises(Invalid) as refusal:
        keep(keeping.set_hours, Hours(**({"from_on": date(2026, 4, 1)} | TIMES | changed)))
    assert refusal.value.field == field


def test_a_day_takes_one_set_of_hours_and_gives_it_back_before_it_comes(make, keep):
    keep(keeping.set_hours, Hours(date(2026, 4, 1), **TIMES))
    with pytest.raises(Invalid):
        keep(keeping.set_hours, Hours(date(2026, 4, 1), **TIMES))

    def back(work):
        keeping.take_back_hours(work, work.session.get_one(OfficeHours, date(2026, 4, 1)))

    with pytest.raises(Conflict):
        keep(back, now=datetime(2026, 4, 1, 9, tzinfo=LOCAL_ZONE))
    keep(back)
    with make.work() as work:
        assert len(queries.hours(work)) == 1


SOON = local_day(clock.now()) + timedelta(days=2)
"""Still to come where midnight passes while tests run."""
AHEAD = next(day for day in (SOON + timedelta(days=n) for n in range(14)) if queries.is_worked(day))


def test_an_administrator_changes_a_day_on_the_page_and_everybody_reads_it(make, browser, admin):
    reader = browser(admin)
    page = reader.get("worktime.year", year=AHEAD.year, queries=2)
    form = page.form("/worktime/")
    values = form.values | {"day": AHEAD.isoformat(), "works": "free", "reason": "全市停电"}
    after = reader.post(form.action, values)
    shown = reader.follow(after)
    assert "全市停电" in shown.text
    assert "人员" in shown.text.split("全市停电")[1]
    member = browser(make.person(Role.STAFF, organisation=make.organisation())).get("worktime.year", year=AHEAD.year)
    assert "全市停电" in member.text
    assert "人员" not in member.text.split("全市停电")[1]
    assert not any("take-back" in form.action for form in member.forms)


def test_a_year_that_is_not_published_says_so(make, browser, admin):
    reader = browser(admin)
    assert "尚未发布" in reader.get("worktime.year", year=2027).text
    assert "尚未发布" not in reader.get("worktime.year", year=2026).text
    reader.get("worktime.year", year=2019, status=404)
    reader.get("worktime.year", year="abc", status=404)


def test_the_page_of_a_year_marks_what_is_unlike_its_weekday(browser, admin):
    text = browser(admin).get("worktime.year", year=2026).text
    assert "国庆节" in text
    assert "2026-10-10" in text
    assert "上班" in text


def test_refused_hours_say_why_and_keep_what_was_typed(make, browser, admin):
    reader = browser(admin)
    page = reader.get("worktime.hours", queries=2)
    form = page.form("/worktime/hours")
    again = reader.post(form.action, form.values | {"from_on": SOON.isoformat(), "closes": "13:00"}, status=422)
    assert "13:00" in again.html
    done = form.values | {"from_on": SOON.isoformat(), "closes": "17:30"}
    assert "17:30" in reader.follow(reader.post(form.action, done)).text
