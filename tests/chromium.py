"""A real Chromium before the portal: the portal is served on this machine, and every window is watched for errors."""

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from types import TracebackType
from typing import Any, Self

import pytest
import waitress
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Response, sync_playwright
from waitress import wasyncore

from alliance.foundation.web.portal import Portal

THREADS = 8
PATIENCE_MILLISECONDS = 15_000
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]

Sight = dict[str, Any]
DESKTOP: Sight = {"viewport": {"width": 1280, "height": 900}}
PHONE: Sight = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}


@contextmanager
def served(portal: Portal) -> Iterator[str]:
    """The portal behind its own web server, on a free port; gives its address."""
    server = waitress.create_server(portal, host="127.0.0.1", port=0, threads=THREADS)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.task_dispatcher.shutdown()
        server.trigger.pull_trigger(partial(wasyncore.close_all, server._map))  # by the loop, which waits for them
        thread.join(timeout=5)


@contextmanager
def launched() -> Iterator[Browser]:
    """Debian's Chromium. Where there is none, the test is skipped by name, which fails where nothing may be skipped."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no Chromium: apt-get install chromium libatomic1")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        chromium._loop.set_debug(False)  # python -X dev would note the stack of every message to Chromium
        yield chromium
        chromium.close()


class Window:
    """One visitor's own window, in Chinese and in the alliance's zone. What Chromium complains about is kept."""

    def __init__(self, chromium: Browser, address: str, sight: Sight, **more: Any) -> None:
        self.address, self.complaints = address, list[str]()
        self.context: BrowserContext = chromium.new_context(
            base_url=address, locale="zh-CN", timezone_id="Asia/Shanghai", **sight, **more
        )
        self.context.set_default_timeout(PATIENCE_MILLISECONDS)
        self.page: Page = self._tab()

    def _tab(self) -> Page:
        tab = self.context.new_page()
        tab.on("console", self._note_console)
        tab.on("pageerror", self._note_error)
        return tab

    def close_tab(self) -> None:
        """The page is gone; the visitor stays signed in, and has another tab."""
        closed, self.page = self.page, self._tab()
        closed.close()

    def _note_console(self, message: ConsoleMessage) -> None:
        """Chromium also complains of a page with status 404 or 422: that is no error of the page."""
        own_status = message.text.startswith("Failed to load resource") and "/static/" not in message.location["url"]
        if message.type in {"error", "warning"} and not own_status:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _note_error(self, error: Error) -> None:
        self.complaints.append(f"{self.page.url}: {error}")

    def open(self, path: str, status: int = 200) -> Response:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, f"{path} answers {answer.status}"
        return answer

    def sign_in(self, email: str, password: str) -> None:
        self.open("/people/sign-in")
        self.page.locator("#email").fill(email)
        self.page.locator("#password").fill(password)
        self.press("登录")
        self.page.wait_for_url(lambda address: "sign-in" not in address)

    def press(self, label: str) -> None:
        """Click the button of the page itself that says so."""
        self.page.locator("main").get_by_role("button", name=label, exact=True).click()

    def follow(self, label: str) -> None:
        """Click the link of the page itself that begins so."""
        self.page.locator("main a").filter(has_text=re.compile(f"^\\s*{label}")).first.click()

    def go_to(self, label: str) -> None:
        """By the main navigation, which a telephone keeps folded, or by what stands behind its end."""
        folded = self.page.locator(".menu-button")
        if folded.is_visible():
            folded.click()
        way = self.page.locator("#mainnav").get_by_role("link", name=label, exact=True)
        if not way.is_visible():
            self.page.locator("#mainnav summary").click()
        way.click()

    def tick(self, box: str) -> None:
        """By its label, as a finger does."""
        self.page.locator(f"{box} + label").click()

    def await_words(self, words: str) -> None:
        """Until the page itself says so; fails where it does not."""
        self.page.locator("main").get_by_text(words).first.wait_for()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.context.close()
        if kind is None:
            assert not self.complaints, "Chromium complains:\n" + "\n".join(self.complaints)
