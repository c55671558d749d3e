"""What waits by clicking, in Chinese, on a desk and on a telephone: from the desk to the very thing, done there, and
gone from the desk; the inbox under its filters, marked under them, read by opening."""

import pytest
from sqlalchemy import select

from alliance.actions.vocabulary import AssignmentState, Priority
from alliance.foundation.kernel.actor import Role
from alliance.journal import letters
from alliance.journal.model import InboxLetter
from alliance.organisations.queries import contact_addresses
from tests.actions.doing import ground_of
from tests.actions.standing import come_to
from tests.browser.examining import examine
from tests.chromium import DESKTOP, PHONE
from tests.factories import PASSWORD

URGENT, MENDED, REPORTED = "立即张贴预警海报", "组织员工培训", "入户走访重点人群"
SIGHTS = pytest.mark.parametrize("sight", [DESKTOP, PHONE], ids=["1280", "390"])


@pytest.fixture
def ground(make):
    return ground_of(make)


@pytest.fixture
def arrive(windows, portal_address):
    """A window of somebody who has just signed in."""

    def arrive(someone, sight):
        window = windows(portal_address, sight)
        window.sign_in(someone.email, PASSWORD)
        return window

    return arrive


def take_up(window, label):
    """The item of the desk that says so."""
    window.open("/desk")
    window.page.locator(".errands").get_by_role("link", name=label, exact=True).click()


def on_the_desk(window):
    window.open("/desk")
    return window.page.locator(".errands li > div > a").all_inner_texts()


def asked_of(bank):
    """What waits because of the actions, in its order."""
    return [one for one in on_the_desk(bank) if URGENT in one or MENDED in one]


@pytest.mark.timeout(300)
@SIGHTS
def test_a_bank_comes_from_its_desk_to_what_it_has_to_sign_and_to_mend(ground, arrive, sight):
    come_to(ground, ground.launch(ground.text(title=MENDED)), AssignmentState.RETURNED)
    ground.launch(ground.text(title=URGENT, priority=Priority.URGENT))
    bank = arrive(ground.liaisons[0], sight)
    assert asked_of(bank) == [f"请签收：{URGENT}", f"请补正报告：{MENDED}"]
    bank.await_words("这是下达给贵单位的任务")
    examine(bank)
    take_up(bank, f"请签收：{URGENT}")
    bank.page.get_by_role("heading", name=URGENT, exact=True).wait_for()
    bank.press("签收")
    bank.page.locator("main a[href$='/report']").wait_for()
    examine(bank)
    take_up(bank, f"请补正报告：{MENDED}")
    bank.page.get_by_role("heading", name=MENDED, exact=True).wait_for()
    bank.await_words("缺少日期")
    bank.page.locator("main a[href$='/report']").click()
    bank.page.locator("#words").fill("已培训，日期为九月二十八日")
    examine(bank)
    bank.page.locator("main form[action$='/report'] button").click()
    bank.page.wait_for_url(lambda url: not url.endswith("/report"))
    assert asked_of(bank) == [f"待报告：{URGENT}"]


@pytest.mark.timeout(300)
@SIGHTS
def test_an_officer_comes_from_the_desk_to_those_reports_that_wait_and_to_no_others(ground, arrive, sight):
    action_id = ground.launch(ground.text(title=REPORTED))
    ground.report(action_id, 0)
    ground.report(action_id, 1)
    officer, item = arrive(ground.officer, sight), f"有报告待核验：{REPORTED}"
    assert on_the_desk(officer).count(item) == 1
    assert officer.page.locator(".errands li").filter(has_text=item).locator(".errand-count").inner_text() == "2"
    examine(officer)
    take_up(officer, item)
    officer.await_words(ground.banks[0].name)
    officer.await_words(ground.banks[1].name)
    assert not officer.page.locator("main").get_by_text(ground.banks[2].name).count()
    examine(officer)
    officer.follow(ground.banks[0].name)
    officer.page.locator(".verdict-form").wait_for()
    examine(officer)
    officer.press("核验通过")
    officer.page.locator(".verdict-form").wait_for(state="detached")
    assert ground.stands(action_id) is AssignmentState.VERIFIED
    on_the_desk(officer)
    assert officer.page.locator(".errands li").filter(has_text=item).locator(".errand-count").inner_text() == "1"


WHY_ACTION = "您收到此信，因为贵单位参与这项行动，而您是联络员。"
CASE = {"title": "冒充客服", "path": "/directory/"}
CALL = {"title": "平安守护倡议书", "path": "/initiatives/", "office": "太原市反诈骗中心"}


@pytest.fixture
def written_to(ground):
    """Who has an account at the address of a contact, where an initiative came, a case's release, and two actions."""
    bank = ground.banks[0]
    with ground.make.work() as work:
        [address] = contact_addresses(work, bank.id)
    reader = ground.make.person(Role.LIAISON, organisation=bank, email=address)
    with ground.make.work() as work:
        letters.write(work, reader.email, "initiative_issued", **CALL)
        letters.write(work, reader.email, "case_released", **CASE)
    for title in (URGENT, MENDED):
        ground.launch(ground.text(title=title))
    return reader


def lines(window):
    """The headline of each line, whether it is unread, and the paragraph that says why it came."""
    return {
        line.locator("h2 a").inner_text().removeprefix("未读：").strip(): (
            "letter-unread" in line.get_attribute("class"),
            line.locator("p.muted").first.inner_text(),
        )
        for line in window.page.locator(".letter-line").all()
    }


def unread(ground, reader):
    with ground.make.work() as work:
        mine = (InboxLetter.person_id == reader.id, InboxLetter.read_at.is_(None))
        return sorted(str(topic) for topic in work.session.scalars(select(InboxLetter.topic).where(*mine)))


def choose_topic(window, topic):
    window.page.locator("#topic").select_option(topic)
    window.press("显示")
    window.page.locator(f"#topic option[value='{topic}'][selected]").wait_for(state="attached")


def show(window, tab):
    window.page.locator("main").get_by_role("link", name=tab, exact=True).click()
    window.page.locator("main a[aria-current]").get_by_text(tab, exact=True).wait_for()


@pytest.mark.timeout(300)
@SIGHTS
def test_the_inbox_is_read_topic_by_topic(ground, arrive, written_to, sight):
    reader = arrive(written_to, sight)
    assert unread(ground, written_to) == ["actions", "actions", "cases", "initiatives"]
    reader.open("/desk")
    reader.follow("收件箱有 4 封未读")
    reader.await_words("冒充客服")
    assert lines(reader) == {
        f"请甲银行（测试）承办：{URGENT}": (True, WHY_ACTION),
        f"请甲银行（测试）承办：{MENDED}": (True, WHY_ACTION),
        f"倡议：{CALL['title']}": (True, "您收到此信，因为您是倡议发送单位的联络员。"),
        f"案例已发布：{CASE['title']}": (True, "您收到此信，是因为此案例由贵单位提供。"),
    }
    examine(reader)

    choose_topic(reader, "actions")
    assert {next(title for title in (URGENT, MENDED) if title in one) for one in lines(reader)} == {URGENT, MENDED}
    assert len(lines(reader)) == 2
    reader.press("本主题全部标记已读")
    reader.page.get_by_text("已将 2 条消息标记为已读").first.wait_for()
    reader.await_words("没有未读消息")
    assert unread(ground, written_to) == ["cases", "initiatives"]
    examine(reader)
    show(reader, "全部")
    assert [waits for waits, _why in lines(reader).values()] == [False, False]
    examine(reader)

    choose_topic(reader, "")
    assert len(lines(reader)) == 4
    show(reader, "未读")
    assert len(lines(reader)) == 2
    reader.page.locator("main").get_by_role("link", name="冒充客服").click()
    reader.page.wait_for_url(f"**{CASE['path']}")
    reader.page.locator(".to-inbox").click()
    reader.await_words(CALL["title"])
    assert len(lines(reader)) == 1
    assert unread(ground, written_to) == ["initiatives"]
    assert reader.page.locator(".to-inbox").get_attribute("aria-label") == "收件箱，1 条未读"
    reader.press("全部标记已读")
    reader.await_words("没有未读消息")
    assert unread(ground, written_to) == []
