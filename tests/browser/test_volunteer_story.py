"""A volunteer's whole story by clicking, in Chinese, on a phone: from looking for a shift without an account to the
page on which a stranger sees that the hours are true. The network goes away at the table and comes back."""

import re
from datetime import timedelta

import pypdfium2
import pytest
from sqlalchemy import select

from alliance.certificates.model import Certificate
from alliance.foundation.kernel import clock
from alliance.journal.model import Letter
from tests.attendance.ground import ground_of
from tests.browser.at_the_table import cut_off, emptied, press, queue, told
from tests.browser.examining import examine
from tests.chromium import PHONE
from tests.factories import PASSWORD

NAME, MAIL = "张小明", "zhang@example.org"
DAY_BEFORE, ON_THE_DAY, AFTERWARDS = timedelta(days=-1), timedelta(), timedelta(hours=2)


@pytest.fixture
def turn(monkeypatch):
    """Turns the portal's clock: so far from the moment that Chromium takes for now."""
    real = clock.now
    return lambda by: monkeypatch.setattr(clock, "now", lambda: real() + by)


@pytest.fixture
def ground(portal, make):
    return ground_of(make)


@pytest.fixture
def letter(make):
    """The page to which the newest letter of a kind leads."""

    def letter(template):
        with make.work() as work:
            found = select(Letter.params).where(Letter.template == template).order_by(Letter.written_at.desc())
            return work.session.scalars(found).first()["path"]

    return letter


def find(window):
    window.open("/")
    window.go_to("志愿班次")
    window.follow("引导岗")
    window.await_words("示例社区活动室")


def sign_up(window, letter):
    """Four fields and the consent; the link of the letter, and a password."""
    window.follow("成为志愿者")
    for field, typed in {"name": NAME, "phone": "139 0000 0001", "email": MAIL, "born_on": "1990-05-01"}.items():
        window.page.locator(f"#{field}").fill(typed)
    window.tick("#agreed")
    window.press("报名")
    window.page.locator("h1", has_text="请查收邮件").wait_for()
    window.open(letter("volunteer_sign_up"))
    for field in ("password", "again"):
        window.page.locator(f"#{field}").fill(PASSWORD)
    window.press("确认并登录")
    window.page.wait_for_url("**/desk")


def take_shift(window):
    window.go_to("志愿班次")
    window.follow("引导岗")
    window.follow("报名")
    window.press("我参加")
    window.await_words("名额已为您确定")


def scan(window, code, act):
    """What the camera reads on the wall; whoever was away for so long signs in first."""
    window.page.goto(f"/attendance/go/{code}")
    window.page.locator("#email").fill(MAIL)
    window.page.locator("#password").fill(PASSWORD)
    window.press("登录")
    window.press(act)
    window.await_words(re.compile(rf"\d\d:\d\d {act}成功"))


def check_in_without_network(keeper, ground, helper):
    """One tap, kept on the phone and sent once the network is back; sent twice, it is noted once."""
    keeper.open(f"/attendance/shifts/{ground.shift_id}")
    cut_off(keeper)
    press(keeper, helper)
    told(keeper, helper, "本机登记于")
    keeper.await_words("应到 2 人，已签到 2 人")
    assert ground.held(helper) is None
    examine(keeper)
    [tap] = queue(keeper)
    keeper.context.set_offline(False)
    told(keeper, helper, re.compile(r"\d\d:\d\d 签到成功"))
    keeper.page.evaluate("tap => localStorage.setItem('roll-taps', JSON.stringify([tap]))", tap)
    keeper.page.evaluate("window.dispatchEvent(new Event('online'))")
    emptied(keeper)
    assert [scan.key for scan in ground.scans() if scan.way == "listed"] == [tap["key"]]
    keeper.page.reload()
    told(keeper, helper, re.compile(r"已于 \d\d:\d\d 签到"))


def confirm_hours(volunteer, keeper, ground):
    """Each for themselves."""
    volunteer.await_words("2 小时")
    volunteer.press("正确，确认")
    volunteer.await_words("待组织方确认")
    keeper.sign_in(ground.stage.liaison.email, PASSWORD)
    keeper.open(f"/attendance/shifts/{ground.shift_id}/hours")
    keeper.page.get_by_role("button", name=re.compile("^确认 1 张")).click()
    keeper.await_words("双方已确认")


def ask_for_certificate(window):
    """The words of the document; the period is filled in."""
    window.open("/attendance/mine")
    window.follow("我的志愿服务证明")
    window.press("申请")
    window.await_words("ZYFW-")
    with window.page.expect_download() as taken:
        window.follow("ZYFW-")
    with pypdfium2.PdfDocument(taken.value.path()) as document:
        return document[0].get_textpage().get_text_range()


def check_certificate(window, code):
    window.open(f"/certificates/check/{code}")
    window.page.locator("h1", has_text="证明有效").wait_for()
    window.await_words("张*")
    window.await_words("2 小时")
    assert NAME not in window.page.content()


def test_a_volunteer_finds_a_shift_helps_and_can_prove_it(portal_address, windows, ground, make, letter, turn):
    volunteer, keeper, stranger = (windows(portal_address, PHONE) for _ in range(3))
    turn(DAY_BEFORE)
    find(volunteer)
    sign_up(volunteer, letter)
    take_shift(volunteer)

    turn(ON_THE_DAY)
    helper = ground.sign_up(ground.volunteer("李大力"))
    volunteer.open(f"/attendance/go/{ground.scanned(moment=clock.now() - timedelta(minutes=3))}", 409)
    examine(volunteer)
    scan(volunteer, ground.scanned(), "签到")
    keeper.sign_in(ground.stage.liaison.email, PASSWORD)
    check_in_without_network(keeper, ground, helper)

    turn(AFTERWARDS)
    scan(volunteer, ground.scanned(), "签退")
    confirm_hours(volunteer, keeper, ground)
    assert NAME in ask_for_certificate(volunteer)
    with make.work() as work:
        code = work.session.scalars(select(Certificate.code)).one()
    check_certificate(stranger, code)
    volunteer.page.reload()
    assert volunteer.page.locator("[data-label='查验次数']").inner_text() == "1"
