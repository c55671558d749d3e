"""A type is suggested while somebody types, and what was chosen last is what is sent, with script and without."""

import pytest

from alliance.demonstration.accounts import PASSWORD
from tests.chromium import PHONE

STORY = "她收到航班取消的短信，客服说可以改签并补偿三百元，让她下载会议软件共享屏幕，卡里的钱被转走。"
SUGGESTED = "input[type=radio][name=fraud_type]"


def telling(windows, address, **more):
    window = windows(address, PHONE, **more)
    window.sign_in("bank@demo.example", PASSWORD)
    window.open("/fraudtypes/suggest")
    return window


def chosen(window):
    return window.page.locator("#fraud_type").input_value()


@pytest.fixture
def window(windows, demonstration_address):
    window = telling(windows, demonstration_address)
    window.page.locator("#text").press_sequentially(STORY)
    window.page.locator(SUGGESTED).first.wait_for()
    return window


def test_while_one_types_the_type_stands_there_with_its_words(window):
    assert "机票退改签类" in window.page.locator("#type-suggestions .choice").first.inner_text()
    assert "航班" in window.page.locator("#type-suggestions .choice").first.inner_text()


def test_a_suggestion_fills_the_select_and_the_select_takes_it_back(window):
    window.page.locator("label[for=suggested-1]").click()
    first = window.page.locator(SUGGESTED).first.get_attribute("value")
    assert chosen(window) == first
    window.page.locator("#fraud_type").select_option(index=1)
    assert chosen(window) != first
    assert window.page.locator(f"{SUGGESTED}:checked").count() == 0


def test_what_was_chosen_stays_chosen_when_one_types_on(window):
    window.page.locator("label[for=suggested-1]").click()
    with window.page.expect_response("**/fraudtypes/suggest"):
        window.page.locator("#text").press_sequentially("她报了警。")
    window.page.locator(f"{SUGGESTED}:checked").wait_for()
    assert chosen(window) == window.page.locator(f"{SUGGESTED}:checked").get_attribute("value")


def test_without_script_the_suggestions_stand_there_after_sending(windows, demonstration_address):
    window = telling(windows, demonstration_address, java_script_enabled=False)
    window.page.locator("#text").fill(STORY)
    window.page.locator("main form button").click()
    first = window.page.locator(SUGGESTED).first.get_attribute("value")
    window.page.locator("label[for=suggested-1]").click()
    window.page.locator("main form button").click()
    assert chosen(window) == first
    assert window.page.locator("main dl.summary").count() == 1
