"""Whoever keeps the list of a shift on a phone: taps, the network going away, what waits on the phone."""

import re


def cut_off(window):
    """The network goes away, once the worker has kept what it needs."""
    window.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    window.page.wait_for_load_state("networkidle")
    window.context.set_offline(True)


def queue(window):
    return window.page.evaluate("JSON.parse(localStorage.getItem('roll-taps') || '[]')")


def emptied(window):
    """Everything that was tapped is sent."""
    for _turn in range(100):
        if not queue(window):
            return
        window.page.wait_for_timeout(100)
    raise AssertionError(queue(window))


def line(window, sign_up_id):
    return window.page.locator(f'[data-line="{sign_up_id}"]')


def press(window, sign_up_id, label="签到"):
    line(window, sign_up_id).get_by_role("button", name=re.compile(f"^{label}")).click()


def told(window, sign_up_id, words):
    line(window, sign_up_id).get_by_text(words).wait_for()
