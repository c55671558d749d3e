"""The piece of a text in which it was found, with the hits marked."""

from hypothesis import given
from hypothesis import strategies as st

from alliance.cases.excerpt import excerpt
from alliance.foundation.kernel.bigrams import words

STORY = "受害人下载ＡｎｙＤｅｓｋ后，开启屏幕共享。"
SIGNS = st.sampled_from("屏幕共享aAＡbß６é。，*\n\x00\u200b𠮷")


def test_what_was_asked_for_is_marked():
    assert excerpt(STORY, "anydesk 屏幕共享") == (
        ("受害人下载", False),
        ("ＡｎｙＤｅｓｋ", True),
        ("后，开启", False),
        ("屏幕共享", True),
        ("。", False),
    )


def test_hits_that_overlap_are_one_mark():
    assert excerpt("转账转账转", "转账转 账转账") == (("转账转账转", True),)


def test_only_the_place_of_the_first_hit_is_shown():
    pieces = excerpt("无" * 100 + "转账" + "关" * 100, "转账")
    assert pieces == (("…", False), ("无" * 20, False), ("转账", True), ("关" * 58, False), ("…", False))


def test_a_hit_at_the_end_is_shown_with_what_stands_before_it():
    assert excerpt("无" * 100 + "转账", "转账", 10) == (("…", False), ("无" * 8, False), ("转账", True))


def test_without_a_hit_the_beginning_is_shown():
    assert excerpt("无" * 100, "转账", 10) == (("无" * 10, False), ("…", False))
    assert excerpt("无关", "***") == (("无关", False),)
    assert excerpt("", "转账") == ()


def test_a_sign_that_nobody_sees_does_not_part_a_hit():
    assert excerpt("开屏\u200b幕共享", "屏幕共享") == (("开", False), ("屏\u200b幕共享", True))


@given(st.text(SIGNS | st.characters(), max_size=100), st.text(SIGNS, max_size=8), st.integers(8, 60))
def test_an_excerpt_is_a_part_of_the_text_and_marks_words_of_the_query(text, query, length):
    pieces = excerpt(text, query, length)
    shown = "".join(piece for piece, _ in pieces)
    bare = shown.removeprefix("…" if text[:1] != "…" else "").removesuffix("…" if text[-1:] != "…" else "")
    assert bare in text
    assert len(shown) <= length + 2
    asked = words(query)
    if any(word in " ".join(words(text)) for word in asked):
        assert any(marked for _, marked in pieces)
    assert all(any(word[:1] in "".join(words(piece)) for word in asked) for piece, marked in pieces if marked)
