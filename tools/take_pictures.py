"""Takes the pictures of docs/pictures from the demonstration: python -m tools.take_pictures

It tells the demonstration in a folder that is thrown away, drives Chromium through it, and makes the pictures small.
"""

import tempfile
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser
from sqlalchemy.orm import Session

from alliance import create_app
from alliance.config import read_settings
from alliance.demonstration import story
from alliance.demonstration.accounts import PASSWORD
from alliance.foundation.kernel import clock
from alliance.foundation.store import migrate
from alliance.foundation.web.portal import Portal
from tests.chromium import DESKTOP, PHONE, Window, launched, served
from tests.factories import some_uscc

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
PLAQUE = "FZLM-2022-0001"
COLOURS = 256
BYTES_MOST = 250_000
TALLEST = 1800
PDF_SCALE = 1.25

ORGANISATION = {"name": "戊支付公司太原分公司（演示）", "short_name": "戊支付", "address": "太原市示例路1号"}
PEOPLE = {
    "first_leader_name": "主要负责人岗",
    "liaison_name": "联络员岗",
    "liaison_phone": "0351-5550000",
    "liaison_email": "liaison@demo.example",
}
USCC = some_uscc(90001)  # nobody's
CASE_TITLE = "快递理赔让客户共享屏幕"
CASE_STORY = (
    "自称快递客服的人说包裹丢失要理赔，让客户下载会议软件共享屏幕，输入验证码后转走存款。客户手机号13800138000。"
)
WHY = "发挥支付账户管控的作用，在转账环节提醒群众。"


def demonstration(folder: Path) -> Portal:
    portal = create_app(read_settings({"ALLIANCE_INSTANCE": str(folder), "ALLIANCE_TESTING": "1"}))
    migrate.upgrade(portal.database)
    with Session(portal.database, expire_on_commit=False) as session:
        story.tell(session, clock.now())
        session.commit()
    return portal


def keep(picture: Image.Image, name: str) -> None:
    """In all its colours where that is small enough, else in a few."""
    file, whole = PICTURES / f"{name}.png", picture.convert("RGB")
    whole.save(file, optimize=True)
    if file.stat().st_size > BYTES_MOST:
        whole.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=4, dither=Image.Dither.NONE).save(
            file, optimize=True
        )
    print(file.name, file.stat().st_size // 1000, "kB")


def take(window: Window, name: str, *, whole: bool = False) -> None:
    picture = Image.open(BytesIO(window.page.screenshot(full_page=whole)))
    keep(picture.crop((0, 0, picture.width, min(picture.height, TALLEST))), name)


def public_pages(desk: Window, phone: Window) -> None:
    desk.open("/")
    take(desk, "board-1280", whole=True)
    desk.open("/directory/?alliance=police_bank")
    take(desk, "directory-1280")
    phone.open("/")
    take(phone, "board-390", whole=True)
    phone.open(f"/plaques/{PLAQUE}")
    take(phone, "plaque-390", whole=True)


def fill(window: Window, section: str, **typed: str) -> None:
    window.open(f"/applications/own/{section}")
    for name, text in typed.items():
        window.page.locator(f"[name='{name}']").fill(text)


def save(window: Window) -> None:
    window.press("保存并继续")
    window.page.wait_for_url("**/applications/own")


def application(window: Window, name: str, ended: str) -> None:
    """Fill an application in; take its first part or, at the end, the check of all answers."""
    window.open("/applications/begin")
    window.press("开始填写")
    window.page.wait_for_url("**/applications/own")
    fill(window, "organisation", uscc=USCC, **ORGANISATION)
    window.page.locator("#sector_code").select_option("other_company")
    window.page.locator("#district_code").select_option("140106")
    if ended == "organisation":
        take(window, name, whole=True)
        return
    save(window)
    fill(window, "people", **PEOPLE)
    save(window)
    fill(window, "capabilities", **{"amount-account_control": "6"})
    save(window)
    fill(window, "alliances", why=WHY)
    window.tick("[value='police_bank']")
    save(window)
    fill(window, "pledge", signed_by="主要负责人岗", office="总经理")
    window.tick("#agreed")
    save(window)
    window.open("/applications/own/check")
    take(window, name, whole=True)


def officers_pages(window: Window) -> None:
    window.sign_in("officer@demo.example", PASSWORD)
    window.open("/desk")
    take(window, "desk-1280")
    window.open("/applications/")
    window.page.locator("main tbody a").first.click()
    window.page.wait_for_url("**/applications/*-*")
    take(window, "review-1280", whole=True)
    paper = window.context.request.get(f"/plaques/{PLAQUE}/pdf").body()
    keep(pypdfium2.PdfDocument(paper)[0].render(scale=PDF_SCALE).to_pil(), "plaque-pdf")


def post_a_case(teller: Window) -> str:
    """On a phone, as it is filled in; its address."""
    teller.sign_in("bank@demo.example", PASSWORD)
    teller.open("/cases/own")
    teller.press("发布案例")
    teller.page.wait_for_url("**/edit")
    teller.page.locator("#title").fill(CASE_TITLE)
    teller.page.locator("#story").fill(CASE_STORY)
    teller.page.locator("#lost_fen").fill("3.8万")
    teller.page.locator(".look mark").first.wait_for()
    teller.page.locator("#type-suggestions").get_by_text("冒充电商物流客服类").click()
    teller.await_words("已于")
    take(teller, "case-post-390", whole=True)
    teller.press("保存并核对")
    teller.press("提交反诈中心")
    teller.await_words("已提交反诈中心")
    return teller.page.url.removeprefix(teller.address)


def cases(teller: Window, officer: Window, reader: Window) -> None:
    """Posted by a bank, prepared by an officer; what a carrier finds and reads."""
    path = post_a_case(teller)
    officer.open(f"{path}/prepare/members")
    officer.page.locator("[name='terms-0-alliance']").select_option("police_telecom")
    officer.press("拟好，待发布")
    officer.await_words("谁会看到")
    take(officer, "case-release-1280", whole=True)
    reader.sign_in("carrier@demo.example", PASSWORD)
    reader.open("/cases/?q=%E5%B1%8F%E5%B9%95%E5%85%B1%E4%BA%AB")
    take(reader, "cases-1280")
    reader.page.locator(".hit a").nth(1).click()
    reader.await_words("防范提示")
    take(reader, "case-1280", whole=True)


def asked_of_many(center: Window, bank: Window) -> None:
    """The board and an operation, as the center sees them; what is asked of a bank, on its phone; a letter."""
    center.open("/actions/board")
    take(center, "actions-board-1280", whole=True)
    center.open("/operations/")
    center.page.locator("main tbody a").filter(has_text="秋季攻势").first.click()
    center.await_words("阶段")
    take(center, "operation-1280", whole=True)
    bank.open("/actions/own")
    take(bank, "actions-own-390", whole=True)
    bank.open("/inbox/")
    take(bank, "inbox-390")
    bank.open("/subscriptions/")
    take(bank, "subscriptions-390")
    bank.open("/actions/own")
    bank.page.locator("main tbody a").first.click()
    bank.await_words("任务要求")
    take(bank, "assignment-390", whole=True)


def publicity(everybody: Window, phone: Window, center: Window) -> None:
    """The calendar and the programme of the launch, as everybody sees them; how many were reached, month by month."""
    everybody.open("/publicity/")
    take(everybody, "calendar-1280", whole=True)
    phone.open("/publicity/")
    take(phone, "calendar-390", whole=True)
    everybody.open("/publicity/?month=2022-07")
    everybody.page.locator("main .events a").first.click()
    everybody.page.get_by_role("link", name="活动安排和平面图").click()
    everybody.await_words("快递·滴滴")
    take(everybody, "programme-1280", whole=True)
    center.open("/outreach/")
    take(center, "outreach-1280", whole=True)


def volunteering(center: Window, bank: Window, helper: Window) -> None:
    """The shifts of a fair as whoever keeps it sees them, and a bank's people for places of it; on a phone the shifts,
    and a volunteer's own page."""
    center.open("/publicity/events")
    center.follow("周末广场反诈宣传")
    center.page.get_by_role("link", name="志愿者班次").click()
    center.await_words("展板讲解岗")
    take(center, "shifts-1280", whole=True)
    bank.sign_in("bank@demo.example", PASSWORD)
    bank.open("/quotas/")
    bank.follow("宣传品发放岗")
    take(bank, "quota-1280", whole=True)
    helper.sign_in("volunteer@demo.example", PASSWORD)
    helper.open("/shifts/")
    take(helper, "shifts-390", whole=True)
    helper.open("/volunteers/mine")
    take(helper, "volunteer-390", whole=True)


def running(center: Window) -> None:
    """What an administrator sees of the running portal, the working calendar, and a job in the background."""
    center.sign_in("center@demo.example", PASSWORD)
    center.open("/administration/")
    take(center, "administration-1280")
    center.open("/worktime/")
    take(center, "worktime-1280")
    center.open("/plaques/")
    center.press("批量生成牌匾（PDF）")
    center.await_words("后台")
    take(center, "job-1280")


def take_all(chromium: Browser, address: str) -> None:
    with ExitStack() as opened:
        desk, applicant, officer = (opened.enter_context(Window(chromium, address, DESKTOP)) for _ in range(3))
        phone = opened.enter_context(Window(chromium, address, {**PHONE, "device_scale_factor": 1}))
        public_pages(desk, phone)
        application(phone, "application-390", "organisation")
        application(applicant, "application-1280", "check")
        officers_pages(officer)
        teller = opened.enter_context(Window(chromium, address, {**PHONE, "device_scale_factor": 1}))
        cases(teller, officer, opened.enter_context(Window(chromium, address, DESKTOP)))
        asked_of_many(officer, teller)
        running(opened.enter_context(Window(chromium, address, DESKTOP)))
        publicity(desk, phone, officer)
        bank = opened.enter_context(Window(chromium, address, DESKTOP))
        helper = opened.enter_context(Window(chromium, address, {**PHONE, "device_scale_factor": 1}))
        volunteering(officer, bank, helper)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(demonstration(Path(folder))) as address,
        launched() as chromium,
    ):
        take_all(chromium, address)


if __name__ == "__main__":
    main()
