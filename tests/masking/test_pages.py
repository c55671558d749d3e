"""The door while typing: a text goes in, a fragment with its personal data marked comes back, and nothing is kept."""

import pytest

from alliance.foundation.kernel.actor import Role
from alliance.foundation.web.guard import limiter
from alliance.masking.forms import TEXT_LONGEST, TEXTS_MOST
from tests.screenless import Counted

TEXT = "客户王建国，电话13812345678，<script>卡号</script>62<b>2</b>2***0128"


def look(browser, text, status=200):
    sent = {"csrf_token": browser.csrf_token(), "text": text}
    answer = browser.client.post("/masking/look", data=sent, headers={"Host": "localhost"})
    assert answer.status_code == status
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("role", list(Role))
def test_whoever_is_signed_in_sees_what_is_personal_in_words(make, browser, role):
    page = look(browser(make.person(role)), TEXT)
    assert page.count("<mark>") == 3
    for words in ("姓名 → 王*", "手机号 → 138****5678", "银行卡或账户 → 6222 **** **** 0128"):
        assert words in page
    assert "&lt;script&gt;" in page
    assert "<html" not in page


def test_the_texts_of_a_form_are_looked_through_at_once_and_answered_in_their_order(make, browser):
    clerk = browser(make.person(Role.STAFF))
    parts = look(clerk, ["请拨打96110", TEXT, "电话13812345678"]).split('<div class="looked">')[1:]
    assert [part.count("<mark>") for part in parts] == [0, 3, 1]
    parts = look(clerk, ["甲" * (TEXT_LONGEST + 1), "电话13812345678"], 422).split('<div class="looked">')[1:]
    assert "20000" in parts[0]
    assert "138****5678" in parts[1]
    assert look(clerk, ["电话13812345678"] * (TEXTS_MOST + 1)).count("<mark>") == TEXTS_MOST


def test_where_nothing_is_found_it_says_so(make, browser):
    page = look(browser(make.person(Role.STAFF)), "请拨打96110，损失17050元。")
    assert "<mark>" not in page
    assert "未发现个人信息" in page
    assert "未发现个人信息" in look(browser(make.person(Role.STAFF)), "")


def test_a_visitor_is_asked_to_sign_in(browser):
    nobody = browser()
    sent = {"csrf_token": nobody.csrf_token(), "text": TEXT}
    answer = nobody.client.post("/masking/look", data=sent, headers={"Host": "localhost"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/people/sign-in"


def test_a_text_that_is_too_long_or_hides_something_is_refused_in_words(make, browser):
    clerk = browser(make.person(Role.STAFF))
    assert "20000" in look(clerk, "甲" * (TEXT_LONGEST + 1), 422)
    assert "U+202E" in look(clerk, "甲\u202e乙", 422)
    assert "王建国" in look(clerk, "客户王建国，" + "甲" * (TEXT_LONGEST - 6))
    assert "过大" in look(clerk, "a" * 1_100_000, 413)


def test_it_needs_the_token_of_a_form(make, browser):
    clerk = browser(make.person(Role.STAFF))
    answer = clerk.client.post("/masking/look", data={"text": TEXT}, headers={"Host": "localhost"})
    assert answer.status_code == 400


def test_it_is_limited(portal):
    assert "alliance.masking.views.look.look" in limiter.limit_manager._decorated_limits


def test_nothing_of_the_text_is_kept(portal, make, browser):
    clerk = browser(make.person(Role.STAFF))
    token = clerk.csrf_token()
    with Counted(portal) as counted:
        clerk.client.post("/masking/look", data={"csrf_token": token, "text": TEXT}, headers={"Host": "localhost"})
    assert not [text for text in counted.texts if text.startswith(("INSERT", "UPDATE", "DELETE"))]
