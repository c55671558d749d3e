"""What differs between two texts: the pieces give both back, and nobody waits long for them."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance.cases.difference import between, pieces
from alliance.cases.model import STORY_LENGTH
from alliance.cases.telling import CaseText, Step
from alliance.cases.vocabulary import Phase

signs = st.text("甲乙丙。！；\n a", max_size=60)


@settings(max_examples=300)
@given(signs, signs)
def test_the_pieces_together_are_both_texts(before, after):
    found = pieces(before, after)
    assert "".join(one.text for one in found if one.how != "new") == before
    assert "".join(one.text for one in found if one.how != "gone") == after
    assert {one.how for one in found} <= {"kept", "gone", "new"}
    assert all(one.text for one in found)


@given(signs)
def test_a_text_and_itself_differ_in_nothing(text):
    assert {one.how for one in pieces(text, text)} <= {"kept"}


def test_within_a_sentence_only_what_changed_is_marked():
    found = pieces("客户转走23万元。后来报警。", "客户转走32万元。后来报警。")
    assert [one.text for one in found if one.how == "gone"]
    assert "后来报警。" in "".join(one.text for one in found if one.how == "kept")


HUGE = {
    "one long sentence": ("甲乙" * (STORY_LENGTH // 2), "乙甲甲" * (STORY_LENGTH // 3)),
    "the same sign": ("甲" * STORY_LENGTH, "甲" * (STORY_LENGTH - 1)),
    "short sentences": ("甲。乙。" * (STORY_LENGTH // 4), "乙。丙。甲。" * (STORY_LENGTH // 6)),
    "only full stops": ("。" * STORY_LENGTH, "。\n" * (STORY_LENGTH // 2)),
    "sentences of middle length": (
        ("甲乙" * 400 + "。") * (STORY_LENGTH // 801),
        ("乙甲甲" * 300 + "。") * (STORY_LENGTH // 901),
    ),
    "many changed sentences": (
        "".join(f"{'甲乙' * 20}{n}。" for n in range(450)),
        "".join(f"{'乙甲甲' * 14}{n}。" for n in range(450)),
    ),
    "every other sentence": (
        "".join(f"{'甲乙' * 20}{n}。同{n}。" for n in range(400)),
        "".join(f"{'乙甲甲' * 14}{n}。同{n}。" for n in range(400)),
    ),
}


@pytest.mark.parametrize(("before", "after"), HUGE.values(), ids=HUGE)
def test_huge_texts_do_not_keep_anybody_waiting(before, after):
    begun = process_time()
    found = pieces(before, after)
    assert "".join(one.text for one in found if one.how != "new") == before
    assert process_time() - begun < 3


def test_the_fields_that_differ_are_told_in_the_order_of_the_form():
    before = CaseText("标题", "经过。", lost_fen=1, steps=(Step(Phase.LURE, "来电"),))
    after = CaseText("标题", "另一经过。", lost_fen=2, steps=())
    assert [one.field for one in between(before, after)] == ["story", "lost_fen", "steps"]
    assert between(before, before) == []
