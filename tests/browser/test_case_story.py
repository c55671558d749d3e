"""The first story of a case by clicking, in Chinese: a teller posts it on a phone, the center masks it and shares it
with 警银 and 警信, a carrier finds it and a media member does not, and the public edition comes later."""

from alliance.foundation.kernel.actor import Role
from tests.browser.examining import examine
from tests.chromium import DESKTOP, PHONE
from tests.factories import PASSWORD

TITLE = "冒充客服诱导屏幕共享"
STORY = "对方自称客服，让她下载会议软件打开屏幕共享，看着她输入验证码。她的手机号是13800138000。"
PUBLIC = "有人冒充客服，让人打开屏幕共享，转走存款。凡是让您共享屏幕的，都是诈骗。"


def post_on_a_phone(teller):
    """Four answers, while the page says what it found and saves itself; the address of the case."""
    page = teller.page
    teller.go_to("典型案例")
    teller.follow("本单位案例")
    teller.press("发布案例")
    page.wait_for_url("**/edit")
    page.locator("#title").fill(TITLE)
    page.locator("#story").fill(STORY)
    page.locator(".look mark").first.wait_for()
    page.locator("#type-suggestions").get_by_text("冒充电商物流客服类").click()
    page.locator("#lost_fen").fill("23万")
    teller.await_words("= 230,000 元")
    teller.await_words("已于")
    examine(teller)
    teller.press("保存并核对")
    teller.await_words("138****8000")
    assert "13800138000" not in page.content()
    examine(teller)
    teller.press("提交反诈中心")
    teller.await_words("已提交反诈中心")
    return page.url.removeprefix(teller.address)


def mask_and_prepare(officer):
    page = officer.page
    officer.go_to("典型案例")
    officer.follow("待审案例")
    officer.follow(TITLE)
    officer.follow("拟写成员版")
    page.locator("[name='terms-0-alliance']").select_option("police_bank")
    officer.press("再加一组")
    page.locator("[name='terms-1-alliance']").select_option("police_telecom")
    page.locator("#tlp").select_option("amber")
    page.get_by_role("button", name="看看是哪些单位").last.click()
    officer.await_words("2 家单位")
    examine(officer)
    officer.press("拟好，待发布")
    officer.await_words("发布版已拟好")


def release(officer):
    officer.go_to("典型案例")
    officer.follow("待发布的案例")
    officer.follow(TITLE)
    officer.await_words("谁会看到")
    examine(officer)
    officer.press("发布")
    officer.await_words("已发布")


def finds(reader):
    """Whether the case stands on the reader's shelf."""
    reader.open("/cases/")
    return bool(reader.page.locator("main").get_by_text(TITLE).count())


def test_a_case_goes_from_a_tellers_phone_to_those_who_must_know(make, windows, portal_address):
    bank, carrier = make.organisation("甲银行（测试）"), make.organisation("丙通信（测试）", sector_code="carrier")
    media = make.organisation("丁日报（测试）", sector_code="media")
    make.seat(bank)
    make.seat(carrier, "police_telecom")
    make.seat(media, "police_media")
    people = {
        "teller": make.person(Role.STAFF, organisation=bank),
        "officer": make.person(),
        "admin": make.person(Role.CENTER_ADMIN),
        "carrier": make.person(Role.LIAISON, organisation=carrier),
        "press": make.person(Role.LIAISON, organisation=media),
    }
    window = {name: windows(portal_address, PHONE if name == "teller" else DESKTOP) for name in people}
    for name, person in people.items():
        window[name].sign_in(person.email, PASSWORD)
    path = post_on_a_phone(window["teller"])
    mask_and_prepare(window["officer"])
    assert not finds(window["carrier"])
    release(window["admin"])
    assert finds(window["carrier"])
    window["carrier"].follow(TITLE)
    window["carrier"].await_words("打开屏幕共享")
    examine(window["carrier"])
    assert not finds(window["press"])
    window["press"].open(f"{path}/members", status=404)

    window["officer"].open(f"{path}/prepare/public")
    window["officer"].page.locator("#story").fill(PUBLIC)
    window["officer"].press("拟好，待发布")
    release(window["admin"])
    nobody = windows(portal_address, PHONE)
    for reader in (window["press"], nobody):
        assert finds(reader)
        reader.follow(TITLE)
        reader.await_words(PUBLIC)
