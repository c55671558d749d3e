"""Indicators of each kind, good and bad; and never a whole number on any page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.cases.indicators import NotThatKind, checks_out, normal, shown
from alliance.cases.telling import Indicator
from alliance.cases.vocabulary import IndicatorKind as K
from alliance.foundation.kernel.errors import Invalid

GOOD = (
    (K.BANK_ACCOUNT, "6222 0212 3456 7890 128", "6222021234567890128"),
    (K.BANK_ACCOUNT, "６２２２０２１２３４５６７８９０１２８", "6222021234567890128"),
    (K.BANK_ACCOUNT, "6222***0128", "6222***0128"),
    (K.PHONE, "138 0013 8000", "13800138000"),
    (K.PHONE, "0351-5551234", "0351-5551234"),
    (K.PHONE, "+86-13800138000", "+86-13800138000"),
    (K.URL, "hxxps://bad[.]example[.]com/a", "bad.example.com/a"),
    (K.URL, "https://BAD.example.com/", "bad.example.com"),
    (K.URL, "例子。中国", "xn--fsqu00a.xn--fiqs8s"),
    (K.URL, "http://user:secret@bad.example.com", "bad.example.com"),
    (K.URL, "203.0.113.7/login", "203.0.113.7/login"),
    (K.APP, "  云  会议 ", "云 会议"),
    (K.SOCIAL, "wx_abc123", "wx_abc123"),
    (K.WALLET, "TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeC", "tjrywwfs9wtfgzg3jbrvrifbnfcug5tdec"),
    (K.PARCEL, "SF1234567890", "sf1234567890"),
)
BAD = (
    (K.BANK_ACCOUNT, "62220"),
    (K.BANK_ACCOUNT, "卡号不详"),
    (K.PHONE, "1234"),
    (K.PHONE, "电话"),
    (K.PHONE, "1" * 40),
    (K.URL, "javascript:alert(1)"),
    (K.URL, "data:text/html,x"),
    (K.URL, "http://"),
    (K.URL, "nothing"),
    (K.URL, "http://[::1"),
    (K.URL, "." * 300),
    (K.APP, "  "),
    (K.SOCIAL, "ab"),
    (K.SOCIAL, "a" * 61),
    (K.WALLET, "short"),
    (K.PARCEL, "1"),
    (K.PARCEL, "顺丰"),
)


@pytest.mark.parametrize(("kind", "text", "one_form"), GOOD)
def test_a_good_indicator_comes_into_the_one_form_of_its_kind(kind, text, one_form):
    assert normal(kind, text) == one_form
    assert normal(kind, one_form) == one_form


@pytest.mark.parametrize(("kind", "text"), BAD)
def test_a_bad_indicator_is_refused_in_words(kind, text):
    with pytest.raises(NotThatKind) as refusal:
        normal(kind, text)
    assert str(refusal.value)


@given(st.sampled_from(list(K)), st.text(max_size=300))
def test_any_text_is_an_indicator_or_refused(kind, text):
    try:
        value = normal(kind, text)
    except NotThatKind:
        return
    assert shown(kind, value)
    checks_out(kind, value)


def test_a_card_is_doubtful_where_its_check_digit_fails():
    assert checks_out(K.BANK_ACCOUNT, "4111111111111111")
    assert not checks_out(K.BANK_ACCOUNT, "4111111111111112")


PERSONAL = (K.BANK_ACCOUNT, K.PHONE, K.SOCIAL, K.WALLET, K.PARCEL)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (K.BANK_ACCOUNT, "622202123456"),
        (K.PHONE, "13800138000"),
        (K.PHONE, "0351-5551234"),
        (K.PHONE, "55501234"),
        (K.PHONE, "5550123"),
        (K.SOCIAL, "abc"),
        (K.SOCIAL, "abcd"),
        (K.SOCIAL, "wx_abc123"),
        (K.PARCEL, "12345678"),
    ],
)
def test_whatever_could_be_a_persons_keeps_something_back(kind, value):
    """At least three signs are kept back, or all but the two ends of what is short."""
    assert value not in shown(kind, value)
    told = sum(sign != "*" for sign in shown(kind, value))
    assert told <= max(2, len(value) - 3)


def test_a_short_number_of_a_service_stays_whole():
    assert shown(K.PHONE, "96110") == "96110"


def test_a_personal_value_in_a_site_or_an_app_is_masked():
    assert "13800138000" not in shown(K.URL, normal(K.URL, "bad.example.com/?tel=13800138000"))
    assert "13800138000" not in shown(K.APP, "云会议 13800138000")


def test_a_site_is_shown_so_that_nobody_follows_it():
    assert shown(K.URL, "bad.example.com/a") == "hxxp://bad[.]example[.]com/a"


def test_the_same_indicator_in_another_spelling_is_one(desk):
    case_id = desk.draft(None, Indicator(K.PHONE, "138 0013 8000"), Indicator(K.PHONE, "１３８００１３８０００"))
    assert len(desk.stored(case_id).indicators) == 1


def test_a_bad_indicator_is_refused_at_its_own_field(desk):
    with pytest.raises(Invalid) as refusal:
        desk.draft(None, Indicator(K.PHONE, "13800138000"), Indicator(K.URL, "javascript:alert(1)"))
    assert refusal.value.field == "indicator_1_value"
