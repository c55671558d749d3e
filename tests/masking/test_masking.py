"""What holds for any text: it never fails, a masked text holds nothing to mask, twice the text is twice the work."""

import sys
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance.masking.finding import findings, masked, pieces
from bench.planted import MADE

BITS = st.sampled_from(
    [
        *"张王李高黄伟丽国华某*＊xX0123456789幺三八 -·.@，。：:\n\t\x00（）元年月日号路村组栋室",
        *(
            "13812345678",
            "6222***0128",
            "6222021234567890128",
            "360426199101010071",
            "138****",
            "+86",
            "0351-",
            "晋A12345",
        ),
        *(
            "民警",
            "客户",
            "姓名：",
            "户名",
            "女士",
            "先生",
            "微信",
            "QQ",
            "微信号：",
            "卡号",
            "身份证",
            "订单号",
            "电话",
        ),
        *(
            "平阳路88号",
            "3栋2单元501室",
            "李家村",
            "小区",
            "3-2-501",
            "abc_12345",
            "a@b.cn",
            "王建国",
            "欧阳",
            "阿不都·热合曼",
        ),
        *("接到", "报警", "被骗", "万元", "****", " **** **** ", "化名", "尾号0128", "wxid_abc123", "ZHANG WEI"),
    ]
)
SAID = st.one_of(st.text(max_size=200), st.lists(BITS, max_size=40).map("".join))


@given(SAID)
@settings(max_examples=600)
def test_any_text_can_be_searched_and_masked(text):
    end = 0
    for one in findings(text):
        assert end <= one.start < one.end <= len(text)
        assert one.shown != text[one.start : one.end]
        end = one.end
    assert "".join(piece.text for piece in pieces(text)) == text


@given(SAID)
@settings(max_examples=600)
def test_a_masked_text_holds_nothing_more_to_mask(text):
    once = masked(text)
    assert masked(once) == once
    assert findings(once) == ()


@pytest.mark.parametrize("place", sorted(MADE))
def test_no_planted_value_is_left_in_a_masked_text(place):
    random = Random(7)
    _kind, make = MADE[place]
    labels = {"qq": "QQ：", "wechat": "微信号：", "account_bad": "卡号：", "landline": "电话"}
    for _ in range(40):
        value = make(random)
        text = f"姓名：{value}，" if place.startswith("name") else f"已登记，{labels.get(place, '')}{value}，待核。"
        assert value not in masked(text), text


@pytest.mark.parametrize(
    "bit",
    [
        "1",
        "1 ",
        "6222 ",
        "*1",
        "张",
        "王建国",
        "村1组",
        "路1",
        "a@",
        "微信 ",
        "一",
        "a",
        "张伟13812345678，",
        "\x00",
        "0-",
    ],
)
def test_twice_the_text_takes_twice_the_steps(bit):
    """Counted in calls of functions of the search, not in seconds."""
    short, long = steps(bit * 1500), steps(bit * 3000)
    assert long < 2.5 * short + 2000


def steps(text):
    count = 0

    def note(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        findings(text)
    finally:
        sys.setprofile(None)
    return count
