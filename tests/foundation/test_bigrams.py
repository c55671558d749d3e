"""How texts and queries are folded and taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.foundation.kernel.bigrams import QUERY_LONGEST, bigrams, phrases, words

FOLDED = {
    "下载ＡｎｙＤｅｓｋ": ["下载anydesk"],
    "屏幕共享App": ["屏幕共享app"],
    "卡号6222***0128": ["卡号6222", "0128"],
    "６２２２ ①号": ["6222", "1号"],
    "屏\u200b幕\ufeff共享": ["屏幕共享"],
    "Café cafe\u0301 Straße": ["cafe", "cafe", "strasse"],
    "“刷单”，返利\x00！\ud800\n《通报》": ["刷单", "返利", "通报"],
    "𠮷野家，䶮": ["𠮷野家", "䶮"],
    "***\u3000—— ~": [],
}


@pytest.mark.parametrize("text", FOLDED, ids=ascii)
def test_a_text_is_folded_and_parted_where_it_says_nothing(text):
    assert words(text) == FOLDED[text]


def test_a_word_that_is_asked_for_twice_is_asked_for_once():
    assert phrases("刷单 APP，刷单 ａｐｐ") == ("刷单", "app")


def test_a_long_query_is_cut():
    assert phrases("转账" * QUERY_LONGEST) == ("转账" * (QUERY_LONGEST // 2),)


def test_every_sign_begins_a_bigram():
    assert set(bigrams(["转账", "a"])) == {"转账", "账", "a"}


@given(st.text())
def test_what_is_folded_stays_as_it_is(text):
    once = words(text)
    assert words(" ".join(once)) == once


@given(st.text(), st.text(), st.text())
def test_a_part_of_a_text_is_folded_as_in_the_text(before, part, after):
    assert " ".join(words(part)) in " ".join(words(before + part + after))
