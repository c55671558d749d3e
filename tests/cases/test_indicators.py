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
    (K.URL, "HXXPS://BAD[.]Example[.]com/aBcD?To=Xy", "bad.example.com/aBcD?To=Xy"),
    (K.APP, "Ｚoom 会议", "Zoom 会议"),
    (K.URL, "例子。中国", "xn--fsqu00a.xn--fiqs8s"),
    (K.URL, "http://user:secret@bad.example.com", "bad.example.com"),
    (K.URL, "203.0.113.7/login", "203.0.113.7/login"),
    (K.APP, "  云  会议 ", "云 会议"),
    (K.SOCIAL, "wx_abc123", "wx_abc123"),
    (K.URL, "http://bad.example.com:8080/a#top", "bad.example.com:8080/a"),
    (K.URL, "https://bad.example.com:443/a", "bad.example.com/a"),
    (K.URL, "203.0.113.7:9000", "203.0.113.7:9000"),
    (K.PHONE, "400-123-4567", "4001234567"),
    (K.SERVICE, "400 123 4567", "4001234567"),
    (K.SERVICE, "95588", "95588"),
    (K.SERVICE, "96110", "96110"),
    (K.SERVICE, "10086", "10086"),
    (K.WECHAT, "Wx_abc-123", "wx_abc-123"),
    (K.QQ, "１２３４５", "12345"),
    (K.WALLET, "TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeC", "TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeC"),
    (K.WALLET, " 1NEDqZPvTWRaoho48qXuLLsrYomMXPABfD ", "1NEDqZPvTWRaoho48qXuLLsrYomMXPABfD"),
    (
        *(K.WALLET, "BC1QARDV855YJNGSPVXUTTQ897AQCA3LXJU2Y69JCE"),
        "bc1qardv855yjngspvxuttq897aqca3lxju2y69jce",
    ),
    (
        *(K.WALLET, "0x52908400098527886E0F7030069857D2E4169EE7"),
        "0x52908400098527886e0f7030069857d2e4169ee7",
    ),
    (
        *(K.WALLET, "EQDtFpEwcFAEcRe5mLVh2N6C0x-_hJEM7W61_JLnSF74p4q2"),
        "EQDtFpEwcFAEcRe5mLVh2N6C0x-_hJEM7W61_JLnSF74p4q2",
    ),
    (K.PARCEL, "SF1234567890", "sf1234567890"),
    (K.ID_CARD, "110105 19491231 002x", "11010519491231002X"),
    (K.USCC, "11332500 00264557 4x", "11332500002645574X"),
    (K.PLATE, "晋a·12345", "晋A12345"),
    (K.PLATE, "晋AD12345", "晋AD12345"),
    (K.IMEI, "49-015420-323751-8", "490154203237518"),
    (K.MERCHANT, " wxp://f2f0AbC_dEf ", "wxp://f2f0AbC_dEf"),
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
    (K.WALLET, "0" * 40),
    (K.WALLET, "0x52908400098527886E0F7030069857D2E4169EE"),
    (K.WALLET, "TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeO0"),
    (K.WALLET, "bc1qardv855yjngspvxuttq897aqca3lxju2y69jcB"),
    (K.URL, "bad.example.com:99999"),
    (K.SERVICE, "13800138000"),
    (K.SERVICE, "400123"),
    (K.WECHAT, "1abcdef"),
    (K.WECHAT, "abcde"),
    (K.WECHAT, "a" * 21),
    (K.WECHAT, "微信号码abc"),
    (K.QQ, "012345"),
    (K.QQ, "1234"),
    (K.QQ, "123456789012"),
    (K.PARCEL, "1"),
    (K.PARCEL, "顺丰"),
    (K.ID_CARD, "11010519491331002X"),
    (K.ID_CARD, "1101051949123100"),
    (K.USCC, "1133250000264557"),
    (K.USCC, "1133250000264557IO"),
    (K.PLATE, "12345"),
    (K.PLATE, "晋I12345"),
    (K.IMEI, "4901542032375"),
    (K.MERCHANT, "abc"),
    (K.MERCHANT, "收款码 不详"),
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


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (K.ID_CARD, "11010519491231002X", "110105194912310021"),
        (K.USCC, "11332500002645574X", "113325000026455740"),
        (K.IMEI, "490154203237518", "490154203237519"),
    ],
)
def test_a_number_is_doubtful_where_its_check_digit_fails(kind, good, bad):
    assert [checks_out(kind, normal(kind, one)) for one in (good, bad)] == [True, False]


def test_the_code_of_a_company_is_public_but_a_persons_number_in_its_place_is_not():
    assert shown(K.USCC, "11332500002645574X") == "11332500002645574X"
    assert shown(K.USCC, "11010519491231002X") == "110105********002X"


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("1NEDqZPvTWRaoho48qXuLLsrYomMXPABfD", True),
        ("1NEDqZPvTWRaoho48qXuLLsrYomMXPABfX", False),
        ("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", True),
        ("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6T", False),
        ("bc1qardv855yjngspvxuttq897aqca3lxju2y69jce", True),
        ("bc1qardv855yjngspvxuttq897aqca3lxju2y69jcd", False),
        ("0x52908400098527886e0f7030069857d2e4169ee7", True),
        ("9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM", True),
    ],
)
def test_a_wallet_is_doubtful_where_its_check_digits_fail(address, good):
    assert normal(K.WALLET, address) == address
    assert checks_out(K.WALLET, address) is good


def test_two_wallets_that_differ_by_a_capital_are_two(desk):
    given_now = [Indicator(K.WALLET, f"TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6{last}") for last in "tT"]
    indicators = desk.stored(desk.draft(None, *given_now)).indicators
    assert [(one["shown"], one["doubtful"]) for one in indicators] == [
        ("TR7NHq…gjLj6t", False),
        ("TR7NHq…gjLj6T", True),
    ]


def test_what_is_told_less_exactly_is_the_same_and_a_service_is_told_from_a_person(desk):
    given_now = (
        *(Indicator(K.PHONE, "400-123-4567"), Indicator(K.SERVICE, "4001234567")),
        *(Indicator(K.SOCIAL, "Wx_abc123"), Indicator(K.WECHAT, "wx_abc123")),
    )
    case_id = desk.draft(None, *given_now[1:3])
    indicators = desk.stored(case_id).indicators
    assert [one["kind"] for one in indicators] == ["service", "social"]
    assert [one["mark"] for one in desk.stored(desk.draft(None, *given_now)).indicators] == [
        one["mark"] for one in indicators
    ]
    assert desk.stored(desk.draft(None, given_now[0])).indicators[0]["kind"] == "service"


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
        (K.WECHAT, "wx_abc123"),
        (K.QQ, "12345"),
        (K.ID_CARD, "11010519491231002X"),
        (K.PLATE, "晋A12345"),
        (K.IMEI, "490154203237518"),
        (K.MERCHANT, "wxp://f2f0AbC_dEf"),
        (K.WALLET, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
    ],
)
def test_whatever_could_be_a_persons_keeps_something_back(kind, value):
    """At least three signs are kept back, or all but the two ends of what is short."""
    assert value not in shown(kind, value)
    told = sum(sign != "*" for sign in shown(kind, value))
    assert told <= max(2, len(value) - 3)


def test_a_short_number_of_a_service_stays_whole():
    assert shown(K.PHONE, "96110") == "96110"
    assert shown(K.PHONE, "4001234567") == shown(K.SERVICE, "4001234567") == "4001234567"


def test_a_personal_value_in_a_site_or_an_app_is_masked():
    assert "13800138000" not in shown(K.URL, normal(K.URL, "bad.example.com/?tel=13800138000"))
    assert "13800138000" not in shown(K.APP, "云会议 13800138000")


def test_a_site_is_shown_so_that_nobody_follows_it():
    assert shown(K.URL, "bad.example.com/a") == "hxxp://bad[.]example[.]com/a"


def test_the_same_indicator_in_another_spelling_is_one(desk):
    case_id = desk.draft(None, Indicator(K.PHONE, "138 0013 8000"), Indicator(K.PHONE, "１３８００１３８０００"))
    assert len(desk.stored(case_id).indicators) == 1


def test_a_site_or_an_app_in_other_capitals_is_the_same_and_is_shown_as_it_was_written_first(desk):
    sites = Indicator(K.URL, "t.example.com/aBc"), Indicator(K.URL, "t.example.com/Abc")
    case_id = desk.draft(None, *sites, Indicator(K.APP, "Zoom"), Indicator(K.APP, "ZOOM"))
    assert [one["shown"] for one in desk.stored(case_id).indicators] == ["hxxp://t[.]example[.]com/aBc", "Zoom"]


def test_a_bad_indicator_is_refused_at_its_own_field(desk):
    with pytest.raises(Invalid) as refusal:
        desk.draft(None, Indicator(K.PHONE, "13800138000"), Indicator(K.URL, "javascript:alert(1)"))
    assert refusal.value.field == "indicator_1_value"
