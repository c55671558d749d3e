"""While somebody writes or pastes, what is personal in the text appears under its field."""

import pytest

from alliance.demonstration.accounts import PASSWORD
from alliance.foundation.kernel.actor import Role
from tests import factories
from tests.browser.examining import too_wide, violations
from tests.cases.telling import desk_of
from tests.chromium import PHONE

FIELD = """() => {
    const form = document.querySelector('main form:has([name=csrf_token])') ?? document.querySelector('form');
    const field = Object.assign(document.createElement('textarea'), { id: 'story', className: 'form-control' });
    const place = document.createElement('div');
    place.className = 'look';
    place.dataset.look = 'story';
    place.dataset.lookUrl = '/masking/look';
    form.append(field, place);
    document.querySelector('main').append(form);
}"""


@pytest.fixture
def writing(windows, demonstration_address):
    window = windows(demonstration_address)
    window.sign_in("officer@demo.example", PASSWORD)
    window.page.evaluate(FIELD)
    return window.page


def test_what_is_typed_is_looked_through_and_what_is_emptied_is_forgotten(writing):
    writing.locator("#story").press_sequentially("客户王建国，电话13812345678")
    writing.locator(".look mark", has_text="138****5678").wait_for()
    assert writing.locator(".look mark").count() == 2
    writing.locator("#story").fill("损失17050元")
    writing.locator(".look .tone-green").wait_for()
    assert writing.locator(".look mark").count() == 0
    writing.locator("#story").fill("")
    writing.locator(".look:empty").wait_for(state="attached")


def test_what_is_pasted_is_looked_through(writing):
    story = writing.locator("#story")
    story.fill("卡号6222***0128")
    story.press("Control+A")
    story.press("Control+X")
    writing.locator(".look:empty").wait_for(state="attached")
    story.press("Control+V")
    assert story.input_value() == "卡号6222***0128"
    writing.locator(".look mark", has_text="6222 **** **** 0128").wait_for()


def test_what_is_refused_is_said_in_words(writing):
    writing.locator("#story").fill("甲" * 20_001)
    writing.locator(".look .tone-red", has_text="20000").wait_for()


SHOWN = "138****5678"
TEXTS = ("title", "payment_path", "step_0_words", "loopholes", "advice")


def asked_of(page):
    """What the page asks the door for, from now on: one list of texts for each request."""
    asked = []
    page.on("request", lambda one: asked.append(one.post_data) if one.url.endswith("/masking/look") else None)
    return asked


def test_every_text_of_a_case_is_looked_through_and_a_pause_asks_once(make, windows, portal_address):
    bank = make.organisation("甲银行（测试）")
    make.seat(bank)
    window = windows(portal_address, PHONE)
    window.sign_in(make.person(Role.STAFF, organisation=bank).email, factories.PASSWORD)
    window.open("/cases/own")
    window.press("发布案例")
    page = window.page
    page.wait_for_url("**/edit")
    asked = asked_of(page)
    page.locator("details.more summary").first.click()
    for name in TEXTS:
        page.locator(f"#{name}").fill("" if name == "advice" else "对方电话13812345678")
    for name in TEXTS[:-1]:
        page.locator(f"[data-look={name}] mark", has_text=SHOWN).wait_for()
    assert [sent.count("text=") for sent in asked] == [len(TEXTS) - 1]
    page.locator("#title").fill("屏幕共享")
    page.locator("[data-look=title]:empty").wait_for(state="attached")
    assert [sent.count("text=") for sent in asked] == [len(TEXTS) - 1, 1]
    assert [*too_wide(page), *violations(page, frame=False)] == []


def test_an_edition_that_is_prepared_is_looked_through_as_it_opens(make, windows, portal_address):
    desk = desk_of(make)
    case_id = desk.hand_in(payment_path="转入尾号0128的账户", advice="多问一句")
    window = windows(portal_address)
    window.sign_in(desk.officer.email, factories.PASSWORD)
    asked = asked_of(window.page)
    window.open(f"/cases/{case_id}/prepare/members")
    window.page.locator("[data-look=story] .tone-green").wait_for()
    window.page.locator("#change_note").fill("请致电13812345678")
    window.page.locator("[data-look=change_note] mark", has_text=SHOWN).wait_for()
    assert [sent.count("text=") for sent in asked] == [4, 1]
