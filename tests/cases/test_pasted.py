"""What comes out of a word processor is kept as words; what people type with angle brackets stays as they typed it."""

import pytest

from alliance.masking.door import masked_within
from alliance.masking.pasted import as_kept, plain
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
    [
        *(
            "",
            "金额<5万，且>1万",
            "a < b",
            "若a<b>c则停",
            "我<3你",
            "<b and c>，</b>",
            "a<p，b</p>c",
            "两行\n文字",
            "<br",
        ),
        *("网页里有<script>alert(1)</script>", "公司叫 MsoNormal", "点<a href='http://x.cn'>这里</a>", "链接&lt;b&gt;"),
    ],
)
def test_whatever_else_stands_in_angle_brackets_stays(text):
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("打电话138<b>0013</b>8000", "打电话13800138000"),
        ("王<SPAN LANG=EN-US style='color:red' title=\"x\">小</Span>明", "王小明"),
        ("<p>甲</p><p>乙<br/>丙</p>", "甲\n乙\n丙"),
        ("<div><b>甲</b></div>，若a<i>c", "甲\n，若a<i>c"),
    ],
)
def test_tags_that_say_how_words_look_go_wherever_they_come_from(text, words):
    assert plain(text) == words
    assert as_kept(text) == words.replace("\n", " ")


def test_a_reason_is_masked_as_if_it_had_not_been_pasted():
    assert masked_within("reason", "致电138<b>0013</b>8000", 500) == "致电138****8000"
    assert masked_within("reason", "a < b，我<3你", 500) == "a < b，我<3你"


@pytest.mark.parametrize(
    "text", ["<o:p", "<o:p><style>没有结尾", "<p class=MsoNormal", "<!--[if gte mso", "<o:p>&#xD800;"]
)
def test_broken_markup_is_no_error(text):
    assert isinstance(plain(text), str)


@pytest.mark.parametrize(
    "part", ["a:", "<a:", "<!", "<!--[if ", "<a class=", "a mso-", "<o:p><style>", "x ", "<b a=", "<b>", "<b a=b "]
)
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


CUT = "致电138<b>0013</b>8000"


def test_a_number_cut_by_tags_is_masked_in_every_text_of_a_case(desk, portal):
    teller = Browser(portal, desk.teller)
    edit = teller.follow(teller.post("cases.begin", {"idempotency_key": "k" * 20}))
    path = edit.response.request.path.removesuffix("/edit")
    lines = ("title", "payment_path", "loopholes", "advice", "step_0_words")
    teller.post(f"{path}/edit", edit.form("/edit").values | dict.fromkeys(lines, CUT))
    page = teller.get(f"{path}/check")
    assert page.text.count("138****8000") >= len(lines)
    assert "0013" not in page.html


def test_what_an_officer_pastes_into_small_fields_is_kept_plain_and_measured_as_words(desk, portal):
    case_id = desk.hand_in()
    officer = Browser(portal, desk.officer)
    officer.post("cases.give_back", {"words": f"请核对{CUT}" + "<b></b>" * 500}, case_id=case_id)
    assert desk.stored(case_id).words == "请核对致电138****8000"
    edition = desk.stored_edition(desk.prepare(desk.hand_in(), change_note=CUT))
    assert edition.change_note == "致电138****8000"
