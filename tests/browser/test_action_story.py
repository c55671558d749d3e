"""The way of an initiative by clicking, in Chinese, on a desk and on a telephone: an officer issues the four asks of
the launch and makes an action of one; a bank pledges two, signs and reports with a photo, is given it back and reports
again; a second one is verified; a third is reminded, warned by letter, and written off by two."""

import re

import pytest

from alliance.foundation.kernel.actor import Role
from tests.browser import supervising
from tests.browser.examining import examine
from tests.chromium import DESKTOP, PHONE
from tests.days import today
from tests.factories import PASSWORD
from tests.files.sound import jpg
from tests.journeys.test_initiative import ASKS, TRAINING, acted, made_late, reported

TITLE = "平安守护反诈先行倡议书"
ASK = ASKS[TRAINING - 1]


def issue(officer):
    """Four asks, the third one counted, to the banks; the path of the initiative."""
    page = officer.page
    officer.open("/initiatives/new")
    page.locator("#title").fill(TITLE)
    page.locator("#dated_on").fill(today().isoformat())
    page.locator("#text").fill("各成员单位：让我们携起手来，守护群众的钱袋子。")
    page.locator("[name='terms-0-alliance']").select_option("police_bank")
    for place, words in enumerate(ASKS):
        if not page.locator(f"#ask_{place}_words").count():
            officer.press("再加一条事项")
        page.locator(f"#ask_{place}_words").fill(words)
    for part, words in (("indicator", "组织培训"), ("target", "2"), ("unit", "场")):
        page.locator(f"#ask_{TRAINING - 1}_{part}").fill(words)
    examine(officer)
    officer.press("保存草稿")
    officer.await_words("草稿已保存")
    path = page.url.removeprefix(officer.address)
    officer.open(f"{path}/issue")
    officer.await_words("3 家单位")
    examine(officer)
    page.locator("main form button").first.click()
    page.wait_for_url(f"**{path}")
    examine(officer)
    return path


def pledge(liaison, initiative, *asks):
    page = liaison.page
    liaison.open(initiative)
    examine(liaison)
    liaison.follow("逐条承诺")
    for number in asks:
        liaison.tick(f"#take_{number}")
    page.locator("#signer_office").fill("分管副行长")
    examine(liaison)
    page.locator("main form button[type=submit]").first.click()
    liaison.await_words("承诺已提交")
    examine(liaison)


def launch(officer, initiative):
    """Of the ask of training, for those who pledged it; the path of the action."""
    page = officer.page
    officer.open(initiative)
    officer.follow(ASK)
    page.wait_for_url("**/asks/*")
    examine(officer)
    page.locator("main form[action$='/action'] button").click()
    page.wait_for_url(lambda url: "/asks/" not in url)
    path = page.url.removeprefix(officer.address)
    examine(officer)
    officer.open(f"{path}/launch")
    examine(officer)
    page.locator("main form[action$='/launch'] button").click()
    page.wait_for_url(f"**{path}")
    examine(officer)
    return path


def report(liaison, words, photo=None):
    page = liaison.page
    page.locator("main a[href$='/report']").click()
    page.wait_for_url("**/report")
    if photo:
        page.locator("main details").first.locator("summary").click()
        page.locator("#files").set_input_files({"name": "培训现场.jpg", "mimeType": "image/jpeg", "buffer": photo})
        page.locator("form[action$='/evidence/files'] button").click()
        page.locator("main .file-row").first.wait_for()
    page.locator("#figure").fill("2")
    page.locator("#words").fill(words)
    examine(liaison)
    page.locator("main form[action$='/report'] button").click()
    page.wait_for_url(lambda url: not url.endswith("/report"))


def judge(officer, assignment, words, label):
    officer.open(assignment)
    officer.page.locator(".verdict-form textarea").fill(words)
    examine(officer)
    officer.press(label)
    officer.page.locator(".verdict-form").wait_for(state="detached")
    officer.await_words(words)


def receive(liaison):
    """From the own page, where it stands; the path of the assignment."""
    liaison.open("/actions/own")
    examine(liaison)
    liaison.follow(ASK)
    liaison.page.locator("main form[action$='/receive'] button").click()
    liaison.page.locator("main a[href$='/report']").wait_for()
    examine(liaison)
    return liaison.page.url.removeprefix(liaison.address)


def come_to_be_verified(liaison, officer):
    """What the first bank does: it is given its report back once."""
    assignment = receive(liaison)
    report(liaison, "已培训两场", jpg())
    judge(officer, assignment, "请补充签到人数", "退回")
    liaison.open(assignment)
    liaison.await_words("请补充签到人数")
    examine(liaison)
    report(liaison, "已培训两场，签到一百二十人")
    judge(officer, assignment, "符合要求", "核验通过")
    liaison.open(assignment)
    liaison.await_words("符合要求")
    examine(liaison)


def stands_at(officer, action, percent):
    officer.open(action)
    officer.await_words(re.compile(f"{percent} ?%"))
    examine(officer)


@pytest.mark.timeout(300)  # some forty pages are examined
@pytest.mark.parametrize("sight", [DESKTOP, PHONE], ids=["1280", "390"])
def test_an_ask_becomes_work_and_who_does_not_do_it_is_warned_until_it_is_written_off(
    sight, make, windows, browser, portal_address
):
    banks = [make.organisation(f"{name}银行（测试）") for name in "甲乙丙"]
    for bank in banks:
        make.seat(bank)
    center, chief = make.person(), make.person(Role.CENTER_ADMIN)
    liaisons = [make.person(Role.LIAISON, organisation=bank) for bank in banks]
    officer, admin, first, second, third = (windows(portal_address, sight) for _ in range(5))
    for window, person in zip((officer, admin, first, second, third), (center, chief, *liaisons), strict=True):
        window.sign_in(person.email, PASSWORD)
    elsewhere = {person.id: browser(person) for person in (center, liaisons[2])}

    initiative = issue(officer)
    pledge(first, initiative, 1, TRAINING)
    pledge(second, initiative, TRAINING)
    pledge(third, initiative, TRAINING)
    action = launch(officer, initiative)
    come_to_be_verified(first, officer)
    assignment = receive(second)
    report(second, "已培训两场")
    judge(officer, assignment, "符合要求", "核验通过")
    stands_at(officer, action, 67)

    assignment = receive(third)
    made_late(make, assignment)
    third.open("/actions/own")
    third.await_words("逾期")
    examine(third)
    supervising.remind(officer, third, banks[2].name)
    letter = supervising.warn(officer, admin, third, banks[2].name)
    supervising.answer(third)
    problem = supervising.list_problem(officer, letter)
    supervising.mend(third, problem)
    supervising.write_off(officer, admin, third, problem)
    reported(elsewhere[liaisons[2].id], assignment, "全员培训两场", "2")
    acted(elsewhere[center.id], assignment, "/verify")
    stands_at(officer, action, 100)
    third.open(letter)
    third.await_words("已解除")
    examine(third)
