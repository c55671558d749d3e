"""A volunteer scans, or types what the wall shows: taken once, and where not, told what to do in words."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from alliance.attendance.model import Attendance
from alliance.attendance.vocabulary import Fault, Way
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.journal.model import Entry
from alliance.publicity.vocabulary import EventState
from alliance.shifts.model import Shift
from alliance.shifts.vocabulary import ShiftState, SignUpState
from tests.factories import PASSWORD

YESTERDAY = timedelta(days=1)


@pytest.fixture
def helper(ground):
    return ground.volunteer("张小明")


def entries(ground):
    with ground.make.work() as work:
        about = select(Entry.event).where(Entry.subject.startswith("attendance")).order_by(Entry.number)
        return list(work.session.scalars(about))


def test_scanning_and_one_tap_checks_in_and_later_out(ground, helper, browser):
    sign_up = ground.sign_up(helper)
    phone = browser(helper.who)
    answer = phone.client.get(f"/attendance/go/{ground.scanned()}", headers={"Host": "localhost"})
    assert answer.status_code == 303
    page = phone.follow(answer)
    assert "引导岗" in page.text
    assert ground.held(sign_up) is None, "looking at the page writes nothing"
    come = page.form("/come")
    shown = phone.follow(phone.post(come.action, come.values))
    assert "签到" in shown.text
    held = ground.held(sign_up)
    assert held.came_by is Way.SCANNED
    assert abs(held.came_at - clock.now()) < timedelta(seconds=30)
    assert held.left_at is None
    page = phone.get("attendance.here", token=ground.carried())
    leave = page.form("/leave")
    phone.post(leave.action, leave.values)
    held = ground.held(sign_up)
    assert held.left_by is Way.SCANNED
    assert held.minutes == 0
    assert ground.figures(sign_up) == [0]
    assert entries(ground) == ["CheckedIn", "CheckedOut"]


def test_whoever_must_sign_in_first_carries_on_what_they_scanned(ground, helper, browser):
    sign_up = ground.sign_up(helper)
    phone = browser()
    answer = phone.client.get(f"/attendance/go/{ground.scanned()}", headers={"Host": "localhost"})
    answer = phone.client.get(answer.headers["Location"], headers={"Host": "localhost"})
    assert answer.headers["Location"] == "/people/sign-in"
    signed_in = phone.post("people.sign_in", {"email": helper.who.email, "password": PASSWORD})
    page = phone.follow(signed_in)
    come = page.form("/come")
    phone.post(come.action, come.values)
    assert ground.held(sign_up).came_by is Way.SCANNED


def test_a_second_scan_says_when_it_was_and_makes_no_second_record(ground, helper, browser):
    sign_up = ground.sign_up(helper)
    phone = browser(helper.who)
    phone.post("attendance.come", token=ground.carried())
    first = ground.held(sign_up).came_at
    again = phone.follow(phone.post("attendance.come", token=ground.carried()))
    assert f"已于 {first.astimezone(clock.LOCAL_ZONE):%H:%M} 签到" in again.text
    assert ground.held(sign_up).came_at == first
    assert entries(ground) == ["CheckedIn"]


def test_the_digits_of_the_wall_do_the_same(ground, helper, browser):
    sign_up = ground.sign_up(helper)
    phone = browser(helper.who)
    page = phone.get("attendance.own_shift", sign_up_id=sign_up)
    form = page.form("/come")
    phone.post(form.action, form.values | {"code": ground.digits()})
    assert ground.held(sign_up).came_by is Way.TYPED
    phone.post("attendance.type_digits", {"code": ground.digits()}, sign_up_id=sign_up, act="leave")
    assert ground.held(sign_up).left_by is Way.TYPED


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "000000"])
def test_digits_that_the_wall_does_not_show_are_not_taken(ground, helper, browser, typed):
    sign_up = ground.sign_up(helper)
    page = browser(helper.who).post(
        "attendance.type_digits", {"code": typed}, status=422, sign_up_id=sign_up, act="come"
    )
    assert page.form("/come").values["code"] == typed
    assert ground.held(sign_up) is None


def test_six_wrong_digits_and_an_old_code_are_kept_once_a_day_for_whoever_keeps_the_event(ground, helper, browser):
    sign_up = ground.sign_up(helper)
    phone = browser(helper.who)
    for typed in ("000000", "000000", "111111"):
        phone.post("attendance.type_digits", {"code": typed}, status=422, sign_up_id=sign_up, act="come")
    [kept] = ground.scans()
    assert (kept.fault, kept.typed, kept.sign_up_id, kept.volunteer_id) == (
        Fault.OTHER_DIGITS,
        "000000",
        sign_up,
        helper.id,
    )
    old = ground.carried(moment=clock.now() - timedelta(minutes=11))
    for _turn in range(2):
        phone.post("attendance.come", token=old, status=409)
    assert {one.fault for one in ground.scans()} == {Fault.OTHER_DIGITS, Fault.OLD_CODE}
    assert len(ground.scans()) == 2
    assert ground.held(sign_up) is None


def test_yesterdays_code_and_a_changed_one_are_told_in_words(ground, helper, browser):
    ground.sign_up(helper)
    phone = browser(helper.who)
    old = ground.scanned(moment=clock.now() - YESTERDAY)
    assert "再扫" in phone.get("attendance.go", token=old, status=409).text
    assert "再扫" in phone.get("attendance.go", token=old[:-6] + "AAAAAA", status=422).text
    carried = ground.carried(moment=clock.now() - timedelta(minutes=11))
    phone.get("attendance.here", token=carried, status=409)
    phone.post("attendance.come", token=carried, status=409)
    phone.post("attendance.leave", token="no-such-token", status=422)
    browser().get("attendance.go", token=old, status=409)


def minutes_ago(minutes):
    return (clock.now() - timedelta(minutes=minutes)).isoformat()


@pytest.mark.parametrize(
    ("device_at", "sent_at", "counts"),
    [(4, 0, 4), (64, 60, 4), (-56, -60, 4), (170, 0, 8), (0, 4, 0), ("gestern", 0, 0), (4, "", 0)],
)
def test_a_press_that_comes_later_counts_from_when_it_was_made_but_never_before_the_scan(
    ground, helper, browser, device_at, sent_at, counts
):
    """Minutes before now by the phone's clock, which may be an hour off."""
    sign_up, token = ground.sign_up(helper), ground.carried(moment=clock.now() - timedelta(minutes=8))
    said = {"device_at": device_at, "sent_at": sent_at}
    told = {name: one if isinstance(one, str) else minutes_ago(one) for name, one in said.items()}
    browser(helper.who).post("attendance.come", told, token=token)
    held = ground.held(sign_up)
    assert abs(clock.now() - timedelta(minutes=counts) - held.came_at) < timedelta(minutes=1)
    assert not held.doubtful


def test_a_press_at_the_end_of_a_shift_that_comes_after_it_is_taken(ground, helper, browser):
    sign_up = ground.sign_up(helper, ground.shift(begins=timedelta(minutes=-63), hours=1))
    token = ground.carried(moment=clock.now() - timedelta(minutes=9))
    told = {"device_at": minutes_ago(8), "sent_at": minutes_ago(0)}
    browser(helper.who).post("attendance.come", told, token=token)
    assert ground.held(sign_up)


def test_a_press_that_comes_when_the_code_holds_no_more_is_kept_with_its_moment(ground, helper, browser):
    ground.sign_up(helper)
    token = ground.carried(moment=clock.now() - timedelta(minutes=20))
    told = {"device_at": minutes_ago(18), "sent_at": minutes_ago(0)}
    browser(helper.who).post("attendance.come", told, status=409, token=token)
    [kept] = ground.scans()
    assert kept.fault is Fault.OLD_CODE
    assert abs(kept.received_at - timedelta(minutes=18) - kept.at) < timedelta(minutes=1)


def refused(ground, helper, browser, place_id=None, act="come"):
    """The words, after an attempt that is not taken."""
    page = browser(helper.who).post(f"attendance.{act}", token=ground.carried(place_id), status=409)
    return page.text


def test_whoever_has_not_signed_up_is_told_so_and_it_is_kept(ground, helper, browser):
    assert "没有报名" in refused(ground, helper, browser)
    refused(ground, helper, browser)
    kept = ground.scans()
    assert [(one.fault, one.volunteer_id, one.sign_up_id) for one in kept] == [(Fault.NOT_SIGNED_UP, helper.id, None)]
    assert entries(ground) == ["ScanFailed"], "once a day for each person, place and reason"


def test_somebody_who_is_no_volunteer_is_told_the_same(ground, browser):
    officer = ground.stage.officer
    page = browser(officer).post("attendance.come", token=ground.carried(), status=409)
    assert "没有报名" in page.text


def test_another_day_is_told_with_the_day(ground, helper, browser):
    later = ground.shift(timedelta(days=2))
    sign_up = ground.sign_up(helper, later)
    with ground.make.work() as work:
        from alliance.shifts.model import Shift

        day = clock.local_day(work.session.get_one(Shift, later).starts_at)
    assert day.isoformat() in refused(ground, helper, browser)
    assert ground.scans()[0].fault is Fault.OTHER_DAY
    assert ground.held(sign_up) is None


def test_another_point_is_told_with_its_number(ground, helper, browser):
    at_point = ground.shift(point_id=ground.point_id)
    sign_up = ground.sign_up(helper, at_point)
    assert "1号" in refused(ground, helper, browser, ground.other_point_id)
    assert ground.scans()[0].fault is Fault.OTHER_POINT
    browser(helper.who).post("attendance.come", token=ground.carried(ground.point_id))
    assert ground.held(sign_up)


def test_the_venues_own_code_holds_for_every_point(ground, helper, browser):
    sign_up = ground.sign_up(helper, ground.shift(point_id=ground.point_id))
    browser(helper.who).post("attendance.come", token=ground.carried())
    assert ground.held(sign_up)


def test_too_early_says_from_when_on_and_keeps_nothing(ground, helper, browser):
    sign_up = ground.sign_up(helper, ground.shift(timedelta(minutes=45)))
    assert "开始签到" in refused(ground, helper, browser)
    assert ground.scans() == []
    assert ground.held(sign_up) is None


def test_check_in_opens_half_an_hour_before(ground, helper, browser):
    sign_up = ground.sign_up(helper, ground.shift(timedelta(minutes=29)))
    browser(helper.who).post("attendance.come", token=ground.carried())
    assert ground.held(sign_up)


def test_a_shift_that_is_over_takes_no_more(ground, helper, browser):
    ground.sign_up(helper, ground.shift(timedelta(minutes=-70), 1))
    assert "结束" in refused(ground, helper, browser)
    assert ground.scans()[0].fault is Fault.OVER


def test_leaving_without_having_come(ground, helper, browser):
    ground.sign_up(helper)
    assert "还没有签到" in refused(ground, helper, browser, act="leave")
    assert ground.scans()[0].fault is Fault.NOT_COME


def test_an_event_that_is_cancelled(ground, helper, browser):
    ground.sign_up(helper)
    ground.turn_event(EventState.CANCELLED)
    assert "已取消" in refused(ground, helper, browser)
    assert ground.scans()[0].fault is Fault.EVENT_CANCELLED


def test_a_shift_that_is_called_off(ground, helper, browser):
    ground.sign_up(helper, ground.shift(state=ShiftState.CANCELLED))
    refused(ground, helper, browser)
    assert ground.scans()[0].fault is Fault.SHIFT_CANCELLED


@pytest.mark.parametrize("listed", [False, True])
@pytest.mark.parametrize("act", ["event", "shift", "release"])
def test_whoever_was_there_when_it_was_called_off_still_leaves_and_the_hours_count(
    ground, helper, browser, act, listed
):
    sign_up, officer = ground.sign_up(helper), browser(ground.stage.officer)
    phone = browser(helper.who)
    with ground.make.work() as work:
        work.session.get_one(Shift, ground.shift_id).taken = 1
    phone.post("attendance.come", token=ground.carried())
    said = {"reason": "暴雨"}
    if act == "event":
        officer.post("publicity.cancel", said, event_id=ground.event_id)
    elif act == "shift":
        officer.post("shifts.call_off", said, shift_id=ground.shift_id)
    else:
        officer.post("shifts.release", said, shift_id=ground.shift_id, sign_up_id=sign_up)
    assert "引导岗" in phone.get("attendance.mine").text
    if listed:
        tap = {"key": "k" * 20, "act": "leave", "sign_up_id": str(sign_up)}
        officer.post("attendance.note", tap, shift_id=ground.shift_id)
    else:
        page = phone.get("attendance.here", token=ground.carried())
        leave = page.form("/leave")
        phone.post(leave.action, leave.values)
    assert ground.held(sign_up).minutes == 0
    assert ground.scans() == [] or not ground.scans()[0].fault


@pytest.mark.parametrize("state", [SignUpState.WAITING, SignUpState.OFFERED])
def test_whoever_waits_is_not_checked_in(ground, helper, browser, state):
    sign_up = ground.sign_up(helper, state=state)
    refused(ground, helper, browser)
    assert ground.scans()[0].fault is Fault.NO_PLACE
    assert ground.held(sign_up) is None


@pytest.mark.parametrize("state", [SignUpState.WITHDRAWN, SignUpState.RELEASED, SignUpState.LAPSED])
def test_whoever_has_withdrawn_has_not_signed_up(ground, helper, browser, state):
    ground.sign_up(helper, state=state)
    refused(ground, helper, browser)
    assert ground.scans()[0].fault is Fault.NOT_SIGNED_UP


def test_of_two_shifts_the_one_that_is_open_is_meant(ground, helper, browser):
    over = ground.sign_up(helper, ground.shift(timedelta(minutes=-50), 0.5))
    now = ground.sign_up(helper)
    browser(helper.who).post("attendance.come", token=ground.carried())
    assert ground.held(over) is None
    assert ground.held(now)


def test_a_shift_page_is_its_owners_alone(ground, helper, browser):
    sign_up = ground.sign_up(helper)
    other = ground.volunteer()
    for someone in (other.who, ground.stage.officer, ground.stage.liaison):
        browser(someone).get("attendance.own_shift", sign_up_id=sign_up, status=404)
        browser(someone).post(
            "attendance.type_digits", {"code": ground.digits()}, sign_up_id=sign_up, act="come", status=404
        )
    assert ground.held(sign_up) is None


def test_a_member_who_helps_checks_in_under_any_role(ground, browser):
    staff = ground.volunteer(role=Role.INSPECTOR)
    sign_up = ground.sign_up(staff)
    browser(staff.who).post("attendance.come", token=ground.carried())
    assert ground.held(sign_up)


def test_own_pages_tell_of_today_and_of_hours(ground, helper, browser):
    sign_up = ground.sign_up(helper)
    before = ground.sign_up(helper, ground.shift(timedelta(hours=-9), 2))
    ground.attend(before, 90)
    page = browser(helper.who).get("attendance.mine", queries=12)
    assert "引导岗" in page.text
    assert "1 小时 30 分" in page.text
    assert page.links.count(browser().address("attendance.own_shift", sign_up_id=sign_up)) == 1
    assert "1 小时 30 分" not in browser(ground.volunteer().who).get("attendance.mine").text


def test_no_row_names_anybody(ground, helper, browser):
    ground.sign_up(helper)
    browser(helper.who).post("attendance.come", token=ground.carried())
    with ground.make.work() as work:
        told = [entry.payload for entry in work.session.scalars(select(Entry)) if entry.subject == "attendance"]
        assert told == [{"way": "scanned", "doubtful": False}]
        assert {column.name for column in Attendance.__table__.columns}.isdisjoint({"name", "phone", "email"})


def test_the_code_on_ones_own_page_leads_the_organisers_to_ones_line_and_nobody_else(
    ground, helper, browser, monkeypatch
):
    shown = []
    monkeypatch.setattr("alliance.attendance.own_views.picture_of", lambda address: shown.append(address) or "data:,")
    sign_up = ground.sign_up(helper)
    page = browser(helper.who).get("attendance.own_shift", sign_up_id=sign_up)
    assert "出示此码" in page.text
    path, _hash, line = shown[0].removeprefix("http://localhost").partition("#")
    assert f'id="{line}"' in browser(ground.stage.liaison).get(path).html
    browser(helper.who).get(path, status=404)
    browser(ground.stage.outsider).get(path, status=404)
