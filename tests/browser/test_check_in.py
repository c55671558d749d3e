"""At the venue, on a telephone: the code, the typed digits, and the list with the network cut."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from alliance.foundation.kernel import clock
from alliance.journal.model import Entry
from tests import scanner
from tests.attendance.ground import ground_of
from tests.browser.at_the_table import cut_off, emptied, line, press, queue, told
from tests.browser.examining import too_wide, violations
from tests.chromium import PHONE
from tests.factories import PASSWORD


@pytest.fixture
def ground(portal, make):
    return ground_of(make)


@pytest.fixture
def phone(windows, portal_address):
    """Somebody's phone, signed in."""

    def signed_in(someone, **more):
        window = windows(portal_address, PHONE, **more)
        window.sign_in(someone.email, PASSWORD)
        return window

    return signed_in


def without_worker(window):
    """What is asked for through a worker cannot be held up by a test."""
    window.context.add_init_script("Object.defineProperty(navigator, 'serviceWorker', { value: undefined })")
    return window


def list_kept(window):
    return window.page.evaluate("JSON.stringify(localStorage)")


def test_a_volunteer_scans_signs_in_and_taps_once(ground, windows, portal_address):
    helper = ground.volunteer("张小明")
    sign_up = ground.sign_up(helper)
    window = windows(portal_address, PHONE)
    window.page.goto(f"/attendance/go/{ground.scanned()}")
    window.page.locator("#email").fill(helper.who.email)
    window.page.locator("#password").fill(PASSWORD)
    window.press("登录")
    window.press("签到")
    window.await_words("签到成功")
    assert ground.held(sign_up)
    assert not list(too_wide(window.page))
    assert not list(violations(window.page))
    window.page.locator("#code").fill(ground.digits())
    window.press("签退")
    window.page.locator("main").get_by_text("双方").or_(window.page.locator(".flash-success")).first.wait_for()
    assert ground.held(sign_up).left_at


@pytest.fixture
def arrived(ground, phone):
    """A volunteer who has scanned the wall: the page behind it on the phone, and the sign-up."""
    helper = ground.volunteer("张小明")
    sign_up, window = ground.sign_up(helper), phone(helper.who)
    window.page.goto(f"/attendance/go/{ground.scanned()}")
    window.page.wait_for_load_state("networkidle")
    return window, sign_up


def noted(ground):
    """What the journal tells of people who came and left."""
    with ground.make.work() as work:
        about = select(Entry.event).where(Entry.subject == "attendance").order_by(Entry.number)
        return list(work.session.scalars(about))


def test_a_press_behind_the_code_without_a_network_is_told_kept_and_sent_once(ground, arrived):
    window, sign_up = arrived
    window.context.set_offline(True)
    for _turn in range(2):
        window.press("签到")
        window.await_words("网络恢复后自动提交")
    assert ground.held(sign_up) is None
    assert not list(violations(window.page))
    assert not list(too_wide(window.page))
    window.context.set_offline(False)
    window.await_words(re.compile(r"\d\d:\d\d 签到成功"))
    assert noted(ground) == ["CheckedIn"]


def test_a_press_that_waits_for_the_network_counts_from_when_it_was_made(ground, arrived, monkeypatch):
    window, sign_up = arrived
    real, later = clock.now, timedelta(minutes=5)
    window.page.clock.set_fixed_time(real())
    window.context.set_offline(True)
    window.press("签到")
    window.await_words("网络恢复后自动提交")
    monkeypatch.setattr(clock, "now", lambda: real() + later)
    window.page.clock.set_fixed_time(real() + later)
    window.press("签到")
    window.context.set_offline(False)
    window.await_words(re.compile(r"\d\d:\d\d 签到成功"))
    assert abs(real() - ground.held(sign_up).came_at) < timedelta(minutes=2)


def test_a_press_whose_answer_was_lost_is_told_when_it_was(ground, arrived):
    """Pressed again, it makes no second record."""
    window, sign_up = arrived
    lost = []

    def lose(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch(max_redirects=0).status)
        return route.fulfill(status=204)

    window.page.route("**/come", lose)
    with window.page.expect_response("**/come"):
        window.press("签到")
    assert lost == [303]
    came = ground.held(sign_up).came_at
    window.press("签到")
    window.await_words(re.compile(r"已于 \d\d:\d\d 签到"))
    assert ground.held(sign_up).came_at == came
    assert noted(ground) == ["CheckedIn"]


def test_a_network_that_is_back_too_late_sends_nothing_and_asks_to_scan_again(ground, arrived, monkeypatch):
    window, sign_up = arrived
    window.context.set_offline(True)
    window.press("签到")
    window.await_words("网络恢复后自动提交")
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(minutes=11))
    window.context.set_offline(False)
    window.await_words("再扫")
    assert ground.held(sign_up) is None


def test_the_wall_fills_a_screen_and_is_readable(ground, phone):
    window = phone(ground.stage.liaison)
    window.open(f"/attendance/events/{ground.event_id}/wall")
    assert not window.page.locator(".masthead").is_visible()
    assert not list(too_wide(window.page))
    assert not list(violations(window.page))
    [read] = scanner.on_picture(window.page.screenshot())
    assert read.startswith("http://localhost/attendance/go/w"), "what a camera sees on the screen"
    window.page.evaluate("document.querySelector('#venue-code').dataset.seconds = '1'")
    digits = window.page.locator(".venue-digits").inner_text()
    assert re.fullmatch(r"\d{6}", digits)


def test_the_code_on_a_volunteers_screen_is_readable(ground, phone):
    helper = ground.volunteer("张小明")
    sign_up = ground.sign_up(helper)
    window = phone(helper.who)
    window.open(f"/attendance/mine/{sign_up}")
    window.page.locator(".own-code").scroll_into_view_if_needed()
    [read] = scanner.on_picture(window.page.screenshot())
    assert read == f"http://localhost/attendance/shifts/{ground.shift_id}#line-{sign_up}"


def test_taps_without_a_network_are_sent_later_and_once(ground, phone):
    first, second = (ground.sign_up(ground.volunteer(name)) for name in ("张小明", "李大力"))
    window = phone(ground.stage.liaison)
    address = f"/attendance/shifts/{ground.shift_id}"
    window.open(address)
    cut_off(window)
    press(window, first)
    told(window, first, "本机登记于")
    press(window, second)
    window.page.locator("[data-roll-net]").get_by_text("2 条记录待上传").wait_for()
    assert ground.held(first) is None
    assert len({tap["key"] for tap in queue(window)}) == 2
    window.context.set_offline(False)
    told(window, first, "签到成功")
    told(window, second, "签到成功")
    window.page.locator("[data-roll-net]").get_by_text("已全部上传").wait_for()
    assert queue(window) == []
    assert ground.held(first)
    assert ground.held(second)
    assert not ground.held(first).doubtful
    assert not list(violations(window.page))
    assert not list(too_wide(window.page))


def test_an_answer_that_was_lost_makes_no_second_record(ground, phone):
    sign_up = ground.sign_up(ground.volunteer("张小明"))
    window = without_worker(phone(ground.stage.liaison))
    window.open(f"/attendance/shifts/{ground.shift_id}")
    lost = []

    def lose(route):
        if not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    window.page.route("**/note", lose)
    press(window, sign_up)
    window.page.locator("[data-roll-net]").get_by_text("1 条记录待上传").wait_for()
    window.page.locator("[data-roll-net]").get_by_text("当前无网络").wait_for()
    came = ground.held(sign_up).came_at
    assert lost == [200]
    window.page.evaluate("window.dispatchEvent(new Event('online'))")
    told(window, sign_up, re.compile(r"\d\d:\d\d 签到"))
    emptied(window)
    assert ground.held(sign_up).came_at == came
    assert len(ground.scans()) == 1


def test_a_repeat_says_when_it_was(ground, phone, browser):
    helper = ground.volunteer("张小明")
    sign_up = ground.sign_up(helper)
    window = phone(ground.stage.liaison)
    window.open(f"/attendance/shifts/{ground.shift_id}")
    browser(helper.who).post("attendance.come", token=ground.carried())
    press(window, sign_up)
    line(window, sign_up).get_by_text(re.compile(r"已于 \d\d:\d\d 签到")).wait_for()
    assert ground.held(sign_up).came_by.value == "scanned"


def test_the_list_opens_again_without_a_network(ground, phone):
    sign_up = ground.sign_up(ground.volunteer("张小明"))
    window = phone(ground.stage.liaison)
    address = f"/attendance/shifts/{ground.shift_id}"
    window.open(address)
    window.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    window.open(address)
    cut_off(window)
    window.page.reload()
    window.page.locator("h1", has_text="引导岗").wait_for()
    press(window, sign_up)
    told(window, sign_up, "本机登记于")
    window.page.locator("#q").fill("王")
    assert not line(window, sign_up).is_visible()
    window.page.locator("#q").fill("张小明")
    assert line(window, sign_up).is_visible()
    window.context.set_offline(False)
    told(window, sign_up, re.compile(r"\d\d:\d\d 签到"))
    emptied(window)
    assert ground.held(sign_up)


def test_what_fits_nobody_is_kept_and_told(ground, phone):
    ground.sign_up(ground.volunteer("张小明"))
    window = phone(ground.stage.liaison)
    window.open(f"/attendance/shifts/{ground.shift_id}")
    cut_off(window)
    window.page.locator("#typed").fill("7777")
    window.page.locator(".panel").get_by_role("button", name="签到").click()
    window.page.locator("[data-roll-net]").get_by_text("1 条记录待上传").wait_for()
    window.context.set_offline(False)
    window.page.locator("[data-typed-said]").get_by_text("名单上没有这个号码").wait_for()
    assert [one.typed for one in ground.scans()] == ["7777"]


def test_signing_out_takes_the_list_away_but_nothing_that_was_tapped(ground, phone):
    helper = ground.volunteer("张小明")
    sign_up = ground.sign_up(helper)
    window = without_worker(phone(ground.stage.liaison))
    window.open(f"/attendance/shifts/{ground.shift_id}")
    kept = list_kept(window)
    assert "张*" in kept
    assert "小明" not in kept
    assert helper.phone not in kept
    window.page.route("**/note", lambda route: route.abort())
    press(window, sign_up)
    told(window, sign_up, "本机登记于")
    window.page.locator(".account summary").click()
    window.page.get_by_role("button", name="退出登录").click()
    window.page.locator(".sign-in").wait_for()
    window.open("/people/sign-in")
    assert "张*" not in list_kept(window)
    assert len(queue(window)) == 1
    window.page.unroute("**/note")
    window.sign_in(ground.stage.officer.email, PASSWORD)
    window.open(f"/attendance/shifts/{ground.shift_id}")
    window.page.wait_for_timeout(500)
    assert ground.held(sign_up) is None, "nobody sends what another one tapped"
    window.page.locator(".account summary").click()
    window.page.get_by_role("button", name="退出登录").click()
    window.sign_in(ground.stage.liaison.email, PASSWORD)
    window.open(f"/attendance/shifts/{ground.shift_id}")
    told(window, sign_up, re.compile(r"\d\d:\d\d 签到"))
    emptied(window)
    assert ground.held(sign_up)


def test_the_list_works_without_script(ground, phone):
    sign_up = ground.sign_up(ground.volunteer("张小明"))
    window = phone(ground.stage.liaison, java_script_enabled=False)
    window.open(f"/attendance/shifts/{ground.shift_id}")
    press(window, sign_up)
    window.await_words("签到成功")
    assert ground.held(sign_up)
