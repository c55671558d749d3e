"""Every page that a role can reach, and every form there sent empty: no violation of accessibility, nothing wider than
the screen, no complaint of the browser. In Chinese; in English and in large type, where words take more room, for
those who see the most."""

import re
from urllib.parse import urlsplit

import pytest
from werkzeug.exceptions import HTTPException

from alliance.demonstration.accounts import PASSWORD
from alliance.foundation.web.portal import Portal
from tests.browser import lived_in
from tests.browser.examining import too_wide, violations
from tests.chromium import Window

CONTENT = """[document.documentElement.lang, document.documentElement.className, document.title,
    document.querySelector('main').innerHTML.replace(/<input type="hidden"[^>]*>/g, '')].join()"""
SEND_EMPTY = """() => {
    const empty = field => !['checkbox', 'radio', 'hidden'].includes(field.type) && !field.value;
    const asks = form => [...form.querySelectorAll('input:required, textarea:required')].some(empty);
    const form = [...document.querySelectorAll('main form[method=post]')].find(asks);
    form?.requestSubmit();
    return Boolean(form);
}"""
HAND_OUT = re.compile(r"/(pdf|sheet|marked|template|members\.xlsx)(\?|$)")
NOBODY = "nobody"
BESIDE = {  # no link leads there: lists without rows, and what forms lead to
    NOBODY: ["/directory/?q=qqqq", "/people/password-reset/sent", "/mailbox/"],
    "officer": ["/directory/?q=qqqq", "/applications/?q=qqqq", "/plaques/?q=qqqq"],
    "center": ["/people/?q=qqqq", "/journal/?q=qqqq"],
}
REFUSED = [
    "/nowhere",
    "/people/password-reset/unknown",
    "/plaques/FZLM-2022-9999",
    "/people/sign-out",
    "/directory/?after=nothing",
]
SECTIONS = [
    f"/applications/own/{section}" for section in ("organisation", "people", "capabilities", "alliances", "pledge")
]
READERS = {"chinese": {}, "english": {"language": "en"}, "large-type": {"care": "1"}}
WALKS = [
    *((role, "chinese") for role in (NOBODY, "center", "officer", "district", "bank", "inspector", "volunteer")),
    *((role, reader) for role in (NOBODY, "center") for reader in ("english", "large-type")),
]


class Walk:
    """Follows every link, but of pages that differ only in the thing they show, it sees one."""

    def __init__(self, window: Window, portal: Portal, examined: set[str], *, with_axe: bool) -> None:
        self.window, self.page, self._examined, self._with_axe = window, window.page, examined, with_axe
        self._map = portal.url_map.bind("127.0.0.1")
        self._seen: set[object] = set()
        self.faults: list[str] = []

    def through(self, *starts: str) -> None:
        waiting = [*starts]
        for number, path in enumerate(waiting):
            kind = self._kind(path)
            if number < len(starts) or kind not in self._seen:
                self._seen.add(kind)
                waiting += self._look_at(path)

    def only(self, *paths: str) -> None:
        for path in paths:
            self._look_at(path)

    def be_refused(self, *paths: str) -> None:
        for path in paths:
            self._look_at(path, refused=True)

    def _kind(self, path: str) -> object:
        """The page without the thing that it shows."""
        parts = urlsplit(path)
        try:
            endpoint, _values = self._map.match(parts.path)
        except HTTPException:
            return path
        return endpoint, bool(parts.query)

    def _look_at(self, path: str, *, refused: bool = False) -> list[str]:
        """Examine the page, and what it answers when its form is sent empty; the ways that lead on."""
        answer = self.page.goto(path)
        assert answer is not None
        if answer.status >= 500 or answer.ok is refused:
            self.faults.append(f"{path} answers {answer.status}")
        if "text/html" not in answer.headers["content-type"]:
            return []
        onward = self._links()
        self._examine(path)
        if self.page.evaluate(SEND_EMPTY):
            self.page.locator("#error-summary").wait_for()
            self._examine(f"{path}, sent empty")
        return onward

    def _links(self) -> list[str]:
        found = self.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        own = [link.removeprefix(self.window.address) for link in found if link.startswith(self.window.address)]
        return [path for path in (link.split("#")[0] for link in own) if path and not HAND_OUT.search(path)]

    def _examine(self, name: str) -> None:
        """Unless the same content was examined for another reader."""
        content = self.page.evaluate(CONTENT)
        if content not in self._examined:
            self._examined.add(content)
            self.faults += [f"{name}: {fault}" for fault in too_wide(self.page)]
            if self._with_axe:
                self.faults += [f"{name}: {fault}" for fault in violations(self.page)]


@pytest.fixture(scope="session")
def examined() -> set[str]:
    return set()


@pytest.fixture
def walk(windows, demonstration_address, portal, examined):
    def walk(role: str, reader: str, *, with_axe: bool) -> Walk:
        window = windows(demonstration_address)
        if role != NOBODY:
            window.sign_in(f"{role}@demo.example", PASSWORD)
        for name, value in READERS[reader].items():
            window.context.add_cookies([{"name": name, "value": value, "url": demonstration_address}])
        return Walk(window, portal, examined, with_axe=with_axe)

    return walk


def test_every_page_that_only_a_letter_or_a_state_leads_to_is_accessible_and_fits(walk, demonstration):
    beside = {NOBODY: lived_in.ways_by_letter(demonstration), "center": lived_in.ways_of_the_center(demonstration)}
    for role, paths in beside.items():
        walking = walk(role, "chinese", with_axe=True)
        walking.only(*paths)
        assert not walking.faults, "\n".join(walking.faults)


@pytest.mark.parametrize(("role", "reader"), WALKS)
def test_every_page_that_this_role_reaches_is_accessible_and_fits(role, reader, walk):
    walking = walk(role, reader, with_axe=role == NOBODY or reader == "chinese")
    walking.through("/", "/desk", *BESIDE.get(role, []))
    walking.be_refused(*REFUSED)
    assert not walking.faults, "\n".join(walking.faults)


@pytest.mark.parametrize("reader", READERS)
def test_every_page_of_an_application_is_accessible_and_fits(reader, walk):
    walking = walk(NOBODY, reader, with_axe=reader == "chinese")
    walking.window.open("/applications/begin")
    walking.page.locator("main form button").first.click()
    walking.page.wait_for_url("**/applications/own")
    walking.through("/applications/own", "/applications/own/check", *SECTIONS)
    assert not walking.faults, "\n".join(walking.faults)


def test_axe_sees_what_is_wrong(windows, portal_address):
    window = windows(portal_address)
    window.open("/")
    window.page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert any(fault.startswith("button-name") for fault in violations(window.page))
