"""What waits on a desk about attendance, for whom, until when."""

from datetime import timedelta

import pytest

from alliance.attendance import waiting
from alliance.attendance.model import Attendance
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.clock import LOCAL_ZONE
from alliance.questions import errands_of


@pytest.fixture
def helper(ground):
    return ground.volunteer("张小明")


def errands(ground, who):
    with ground.make.work(who.actor) as work:
        return {(one.endpoint, one.count) for one in errands_of(work, waiting.questions)}


def noon_shift(ground):
    """Of today, whatever the hour."""
    noon = clock.now().astimezone(LOCAL_ZONE).replace(hour=0, minute=5, second=0, microsecond=0)
    return ground.shift(starts_at=noon, hours=23.9)


def test_a_shift_of_today_waits_for_its_volunteer_and_its_list_for_the_organisers(ground, helper, browser):
    ground.sign_up(helper, noon_shift(ground))
    assert ("attendance.own_shift", None) in errands(ground, helper.who)
    for keeper in (ground.stage.liaison, ground.stage.officer):
        assert ("attendance.roll", None) in errands(ground, keeper)
    for other in (ground.stage.outsider, ground.stage.reporter, ground.volunteer().who):
        assert not {name for name, _count in errands(ground, other)} & {"attendance.own_shift", "attendance.roll"}
    assert "您今天的班次" in browser(helper.who).get("home.desk").text


def test_hours_wait_for_each_side_until_it_has_confirmed(ground, helper):
    ended = ground.shift(timedelta(hours=-5), 3)
    sign_up = ground.sign_up(helper, ended)
    ground.attend(sign_up, 120)
    assert ("attendance.mine", 1) in errands(ground, helper.who)
    assert ("attendance.of_shift", 1) in errands(ground, ground.stage.liaison)
    with ground.make.work() as work:
        held = work.session.get_one(Attendance, sign_up)
        held.own_confirmed_at = held.kept_confirmed_at = work.now
    assert ("attendance.mine", 1) not in errands(ground, helper.who)
    assert ("attendance.of_shift", 1) not in errands(ground, ground.stage.liaison)


def test_what_was_not_taken_waits_for_whoever_keeps_the_event(ground, helper, browser):
    browser(helper.who).post("attendance.come", token=ground.carried(), status=409)
    for keeper in (ground.stage.liaison, ground.stage.officer):
        assert ("attendance.failed", 1) in errands(ground, keeper)
    assert errands(ground, ground.stage.outsider) == set()
    assert errands(ground, helper.who) == set()
