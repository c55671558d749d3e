"""The first story by clicking, in Chinese, on a desk and on a telephone: an organisation applies, is given back,
answers, is admitted to 警银 and the 治理 matrix, gets its plaque, and a passer-by checks it."""

import pytest
from sqlalchemy import select

from alliance.foundation.kernel.actor import Role
from alliance.journal.model import Letter
from tests.browser.examining import examine
from tests.chromium import DESKTOP, PHONE
from tests.factories import PASSWORD, some_uscc

NAME = "甲银行太原分行"
MAIL = "liaison@example.org"
QUESTION = "请补充网点数量。"
SECRET = "a sentence that only the liaison knows"
POINTS = ("identity", "leader", "reachable", "capabilities", "fit", "pledge")
PEOPLE = {
    "first_leader_name": "主要负责人",
    "liaison_name": "联络岗",
    "liaison_phone": "0351-5550000",
    "liaison_email": MAIL,
}


@pytest.fixture
def letter(make):
    """What fills the newest letter of a kind."""

    def letter(template):
        with make.work() as work:
            found = select(Letter.params).where(Letter.template == template).order_by(Letter.written_at.desc())
            return work.session.scalars(found).first()

    return letter


def fill(window, **typed):
    for name, text in typed.items():
        window.page.locator(f"[name='{name}']").fill(text)


def fill_part(window, label, **typed):
    window.follow(label)
    fill(window, **typed)


def apply(window):
    """From the front page to the confirmation; the number on it."""
    window.open("/")
    window.follow("申请加入")
    window.press("开始填写")
    window.follow("单位信息")
    window.page.locator("#sector_code").select_option("bank")
    window.page.locator("#district_code").select_option("140106")
    fill(window, name=NAME, short_name="甲银行", uscc=some_uscc(), address="示例路1号")
    window.press("保存并继续")
    fill_part(window, "负责人与联络员", **PEOPLE)
    window.press("保存并继续")
    fill_part(window, "申请加入的联盟", why="守住资金这一关")
    window.tick("[value='police_bank']")
    window.press("保存并继续")
    fill_part(window, "保密承诺", signed_by="主要负责人", office="行长")
    window.tick("#agreed")
    window.press("保存并继续")
    window.follow("核对并提交")
    window.await_words(NAME)
    window.press("提交申请")
    number = window.page.locator(".done-number strong").inner_text()
    examine(window)
    return number


def open_waiting(officer):
    officer.go_to("入盟申请")
    officer.follow(NAME)


def give_back(officer):
    open_waiting(officer)
    officer.follow("退回补正")
    fill(officer, words=QUESTION)
    officer.press("退回")


def come_back_and_answer(window, number, letter):
    """With number, address and the code from the letter."""
    window.open(letter("application_returned")["path"])
    fill(window, number=number, email=MAIL)
    window.press("获取验证码")
    window.page.wait_for_url("**/follow/code")
    examine(window)
    fill(window, code=letter("application_code")["code"])
    window.press("打开申请")
    window.await_words(QUESTION)
    examine(window)
    window.follow("去答复")
    fill_part(window, "能力资源", **{"amount-outlets": "12"})
    window.press("保存并继续")
    window.follow("核对并提交")
    window.press("提交申请")


def admit(officer):
    open_waiting(officer)
    officer.follow("填写")
    for point in POINTS:
        officer.tick(f"[name='{point}'][value='good']")
    officer.press("保存审核清单")
    officer.follow("批准加入")
    officer.page.locator("[name='seat-police_bank-governance_matrix']").select_option("functional")
    officer.press("批准该单位加入")
    officer.await_words("已批准加入")


def issue_plaque(officer):
    officer.go_to("牌匾")
    officer.follow("活动授牌")
    fill(officer, event="授牌仪式")
    officer.press("授出所选牌匾")
    officer.await_words("已授牌 1 块")


def accept(window, letter):
    """The liaison makes an account, and is at the desk."""
    window.open(letter("invitation")["path"])
    examine(window)
    fill(window, password=SECRET, again=SECRET)
    window.press("接受邀请并登录")
    window.page.wait_for_url("**/desk")
    window.await_words(NAME)


def check(passer_by, serial):
    passer_by.open("/")
    passer_by.go_to("查验牌匾")
    fill(passer_by, serial=serial.lower().replace("-", " "))
    passer_by.press("查验")
    passer_by.page.locator("h1", has_text="有效").wait_for()
    passer_by.await_words(NAME)


@pytest.mark.parametrize("sight", [DESKTOP, PHONE], ids=["1280", "390"])
def test_the_first_story_goes_by_clicking(sight, windows, portal_address, make, letter):
    applicant, officer, liaison, passer_by = (windows(portal_address, sight) for _ in range(4))
    officer.sign_in(make.person(Role.CENTER_OFFICER).email, PASSWORD)
    number = apply(applicant)
    give_back(officer)
    come_back_and_answer(liaison, number, letter)
    admit(officer)
    accept(liaison, letter)
    issue_plaque(officer)
    check(passer_by, letter("plaque_issued")["serial"])
