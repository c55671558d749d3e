"""Who does not do it, by clicking: the steps of the ladder until a letter, its answer, and the problem behind it, until
two officers have written it off."""

import re

from tests.browser.examining import examine
from tests.days import in_days, today
from tests.journeys.test_initiative import BASIS

FAULT = "一线员工未经培训上岗"
ANSWER = "本月内补训完毕"
MENDED = "全员已补训"
FOUND = "查看签到表，属实"
AGREED = "同意销号"


def path_of(window):
    return window.page.url.removeprefix(window.address)


def send(window, act):
    """The form of this act on the page; until the next page stands. Its path."""
    window.page.locator(f"main form[action$='/{act}'] button").first.click()
    window.page.wait_for_url(lambda url: not url.endswith(f"/{act}"))
    return path_of(window)


def go_on(window, page, act):
    """From a page by its link to the page of an act, which is looked at as it opens."""
    window.open(page)
    window.page.locator(f"main a[href$='/{act}']").first.click()
    window.page.wait_for_url(f"**/{act}")
    examine(window)


def take_step(officer, bank, step):
    """The one for which the bank is due, in the words that are proposed; the path of the measure."""
    page = officer.page
    officer.open("/supervision/due")
    page.locator("#chosen li").filter(has_text=bank).locator("a[href$='/new']").click()
    page.wait_for_url("**/new")
    assert page.locator("#step").input_value() == step
    assert page.locator("#words").input_value()
    page.locator("#basis").fill(BASIS)
    return send(officer, "new")


def remind(officer, member, bank):
    """With a look at who is due and at what is proposed; until the bank reads it."""
    officer.open("/supervision/due")
    examine(officer)
    officer.page.locator("#chosen a[href$='/new']").click()
    officer.page.wait_for_url("**/new")
    examine(officer)
    reminder = take_step(officer, bank, "remind")
    examine(officer)
    member.open(reminder)
    member.await_words(BASIS)
    examine(member)


def warn(officer, admin, member, bank):
    """By a notice, and by a letter that a second person approves and the bank reads on paper; the letter's path."""
    take_step(officer, bank, "notice")
    letter = take_step(officer, bank, "letter")
    officer.await_words("待审定")
    member.open(letter, status=404)
    admin.open(letter)
    examine(admin)
    admin.press("审批并发出")
    admin.await_words(f"督办字〔{today().year}〕1号")
    go_on(admin, letter, "letter")
    go_on(member, letter, "letter")
    member.await_words(f"督办字〔{today().year}〕1号")
    return letter


def answer(member):
    """From the desk, where it waits."""
    member.open("/desk")
    examine(member)
    go_on(member, "/desk", "answer")
    member.page.locator("#words").fill(ANSWER)
    send(member, "answer")
    member.await_words(ANSWER)
    examine(member)


def list_problem(officer, letter):
    """What the officer reads in the answer; the path of the problem."""
    officer.open(letter)
    officer.await_words(ANSWER)
    go_on(officer, letter, "problem")
    officer.page.locator("#words").fill(FAULT)
    officer.page.locator("#due_on").fill(in_days(10).isoformat())
    problem = send(officer, "problem")
    examine(officer)
    return problem


def mend(member, problem):
    """Who is responsible and what is done by when, then that it is done."""
    page = member.page
    go_on(member, problem, "plan")
    for field, words in (("office", "运营管理部"), ("leader", "分管副行长"), ("what_1", "分批补训")):
        page.locator(f"#{field}").fill(words)
    page.locator("#until_1").fill(in_days(10).isoformat())
    send(member, "plan")
    examine(member)
    go_on(member, problem, "mend")
    page.locator("#words").fill(MENDED)
    send(member, "mend")
    member.await_words(MENDED)


def write_off(officer, admin, member, problem):
    """Checked again by the one, who is then offered nothing more, and written off by the other."""
    go_on(officer, problem, "recheck")
    officer.page.locator("#words").fill(FOUND)
    send(officer, "recheck")
    officer.await_words(FOUND)
    assert officer.page.locator("main a[href$='/write-off']").count() == 0
    examine(officer)
    go_on(admin, problem, "write-off")
    admin.page.locator("#words").fill(AGREED)
    send(admin, "write-off")
    for window in (admin, member):
        window.open(problem)
        window.page.locator("h1", has_text=re.compile("销号")).wait_for()
        window.await_words(AGREED)
        examine(window)
