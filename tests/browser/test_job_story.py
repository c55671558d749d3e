"""A job by clicking, in Chinese, on a desk, on a telephone, and without script: asked for, watched, taken."""

import threading
from dataclasses import replace

import pytest

from alliance.jobs.kinds import Kinds
from alliance.plaques import pdf
from tests.browser.examining import examine
from tests.chromium import DESKTOP, PHONE
from tests.factories import PASSWORD
from tests.jobs.doing import do_all

needs_font = pytest.mark.skipif(not pdf.chinese_font_present(), reason="no Chinese font: install fonts-noto-cjk")
WORK = "plaque_documents"


class Held:
    """A worker that has told of one plaque and waits for the test to let it go on."""

    def __init__(self, portal, monkeypatch):
        self.go_on, kind = threading.Event(), Kinds.known[WORK]

        def prepare(run):
            run.told(1)
            self.go_on.wait()
            return kind.prepare(run)

        monkeypatch.setattr(Kinds, "known", {**Kinds.known, WORK: replace(kind, prepare=prepare)})
        self.worker = threading.Thread(target=do_all, args=(portal,))

    def finish(self):
        self.go_on.set()
        self.worker.join()


@pytest.fixture
def held(portal, monkeypatch):
    held = Held(portal, monkeypatch)
    yield held
    if held.worker.ident:
        held.finish()


@needs_font
@pytest.mark.timeout(300)
@pytest.mark.parametrize("sight", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_all_plaques_are_drawn_while_one_watches(portal_address, windows, make, held, sight):
    for name in "甲乙丙":
        make.organisation(f"{name}银行太原分行")
    officer = windows(portal_address, sight)
    officer.sign_in(make.person().email, PASSWORD)
    officer.open("/plaques/")
    officer.press("批量生成牌匾（PDF）")
    officer.await_words("共 3 项")
    examine(officer)
    held.worker.start()
    officer.await_words("办理中")
    officer.page.locator("progress[value='1']").wait_for()
    examine(officer)
    held.finish()
    officer.page.locator("main").get_by_role("link", name="下载文件").wait_for()
    examine(officer)
    with officer.page.expect_download() as taken:
        officer.follow("下载文件")
    assert taken.value.suggested_filename.endswith(".pdf")
    officer.page.locator(".to-inbox").click()
    officer.page.locator("main").get_by_role("link", name="全部", exact=True).click()
    officer.await_words("已办结：批量牌匾文件")
    officer.page.locator(".account > summary").click()
    officer.page.locator(".account-menu").get_by_role("link", name="后台任务").click()
    officer.await_words("3 / 3")
    examine(officer)


@needs_font
def test_without_script_one_looks_again_and_cancels(portal_address, windows, make, portal):
    make.organisation()
    officer = windows(portal_address, java_script_enabled=False)
    officer.sign_in(make.person().email, PASSWORD)
    officer.open("/plaques/")
    officer.press("批量生成牌匾（PDF）")
    officer.await_words("排队等候")
    officer.press("取消办理")
    officer.await_words("您已取消此项")
    officer.open("/plaques/")
    officer.press("批量生成牌匾（PDF）")
    officer.await_words("排队等候")
    do_all(portal)
    officer.follow("刷新进度")
    officer.await_words("下载文件")
