"""Which type a story is given: right, explained, and never led astray by what stands around the story."""

import pytest

from alliance.fraudtypes import queries
from alliance.fraudtypes.suggesting import STORY_LENGTH, lexicon, ranked, suggest
from bench.suggesting import score, stories

AIMED_AT = 0.9
STORY = "张女士接到自称某地公安局民警的电话，说她涉嫌洗钱，要求把存款转入安全账户接受调查。"


def concepts(text):
    return [one.concept for one in suggest(text)]


@pytest.mark.parametrize("held_out", [False, True], ids=["tuned by", "held out"])
def test_the_right_type_is_among_three_for_nine_stories_of_ten(held_out):
    told = score([story for story in stories() if story.held_out is held_out])
    assert told.told >= 100
    assert told.among >= AIMED_AT * told.told


def test_there_are_fifteen_stories_for_every_concept():
    told = [story.concept for story in stories()]
    assert {concept: told.count(concept) >= 15 for concept in lexicon()} == dict.fromkeys(lexicon(), True)
    assert set(told) == set(lexicon())


def test_the_words_that_spoke_for_it_stand_in_the_text():
    first, *_rest = suggest(STORY)
    assert first.concept == "fake_authority"
    assert "安全账户" in first.words
    assert all(word in STORY for word in first.words)


def test_the_best_comes_first_and_there_are_never_more_than_three():
    found = suggest(" ".join(story.text for story in stories())[:STORY_LENGTH])
    assert len(found) == 3
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@pytest.mark.parametrize("text", ["", " \n", "。", "abc", "今天天气很好。"])
def test_nothing_is_suggested_where_no_word_speaks_for_anything(text):
    assert suggest(text) == ()


def test_quotes_spaces_and_wide_characters_do_not_hide_a_cue():
    assert concepts("要她把钱转到“安 全\n账户”") == concepts("要她把钱转到安全账户")
    assert concepts("要他充值ＵＳＤＴ炒币") == concepts("要他充值usdt炒币")


def test_a_cue_counts_once_however_often_it_is_said():
    once, often = suggest("他去刷单")[0], suggest("他去刷单，刷单，刷单")[0]
    assert once.score == often.score


def test_the_advice_at_the_end_counts_half():
    """A circular about one fraud often ends with a warning of all of them."""
    told = "小李接到航班取消的短信，改签时被转走两万。"
    advice = "警方提示：刷单返利都是诈骗，不要做任务赚佣金。"
    alone, with_advice = concepts(told), concepts(told + advice)
    assert alone[0] == with_advice[0] == "flight_refund"
    assert concepts(advice)[0] == "task_rebate"


def test_what_an_app_prompts_is_no_advice():
    story = "他借钱时App提示：卡号有误，要交解冻费"
    assert suggest(story)[0] == suggest(story.replace("提示：", "说"))[0]


def test_courting_that_ends_in_an_investment_is_an_investment():
    told = "她在相亲网站认识了男友，男友说有内部消息，带她在一个投资平台充值炒外汇，赚钱后无法提现。"
    assert concepts(told)[0] == "fake_investment"
    assert concepts("她在相亲网站认识了男友，男友说母亲住院急需手术费，她多次转账。")[0] == "romance"


def test_a_credit_record_that_threatens_is_not_a_loan():
    told = "客服说他大学期间的校园贷没有注销，会影响征信，让他在几个平台把额度贷出来转到指定账户。"
    assert concepts(told)[0] == "fake_credit"


def test_how_the_money_was_handed_over_is_no_type():
    assert suggest("他取出三万元现金，放进箱子里叫车送往外地。") == ()


def test_what_is_longer_than_a_story_is_read_to_that_length():
    assert suggest("啊" * STORY_LENGTH + "刷单返利") == ()


def test_two_concepts_under_one_heading_of_today_are_one_suggestion(make):
    text = "网上贷款要交解冻费，又说不转账会影响征信，让他注销校园贷账户。"
    assert {"fake_loan", "fake_credit"} <= {one.concept for one in ranked(text)}
    with make.work() as work:
        found = queries.suggested(queries.catalogue(work), text)
    headings = [one.kind.code for one in found]
    assert headings[0] == "loan_credit"
    assert len(headings) == len(set(headings)) <= 3
    assert "解冻费" in found[0].words
    assert any("征信" in word for word in found[0].words)
