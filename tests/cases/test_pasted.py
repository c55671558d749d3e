"""What comes out of a word processor is kept as words; what people type with angle brackets stays as they typed it."""

import pytest

from alliance.cases.pasted import plain
from tests.screenless import Browser

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>x</title><style>
p.MsoNormal{mso-pagination:none}</style><!--[if gte mso 9]><xml><o:p>&nbsp;</o:p></xml><![endif]--></head><body>
<p class=MsoNormal style='mso-x:1'>客户接到<b>“客服”</b>来电，
手机号138<span lang=EN-US>0013</span>8000<o:p></o:p></p>
<p class=MsoNormal>转账&nbsp;&lt;三笔&gt;<br>共23万元</p><script>alert(1)</script></body></html>"""


def test_the_words_of_a_word_processor_remain_in_their_lines():
    assert plain(WORD) == "客户接到“客服”来电， 手机号13800138000\n转账 <三笔>\n共23万元"


def test_what_only_a_word_processor_reads_is_left_out_and_what_follows_is_not():
    assert plain("甲<!--[if gte mso 9]><xml>乙</xml><![endif]-->丙<!-- <p>丁 -->戊<![if !x]>己<![endif]>") == "甲丙戊己"


@pytest.mark.parametrize(
    "text",
    ["", "金额<5万，且>1万", "网页里有<script>alert(1)</script>", "<b>粗体</b>", "两行\n文字", "公司叫 MsoNormal"],
)
def test_whatever_else_stands_in_angle_brackets_stays(text):
    assert plain(text) == text


@pytest.mark.parametrize(
    "text", ["<o:p", "<o:p><style>没有结尾", "<p class=MsoNormal", "<!--[if gte mso", "<o:p>&#xD800;"]
)
def test_broken_markup_is_no_error(text):
    assert isinstance(plain(text), str)


@pytest.mark.parametrize("part", ["a:", "<a:", "<!", "<!--[if ", "<a class=", "a mso-", "<o:p><style>", "x "])
def test_a_megabyte_of_half_a_tag_keeps_nobody_waiting(part):
    for text in (f"<o:p <{part * (1_000_000 // len(part))}", part * (1_000_000 // len(part))):
        assert isinstance(plain(text), str)


def test_a_story_pasted_as_html_is_kept_plain_and_a_number_cut_by_its_tags_is_masked(desk, portal):
    teller = Browser(portal, desk.teller)
    edit = teller.follow(teller.post("cases.begin", {"idempotency_key": "k" * 20}))
    path = edit.response.request.path.removesuffix("/edit")
    teller.post(f"{path}/edit", edit.form("/edit").values | {"title": "粘贴", "story": WORD})
    page = teller.get(f"{path}/check")
    assert "138****8000" in page.text
    assert not [sign for sign in ("MsoNormal", "0013", "alert(1)", "&lt;p") if sign in page.html]
