"""The main line of an initiative by clicking, in Chinese: an officer issues it and makes an action of an ask, a bank's
liaison pledges, signs and reports with a photo on a phone, is given it back, reports again, and is verified."""

from alliance.foundation.kernel.actor import Role
from tests.actions.doing import today
from tests.browser.examining import too_wide, violations
from tests.chromium import DESKTOP, PHONE
from tests.factories import PASSWORD
from tests.files.sound import jpg

TITLE = "平安守护反诈先行倡议书"
ASK = "加强反诈知识培训"


def examine(window):
    assert [*too_wide(window.page), *violations(window.page)] == []


def issue(officer):
    """Two asks, the second one counted, to the banks; the address of the initiative."""
    page = officer.page
    officer.open("/initiatives/new")
    page.locator("#title").fill(TITLE)
    page.locator("#dated_on").fill(today().isoformat())
    page.locator("#text").fill("各成员单位：让我们携起手来，守护群众的钱袋子。")
    page.locator("#ask_0_words").fill("与反诈中心保持密切联系")
    page.locator("[name='terms-0-alliance']").select_option("police_bank")
    officer.press("再加一条事项")
    page.locator("#ask_1_words").fill(ASK)
    page.locator("#ask_1_indicator").fill("组织培训")
    page.locator("#ask_1_target").fill("2")
    page.locator("#ask_1_unit").fill("场")
    examine(officer)
    officer.press("保存草稿")
    officer.await_words("草稿已保存")
    path = page.url.removeprefix(officer.address)
    officer.open(f"{path}/issue")
    examine(officer)
    page.locator("main form button").first.click()
    page.wait_for_url(f"**{path}")
    return path


def pledge(liaison, initiative):
    page = liaison.page
    liaison.open(initiative)
    examine(liaison)
    liaison.follow("逐条承诺")
    liaison.tick("#take_2")
    page.locator("#signer_office").fill("分管副行长")
    examine(liaison)
    page.locator("main form button[type=submit]").first.click()
    liaison.await_words("承诺已提交")


def launch(officer, initiative):
    """Of the second ask, for those who pledged it; the address of the action."""
    page = officer.page
    officer.open(initiative)
    page.locator("main a[href*='/asks/']").last.click()
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


def test_a_bank_pledges_on_a_phone_and_reports_until_it_is_verified(make, windows, portal_address):
    bank = make.organisation("甲银行（测试）")
    make.seat(bank)
    officer, liaison = windows(portal_address, DESKTOP), windows(portal_address, PHONE)
    officer.sign_in(make.person().email, PASSWORD)
    liaison.sign_in(make.person(Role.LIAISON, organisation=bank).email, PASSWORD)
    initiative = issue(officer)
    pledge(liaison, initiative)
    launch(officer, initiative)

    liaison.open("/actions/own")
    examine(liaison)
    liaison.follow(ASK)
    liaison.page.locator("main form[action$='/receive'] button").click()
    liaison.page.locator("main a[href$='/report']").wait_for()
    assignment = liaison.page.url.removeprefix(liaison.address)
    examine(liaison)
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
