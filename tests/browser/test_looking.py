"""While somebody writes or pastes, what is personal in the text appears under its field."""

import pytest

from alliance.demonstration.accounts import PASSWORD

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
