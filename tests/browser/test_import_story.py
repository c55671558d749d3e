"""A long import by clicking, in Chinese, on a desk and on a telephone: it moves while one watches, goes on while nobody
does, another one is cancelled half-way, and what was done lies in the inbox."""

import threading

import pytest
from sqlalchemy import func, select

from alliance.organisations.model import Organisation
from alliance.sheets import stepping
from alliance.sheets.long import AT_ONCE_MOST
from alliance.sheets.stepping import ROWS
from alliance.sheets.workbook import MEDIA_TYPE
from tests.browser.examining import examine
from tests.chromium import DESKTOP, PHONE
from tests.factories import PASSWORD
from tests.jobs.doing import do_all
from tests.sheets.books import book, line

MANY = AT_ONCE_MOST + 3


class Stepwise:
    """A worker that takes each step of an import when the test lets it."""

    def __init__(self, portal, monkeypatch):
        self._portal, self._go, self._steps = portal, threading.Semaphore(0), stepping.steps
        monkeypatch.setattr(stepping, "steps", lambda *its: self._one_by_one(self._steps(*its)))

    def _one_by_one(self, steps):
        for step in steps:
            self._go.acquire()
            yield step

    def begin(self):
        self._worker = threading.Thread(target=do_all, args=(self._portal,))
        self._worker.start()

    def step(self, times=1):
        self._go.release(times)

    def finish(self):
        self._go.release(MANY)
        self._worker.join()
        self._go = threading.Semaphore(0)


@pytest.fixture
def worker(portal, monkeypatch):
    worker = Stepwise(portal, monkeypatch)
    yield worker
    worker.finish()


def ask_for_import(officer, name, first):
    officer.open("/sheets/")
    content = book(*(line(number) for number in range(first, first + MANY)))
    officer.page.locator("#file").set_input_files({"name": name, "mimeType": MEDIA_TYPE, "buffer": content})
    officer.press("上传并核对")
    officer.press(f"确认导入：{MANY} 行")
    officer.await_words("排队等候")
    officer.await_words(f"共 {MANY} 项")


def watch(officer, done):
    """Until the page shows so many, by itself."""
    officer.page.locator(f"progress[value='{done}']").wait_for()
    assert officer.page.locator(".job-far").inner_text() == f"{done} / {MANY}"


def count(make):
    with make.work() as work:
        return work.session.scalar(select(func.count()).select_from(Organisation))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("sight", [DESKTOP, PHONE], ids=["1280", "390"])
def test_a_long_import_is_watched_left_alone_and_found_done_and_another_one_is_cancelled(
    portal_address, windows, make, worker, sight
):
    officer = windows(portal_address, sight)
    officer.sign_in(make.person().email, PASSWORD)
    ask_for_import(officer, "名单甲.xlsx", 0)
    officer.page.evaluate("window.sameDocument = true")
    worker.begin()
    officer.await_words("办理中")
    for done in (ROWS, 2 * ROWS):
        worker.step()
        watch(officer, done)
    assert officer.page.evaluate("window.sameDocument")
    examine(officer)

    officer.close_tab()
    worker.finish()
    assert count(make) == MANY
    officer.open("/desk")
    officer.page.locator(".account > summary").click()
    officer.page.locator(".account-menu").get_by_role("link", name="后台任务").click()
    officer.await_words("名单甲.xlsx")
    officer.await_words(f"{MANY} / {MANY}")
    examine(officer)

    ask_for_import(officer, "名单乙.xlsx", MANY)
    worker.begin()
    worker.step()
    watch(officer, ROWS)
    officer.press("取消办理")
    officer.await_words("您已取消此项")
    officer.await_words("已导入的部分予以保留")
    assert officer.page.locator(".job-far").inner_text() == f"{ROWS} / {MANY}"
    examine(officer)
    worker.finish()
    assert count(make) == MANY + ROWS

    officer.page.locator(".to-inbox").click()
    officer.await_words("已办结：导入成员单位名单（Excel）")
    assert officer.page.locator(".letter-line").count() == 1
    officer.page.locator("main").get_by_role("link", name="已办结：导入成员单位名单（Excel）").click()
    officer.await_words(f"{MANY} / {MANY}")
    officer.follow("查看结果")
    officer.page.wait_for_url("**/sheets/*")
    officer.await_words("名单甲.xlsx")
    assert not officer.page.locator(".to-inbox .unread").count()
