"""Every page that a role can reach: no violation of accessibility, nothing wider than the screen, no complaint of the
browser."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException

from alliance.demonstration.accounts import PASSWORD
from alliance.foundation.web.portal import Portal
from tests.chromium import Window

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN_AXE = "axe.run({resultTypes: ['violations']})"
LATER_ROWS = "tbody tr:nth-child(n + 7), .choices .choice:nth-of-type(n + 9)"
SHORTEN = f"document.querySelectorAll('{LATER_ROWS}').forEach(row => row.remove())"
WIDTHS = (1280, 390)
HAND_OUT = re.compile(r"/(pdf|sheet|marked|template|members\.xlsx)(\?|$)")
NOBODY = "nobody"
ROLES = (NOBODY, "center", "officer", "district", "bank", "inspector", "volunteer")

WITHOUT_ROWS = {
    NOBODY: ["/directory/?q=qqqq"],
    "officer": ["/directory/?q=qqqq", "/applications/?q=qqqq", "/plaques/?q=qqqq"],
    "center": ["/people/?q=qqqq", "/journal/?q=qqqq"],
}
REFUSED = ["/nowhere", "/journal/", "/plaques/FZLM-2022-9999", "/people/sign-out", "/directory/?alliance=nowhere"]


class Walk:
    """Follows every link, but of pages that differ only in the thing they show, it sees one."""

    def __init__(self, window: Window, portal: Portal) -> None:
        self.window, self.page = window, window.page
        self._map = portal.url_map.bind("127.0.0.1")
        self._seen: set[object] = set()
        self.faults: list[str] = []

    def through(self, starts: list[str]) -> None:
        waiting = list(starts)
        for path in waiting:
            kind = self._kind(path)
            if kind not in self._seen:
                self._seen.add(kind)
                self.look_at(path)
                waiting += self._links()

    def _kind(self, path: str) -> object:
        """The page without the thing that it shows."""
        parts = urlsplit(path)
        try:
            endpoint, _values = self._map.match(parts.path)
        except HTTPException:
            return path
        return endpoint, frozenset(parse_qs(parts.query)) - {"after"}

    def _links(self) -> list[str]:
        found = self.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        own = [link.removeprefix(self.window.address) for link in found if link.startswith(self.window.address)]
        return [path for path in (link.split("#")[0] for link in own) if path and not HAND_OUT.search(path)]

    def look_at(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer is not None
        if "text/html" in answer.headers["content-type"]:
            self.examine(path)

    def examine(self, name: str) -> None:
        self.faults += [f"{name}: {fault}" for fault in (*too_wide(self.page), *violations(self.page))]

    def send_empty_forms(self, paths: list[str]) -> None:
        """A form that asks for words, sent without any, says what is missing."""
        for path in paths:
            self.page.goto(path)
            self.page.locator("main form[method=post] button").first.click()
            self.page.wait_for_selector("#error-summary")
            self.examine(f"{path} (sent empty)")


def violations(page: Page) -> Iterator[str]:
    """What axe finds. Of a long list it sees the first rows: all rows come from one macro, and axe takes its time."""
    page.evaluate(SHORTEN)
    page.evaluate(AXE)
    for violation in page.evaluate(RUN_AXE)["violations"]:
        places = [str(node["target"][0]) for node in violation["nodes"][:3]]
        yield f"{violation['id']}: {violation['help']} at {places}"


def too_wide(page: Page) -> Iterator[str]:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            yield f"{needed} pixels wide on {width}"
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})


@pytest.fixture
def walk(windows, demonstration_address, portal):
    def walk(role: str) -> Walk:
        window = windows(demonstration_address)
        if role != NOBODY:
            window.sign_in(f"{role}@demo.example", PASSWORD)
        return Walk(window, portal)

    return walk


@pytest.mark.parametrize("role", ROLES)
def test_every_page_that_this_role_reaches_is_accessible_and_fits(role, walk):
    walking = walk(role)
    walking.through(["/", "/desk", *REFUSED, *WITHOUT_ROWS.get(role, [])])
    assert not walking.faults, "\n".join(walking.faults)
