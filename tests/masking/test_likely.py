"""Names that nothing tells plainly: signs find them and say why, and words that only begin like one stay."""

import pytest

from alliance.masking.finding import findings, masked
from alliance.masking.kinds import PersonalKind as K
from alliance.masking.signs import FIRST, KNOWN, LAST, OFTEN, POINTS, SURNAME, why
from alliance.masking.surnames import SURNAMES
from bench.masking import NATURAL, judge, written

LIKELY = [
    ("是{}拉我进的群", "穆青青"),
    ("群里那个{}根本不是什么导师", "颜如玉"),
    ("社区民警{}和刘旭把案子变成了段子", "钟前刚"),
    ("行动中，{}试图翻窗逃跑", "宫本强"),
    ("去年春天，{}大学毕业后在网上找工作", "符小满"),
    ("民警在巡逻时发现{}站在取款机前", "池秀芳"),
    ("其中，{}被骗7万元", "仇和平"),
    ("很快锁定嫌疑人{}的落脚点", "邝家豪"),
]


@pytest.mark.parametrize(("sentence", "name"), LIKELY, ids=str)
def test_a_likely_name_is_found_whole(sentence, name):
    text = sentence.format(name)
    said = [text[one.start : one.end] for one in findings(text) if one.kind is K.NAME]
    assert name in said


def test_who_is_likely_named_once_is_known_wherever_the_name_stands_again():
    assert masked("是穆青青拉我进的群。后来穆青青也不见了。") == "是穆*拉我进的群。后来穆*也不见了。"


TEMPTING = """
请妥善保存链接，一经提交不能修改
任何人都可阅读，收到通知才能阅读倡议
男青年向值班民警哭诉，向贵单位发出通知
广东朗乾律师事务所，北京贝邦律师事务所
邹岗派出所接到报警，从印尼飞来的南航飞机
高效、方便、金额、安全账户、马上、白条、钱款、何时、任何、温馨提示、成功、周转、张贴
单身白领易成为受害对象，此处应为文字
刘先生的余额、高先生的白条、王某的钱款
所谓的庞大资金，丹桂飘香，甜言蜜语
""".strip().splitlines()


@pytest.mark.parametrize("text", TEMPTING)
def test_words_that_begin_like_a_name_stay(text):
    assert masked(text) == text


def test_each_sign_says_what_it_adds():
    text = "民警在巡逻时发现池秀芳站在取款机前"
    start = text.index("池")
    signs = why(text, start, start + 1, start + 3)
    assert signs["acts"] == POINTS["acts"]
    assert signs["word before"] == POINTS["word before"]
    assert signs["last"] > signs["first"] > 0 > signs["pair"]
    torn = why("不能修改。", 1, 2, 3)
    assert "grown together behind" in "".join(torn)
    assert sum(torn.values()) < 0


def test_the_lists_name_each_character_and_each_word_once():
    assert set(SURNAME) <= SURNAMES
    for bands in (SURNAME, FIRST, LAST):
        assert {*map(abs, bands.values())} <= {*range(1, 10)}
    for one, others in OFTEN.items():
        assert len({*others}) == len(others)
        assert not {*others} & {*KNOWN.get(one, "")}


@pytest.mark.parametrize("names", [NATURAL, ("masking_once.txt",)])
def test_a_masked_sentence_of_the_bench_holds_nothing_more_to_mask(names):
    for one in written(*names):
        assert masked(masked(one.text)) == masked(one.text)


def test_natural_and_tempting_sentences_keep_their_figures():
    score = judge(written(*NATURAL), tell=False)
    assert 1 - score.missed["name"] / score.planted["name"] >= 0.95
    assert 1 - score.wrong["name"] / score.found["name"] >= 0.97
