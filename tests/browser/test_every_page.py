"""Every page that a role can reach, and every form there sent empty: no violation of accessibility, nothing wider than
the screen, no complaint of the browser. In Chinese; in English and in large type, where words take more room, for
those who see the most."""

import re

import pytest

from alliance.demonstration.accounts import PASSWORD
from tests.browser import lived_in
from tests.browser.examining import SEND_EMPTY, too_wide, violations
from tests.browser.scouting import Scout, kind_of
from tests.chromium import Window

HAND_OUT = re.compile(r"/(pdf|sheet|marked|template)(\?|$)|\.(pdf|xlsx|ics)(\?|$)")
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
    """Follows every link, but of pages that differ only in the thing they show, it sees one. A scout goes ahead, and
    Chromium examines what says something that was not examined for another reader."""

    def __init__(self, window: Window, scout: Scout, examined: set[str], *, with_axe: bool) -> None:
        self.window, self.page, self._examined, self._with_axe = window, window.page, examined, with_axe
        self.scout = scout
        self._seen: set[object] = set()
        self._frame_examined = False
        self.faults: list[str] = []

    def through(self, *starts: str) -> None:
        waiting = [*starts]
        for number, path in enumerate(waiting):
            kind = kind_of(self.scout.portal, path)
            if number < len(starts) or kind not in self._seen:
                self._seen.add(kind)
                waiting += self._look_at(path)

    def only(self, *paths: str) -> None:
        for path in paths:
            self._look_at(path)

    def be_refused(self, *paths: str) -> None:
        for path in paths:
            self._look_at(path, refused=True)

    def _look_at(self, path: str, *, refused: bool = False) -> list[str]:
        """The ways that lead on."""
        sight = self.scout.look_at(path)
        if sight.status >= 500 or (sight.status < 400) is refused:
            self.faults.append(f"{path} answers {sight.status}")
        if sight.says and sight.says not in self._examined:
            self._examined.add(sight.says)
            self._visit(path)
        return [way for way in sight.ways if not HAND_OUT.search(way)]

    def _visit(self, path: str) -> None:
        """Examine the page, and what it answers when its form is sent empty."""
        self.page.goto(path)
        self._examine(path)
        if self.page.evaluate(SEND_EMPTY):
            self.page.locator("#error-summary").wait_for()
            self._examine(f"{path}, sent empty")

    def _examine(self, name: str) -> None:
        self.faults += [f"{name}: {fault}" for fault in too_wide(self.page)]
        if self._with_axe:
            found = violations(self.page, frame=not self._frame_examined)
            self.faults += [f"{name}: {fault}" for fault in found]
            self._frame_examined = True


@pytest.fixture(scope="session")
def examined() -> set[str]:
    return set()


@pytest.fixture
def walk(windows, demonstration_address, demonstration, examined):
    def walk(role: str, reader: str, *, with_axe: bool) -> Walk:
        window, scout = windows(demonstration_address), Scout(demonstration)
        if role != NOBODY:
            window.sign_in(f"{role}@demo.example", PASSWORD)
            scout.sign_in(f"{role}@demo.example", PASSWORD)
        for name, value in READERS[reader].items():
            window.context.add_cookies([{"name": name, "value": value, "url": demonstration_address}])
            scout.carry(name, value)
        return Walk(window, scout, examined, with_axe=with_axe)

    return walk


def test_every_page_that_only_a_letter_or_a_state_leads_to_is_accessible_and_fits(walk, demonstration):
    beside = {
        NOBODY: lived_in.ways_by_letter(demonstration),
        "center": lived_in.ways_of_the_center(demonstration),
        "volunteer": lived_in.ways_of_a_volunteer(demonstration),
    }
    for role, paths in beside.items():
        walking = walk(role, "chinese", with_axe=True)
        walking.only(*paths)
        assert not walking.faults, "\n".join(walking.faults)


@pytest.mark.timeout(900)  # an officer reaches some two hundred pages
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
    walking.scout.begin_application()
    walking.through("/applications/own", "/applications/own/check", *SECTIONS)
    assert not walking.faults, "\n".join(walking.faults)


def test_axe_sees_what_is_wrong(windows, portal_address):
    window = windows(portal_address)
    window.open("/")
    window.page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert any(fault.startswith("button-name") for fault in violations(window.page))
