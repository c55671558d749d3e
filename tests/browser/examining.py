"""What is asked of every page that Chromium shows: nothing that axe finds, nothing wider than the screen."""

import json
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from tests.chromium import Window

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN_AXE = "axe.run({exclude: %s}, {resultTypes: ['violations']})"
FRAME = [[".masthead"], [".colophon"]]
SEND_EMPTY = """() => {
    const empty = field => !['checkbox', 'radio', 'hidden'].includes(field.type) && !field.value;
    const asks = form => [...form.querySelectorAll('input:required, textarea:required')].some(empty);
    const form = [...document.querySelectorAll('main form[method=post]')].find(asks);
    form?.requestSubmit();
    return Boolean(form);
}"""
LONG = "tbody tr:nth-child(n + 7), .choices .choice:nth-of-type(n + 7)"
SHORTEN = f"document.querySelectorAll('{LONG}').forEach(row => row.remove())"
WIDTHS = (1280, 390)


def violations(page: Page, *, frame: bool = True) -> Iterator[str]:
    """What axe finds, in the frame too where it was not examined before. Of a long list it sees the first rows: all
    rows come from one macro, and axe takes its time."""
    page.evaluate(SHORTEN)
    page.evaluate(AXE)
    for violation in page.evaluate(RUN_AXE % json.dumps([] if frame else FRAME))["violations"]:
        places = [str(node["target"][0]) for node in violation["nodes"][:3]]
        yield f"{violation['id']}: {violation['help']} at {places}"


def too_wide(page: Page) -> Iterator[str]:
    """At each width; afterwards the window is as it was."""
    before = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            yield f"{needed} pixels wide on {width}"
    if before is not None:
        page.set_viewport_size(before)


def examine(window: Window) -> None:
    """A page in a state that only a story brings about."""
    assert [*too_wide(window.page), *violations(window.page)] == []
