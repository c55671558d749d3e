"""Hotspots: listed once, staffed from the audience, noted once a day and author, delisted by two."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from alliance.journal.model import Letter
from alliance.operations import hotspot_commands, hotspots, running
from alliance.operations.hotspot_commands import HotspotText, LogText, PostingText
from alliance.operations.hotspot_model import Hotspot, LogEntry, Posting
from alliance.operations.vocabulary import HotspotState
from alliance.organisations.model import Organisation
from alliance.policy.can import Can
from alliance.policy.table import may
from tests.days import in_days, today
from tests.operations.conducting import FIRST, HERE


@pytest.fixture
def spot(staff):
    return staff.hotspot(staff.running()[0])


def read(staff, hotspot_id, who):
    with staff.work(who) as work:
        return hotspots.reading(work, hotspot_id)


@pytest.mark.parametrize("wrong", [FIRST - timedelta(days=2), in_days(2)])
def test_a_place_is_listed_on_a_day_of_the_operation_and_not_ahead(staff, wrong):
    with pytest.raises(Invalid):
        staff.hotspot(staff.running()[0], listed_on=wrong)


def test_a_place_is_listed_once_in_an_operation(staff, spot):
    operation_id = staff.stored(Hotspot, spot).operation_id
    with staff.work() as work, pytest.raises(Invalid), work.session.begin_nested():
        hotspot_commands.list_hotspot(work, operation_id, HotspotText(HERE, "甲村", "再列一次", today()))
    staff.hotspot(staff.running(title="另一行动")[0])


def test_only_those_to_whom_the_operation_is_addressed_are_stationed(staff, spot):
    with staff.work() as work:
        other = work.session.get_one(Organisation, staff.outsider.actor.organisation_id)
    with pytest.raises(Invalid):
        staff.station(spot, other)
    staff.station(spot, staff.bank)
    staff.station(spot)
    with staff.make.work() as work:
        letters = list(work.session.scalars(select(Letter).where(Letter.template == "hotspot_stationed")))
    assert [letter.params["place"] for letter in letters] == ["甲村"]


def test_a_posting_ends_today_and_once(staff, spot):
    posting_id = staff.station(spot, staff.bank)
    ahead = staff.station(spot, staff.bank, from_on=in_days(5))
    with staff.work() as work:
        hotspot_commands.end_posting(work, spot, posting_id)
        hotspot_commands.end_posting(work, spot, ahead)
        with pytest.raises(Conflict), work.session.begin_nested():
            hotspot_commands.end_posting(work, spot, posting_id)
    assert staff.stored(Posting, posting_id).to_on == today()
    assert staff.stored(Posting, ahead).to_on == in_days(5)


def test_days_of_a_posting_stand_in_order(staff, spot):
    with pytest.raises(Invalid):
        staff.station(spot, staff.bank, to_on=in_days(-1))


@pytest.mark.parametrize(
    ("days", "there"), [((0, None), True), ((0, 0), True), ((-5, -1), False), ((1, None), False), ((-5, None), True)]
)
def test_who_is_stationed_today_writes_the_log(staff, spot, days, there):
    first, last = (None if one is None else in_days(one) for one in days)
    staff.station(spot, staff.bank, from_on=first, to_on=last)
    reading = read(staff, spot, staff.liaison)
    assert reading.stationed is there
    assert may(staff.liaison.actor, Can.WRITE_LOG, reading) is there


@pytest.mark.parametrize(("district", "allowed"), [(HERE, True), ("140105", False)])
def test_the_districts_officer_writes_the_log_of_the_own_district(staff, spot, district, allowed):
    officer = staff.make.person(Role.DISTRICT_OFFICER, district=district)
    assert may(officer.actor, Can.WRITE_LOG, read(staff, spot, officer)) is allowed


def entries(staff):
    with staff.make.work() as work:
        return list(work.session.scalars(select(LogEntry).order_by(LogEntry.day, LogEntry.visits)))


def test_an_entry_is_corrected_the_same_day_and_stands_the_next(staff, spot):
    staff.station(spot, staff.bank)
    staff.log(spot, staff.liaison, visits=3)
    staff.log(spot, staff.liaison, "更正：走访四十户", visits=4)
    staff.log(spot, staff.officer, visits=9)
    assert [(one.visits, one.organisation_id) for one in entries(staff)] == [(4, staff.bank.id), (9, None)]
    with staff.make.work(staff.liaison.actor, now=clock.now() + timedelta(days=1)) as work:
        hotspot_commands.write_log(work, spot, LogText("次日", 1))
    assert [one.visits for one in entries(staff)] == [4, 9, 1]


def test_what_is_personal_in_a_log_is_masked(staff, spot):
    staff.log(spot, staff.officer, "联系人电话13800138000")
    assert entries(staff)[0].words == "联系人电话138****8000"


def test_figures_are_summed_in_the_list_of_the_operation(staff, spot):
    staff.log(spot, staff.officer, visits=3, persons=10, cases=1)
    staff.log(spot, staff.second, visits=4, persons=20)
    with staff.work() as work:
        line = hotspots.of_operation(work, staff.stored(Hotspot, spot).operation_id)[0]
    assert (line.days, line.visits, line.persons, line.cases) == (1, 7, 30, 1)


def test_nothing_is_done_at_a_delisted_hotspot(staff):
    spot = staff.hotspot_in(HotspotState.DELISTED)
    with staff.work() as work:
        for act in (
            lambda: hotspot_commands.write_log(work, spot, LogText("走访")),
            lambda: hotspot_commands.station(work, spot, PostingText("组长", today())),
        ):
            with pytest.raises(MoveNotOpen), work.session.begin_nested():
                act()


def test_nothing_is_done_at_a_hotspot_whose_operation_is_over(staff, spot):
    with staff.work() as work:
        running.cancel(work, staff.stored(Hotspot, spot).operation_id, "不再需要")
    with staff.work() as work, pytest.raises(Conflict), work.session.begin_nested():
        hotspot_commands.write_log(work, spot, LogText("走访"))


def test_the_database_refuses_one_person_for_both_steps_of_a_delisting(staff):
    spot = staff.hotspot_in(HotspotState.PROPOSED)
    with staff.work() as work:
        hotspot_commands.delist(work, spot)
        with pytest.raises(IntegrityError):
            work.session.flush()
        work.session.rollback()


def test_a_kept_hotspot_forgets_the_proposal(staff):
    spot = staff.hotspot_in(HotspotState.PROPOSED)
    with staff.work() as work:
        hotspot_commands.keep(work, spot)
    kept = staff.stored(Hotspot, spot)
    assert (kept.proposed_by_id, kept.proposal) == (None, "")
