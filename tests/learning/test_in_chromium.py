"""In a real Chromium: reading leaves its mark by itself, signing is one press, and three lines are copied."""

from playwright.sync_api import expect

from alliance.cases.vocabulary import EditionKind
from alliance.learning import queries
from tests import chromium as real
from tests.browser.examining import too_wide, violations
from tests.factories import PASSWORD


def test_a_reader_signs_and_takes_three_lines_along(portal, chromium, people, released, share, read_by):
    share(released.case_id, EditionKind.PUBLIC)
    with real.served(portal) as address:
        for sight in (real.DESKTOP, real.PHONE):
            with real.Window(chromium, address, sight) as window:
                window.context.grant_permissions(["clipboard-read", "clipboard-write"])
                window.sign_in(people.liaison.email, PASSWORD)
                _reads_and_copies(window, released.case_id)
        standing = read_by(people.liaison, released, queries.standing)
        assert standing.read_at is not None
        with real.Window(chromium, address, real.PHONE) as window:
            window.sign_in(people.liaison.email, PASSWORD)
            window.open(f"/cases/{released.case_id}/members")
            window.page.locator("#learn form[action$=receipt] button").click()
            window.page.wait_for_url("**/learning/**")
        with real.Window(chromium, address, real.DESKTOP) as window:
            window.sign_in(people.officer.email, PASSWORD)
            window.open(f"/learning/{released.case_id}/members/marks")
            _examine(window.page)
    assert read_by(people.liaison, released, queries.standing).received_at is not None


def _reads_and_copies(window, case_id):
    window.open(f"/cases/{case_id}/members")
    expect(window.page.locator("#learn .state")).to_be_visible()
    expect(window.page.locator("#learn form[hx-trigger=load]")).to_have_count(0)
    for path in (f"/learning/{case_id}/members/bulletin", f"/learning/{case_id}/public/leaflet", "/learning/follows"):
        window.open(path)
        _examine(window.page)
    window.open(f"/learning/{case_id}/members")
    _examine(window.page)
    button = window.page.locator("[data-copies]")
    words = button.inner_text()
    button.click()
    expect(button).not_to_have_text(words)
    copied = window.page.evaluate("navigator.clipboard.readText()")
    assert len(copied.splitlines()) == 3
    assert "96110" in copied


def _examine(page):
    assert [*violations(page), *too_wide(page)] == []
