"""What is personal, each kind in the forms in which people write it, and what others read instead."""

import pytest

from alliance.masking.finding import findings, masked, pieces
from alliance.masking.kinds import PersonalKind as K

WRITTEN = [
    (K.MOBILE, "联系电话{}。", "13812345678", "138****5678"),
    (K.MOBILE, "打{}找我", "138 1234 5678", "138****5678"),
    (K.MOBILE, "打{}找我", "138-1234-5678", "138****5678"),
    (K.MOBILE, "打{}找我", "+86 13812345678", "138****5678"),
    (K.MOBILE, "打{}找我", "0086-138-1234-5678", "138****5678"),
    (K.MOBILE, "手机：{}", "１３８１２３４５６７８", "138****5678"),
    (K.MOBILE, "号码{}，记一下", "幺三八一二三四五六七八", "138****5678"),
    (K.MOBILE, "境外电话{}打来", "+852 6123 4567", "+852 ****4567"),
    (K.MOBILE, "号码{}已停机", "1381234****", "138********"),
    (K.LANDLINE, "座机{}", "0351-7654321", "0351-****4321"),
    (K.LANDLINE, "座机{}", "(010)66123456", "010-****3456"),
    (K.LANDLINE, "座机{}", "0351-7654321转801", "0351-****4321"),
    (K.LANDLINE, "家里电话{}", "7654321", "****4321"),
    (K.ID_CARD, "她的是{}", "11010119900307803X", "110101********803X"),
    (K.ID_CARD, "她的是{}", "11010119900307803x", "110101********803X"),
    (K.ID_CARD, "她的是{}", "360426 19910101 0071", "360426********0071"),
    (K.ID_CARD, "身份证号码：{}", "360426199101010072", "360426********0072"),
    (K.ID_CARD, "老身份证{}", "130503670401001", "130503*****1001"),
    (K.ID_CARD, "身份证{}", "1101011990****803X", "110101********803X"),
    (K.BANK_CARD, "转到{}", "6222021234567890128", "6222 02** **** 0128"),
    (K.BANK_CARD, "转到{}", "6222 0212 3456 7890 128", "6222 02** **** 0128"),
    (K.BANK_CARD, "受害人账户：1、交通银行{}；2、…", "6222***0128", "6222 **** **** 0128"),
    (K.BANK_CARD, "嫌疑人的{}", "622202******0128", "6222 02** **** 0128"),
    (K.BANK_CARD, "嫌疑人的{}", "6222＊＊＊＊0128", "6222 **** **** 0128"),
    (K.BANK_CARD, "嫌疑人的{}", "6222xxxx0128", "6222 **** **** 0128"),
    (K.BANK_CARD, "卡号：{}", "6222021234567890120", "6222 02** **** 0120"),
    (K.BANK_CARD, "对公账户 {}", "14050162370800000123", "1405 01** **** 0123"),
    (K.PLATE, "驾驶{}离开", "晋A12345", "晋A***45"),
    (K.PLATE, "驾驶{}离开", "晋A·D12345", "晋A****45"),
    (K.PLATE, "驾驶{}离开", "粤b 12345", "粤B***45"),
    (K.WECHAT, "微信号：{}", "abc_12345", "ab****45"),
    (K.WECHAT, "加v {} 领取", "happy2023", "ha****23"),
    (K.WECHAT, "备注是{}", "wxid_a1b2c3d4e5f6g7", "wx****g7"),
    (K.QQ, "对方QQ：{}", "2846193375", "28****75"),
    (K.QQ, "加扣扣{}聊", "12345678", "12****78"),
    (K.EMAIL, "发到{}。", "zhangwei@163.com", "zh****ei@163.com"),
    (K.EMAIL, "发到{}。", "li.na＠qq.com", "l****a@qq.com"),
    (K.ADDRESS, "家住{}。", "太原市小店区平阳路88号3栋2单元501室", "太原市小店区平阳路***"),
    (K.ADDRESS, "家住{}。", "平阳路八十八号", "平阳路***"),
    (K.ADDRESS, "家住{}。", "紫荆花园3-2-501", "紫荆花园***"),
    (K.ADDRESS, "家住{}。", "府西街45号国际大厦1203", "府西街***"),
    (K.ADDRESS, "家住{}。", "李家村3组12号", "李家村***"),
    (K.NAME, "民警{}立即赶到", "张伟", "张*"),
    (K.NAME, "{}女士接到电话", "李秀英", "李*"),
    (K.NAME, "客户{}来我行", "王建国", "王*"),
    (K.NAME, "受害人：{}，女", "赵丽", "赵*"),
    (K.NAME, "昨天{}去银行取款", "张建国", "张*"),
    (K.NAME, "户名：{}", "欧阳娜娜", "欧阳*"),
    (K.NAME, "户 名：{}", "张 伟", "张*"),
    (K.NAME, "受害人{}報警", "陳麗華", "陳*"),
    (K.NAME, "嫌疑人{}已到案", "阿不都·热合曼", "阿*"),
    (K.NAME, "持卡人：{}", "ZHANG WEI", "Z*"),
    (K.NAME, "姓名：{}，男", "高峰", "高*"),
]


@pytest.mark.parametrize(("kind", "sentence", "value", "shown"), WRITTEN, ids=str)
def test_a_value_is_found_where_it_stands_and_shown_masked(kind, sentence, value, shown):
    text = sentence.format(value)
    (found,) = findings(text)
    assert (found.kind, text[found.start : found.end]) == (kind, value)
    # A surname stays as it was written; so a name in traditional characters keeps them.
    assert masked(text) == sentence.format(shown if kind is not K.NAME else value[: len(shown) - 1] + "*")


def test_every_kind_is_among_them():
    assert {kind for kind, *_ in WRITTEN} == set(K)


def test_a_row_of_a_table_is_taken_apart():
    row = "张伟\t13812345678\t360426199101010071\t6222021234567890128\t晋A12345"
    assert [one.kind for one in findings(row)] == [K.NAME, K.MOBILE, K.ID_CARD, K.BANK_CARD, K.PLATE]
    assert masked(row) == "张*\t138****5678\t360426********0071\t6222 02** **** 0128\t晋A***45"


def test_a_line_without_punctuation_is_taken_apart():
    line = "张伟手机13812345678微信同号住平阳路88号卡号是6222021234567890128建行的"
    assert masked(line) == "张*手机138****5678微信同号住平阳路***卡号是6222 02** **** 0128建行的"


def test_who_is_named_once_is_known_wherever_the_name_stands_again():
    assert masked("民警席春海赶到。席春海冲进屋内。") == "民警席*赶到。席*冲进屋内。"


def test_the_pieces_are_the_text_and_say_what_each_is():
    text = "客户王建国，电话13812345678。"
    cut = pieces(text)
    assert "".join(piece.text for piece in cut) == text
    assert [(piece.text, piece.kind) for piece in cut if piece.kind] == [("王建国", K.NAME), ("13812345678", K.MOBILE)]
    assert pieces("") == ()


NUMBERS = {
    "13800138000": "138****8000",
    "138-0013-8000": "138****8000",
    "139 0013 9000": "139****9000",
    "+86 139 0013 9000": "139****9000",
    "0351-7223344": "0351-****3344",
    "(010)66123456": "010-****3456",
    "11010119900307803X": "110101********803X",
    "6222021234567890128": "6222 02** **** 0128",
    "6222***0128": "6222 **** **** 0128",
}


@pytest.mark.parametrize("sign", ["，", ",", "、", "；", "/", " 和", "\n", "，另有"])
@pytest.mark.parametrize("first", NUMBERS)
@pytest.mark.parametrize("second", NUMBERS)
def test_in_a_list_every_number_is_found(first, second, sign):
    assert masked(f"联系电话：{first}{sign}{second}。") == f"联系电话：{NUMBERS[first]}{sign}{NUMBERS[second]}。"


def test_further_landlines_of_a_list_are_found_without_their_area_code():
    assert masked("座机0351-7654321、7654322，7654323") == "座机0351-****4321、****4322，****4323"


@pytest.mark.parametrize("hidden", ["\u200b", "\u180e", "\u202f", "\u2063", "\ufe0f", "\u00ad", "\ufeff"])
def test_what_is_not_seen_hides_no_number(hidden):
    assert masked(f"手机138{hidden}0013{hidden}8000") == "手机138****8000"


@pytest.mark.parametrize("behind", ["元", "元旦前", "，138", "，5000元"])
def test_a_mobile_number_is_one_whatever_follows(behind):
    assert masked(f"手机13800138000{behind}") == f"手机138****8000{behind}"


@pytest.mark.parametrize("word", ["成功止付", "黄金邮寄", "白天来电", "万幸止付"])
def test_behind_a_number_and_a_comma_a_sentence_goes_on(word):
    assert masked(f"卡号6222021234567890128，{word}") == f"卡号6222 02** **** 0128，{word}"


def test_a_card_that_a_space_has_parted_anywhere_is_one_where_a_word_says_so():
    assert masked("账号62220212345678 90128") == "账号6222 02** **** 0128"
    assert masked("身份证110101 1990 **** 803X") == "身份证110101********803X"
