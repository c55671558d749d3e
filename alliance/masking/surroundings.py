"""The words around a name that tell it is one: who bears it, what is said of them, and where no name can be."""

import re
from enum import IntEnum

from .found import TAKEN
from .surnames import is_han
from .wordlists import any_of, characters, words

TITLE = re.compile(rf"(?:{any_of('around', 'titles')})(?!事务所)")
POLITE = re.compile("先生|女士|小姐|同[学志]|老[师人]|警[官察]|阿姨|大[爷妈娘姐哥叔]|[奶爷]{2}|所长|医生")
SHORT_TITLE = re.compile(
    r"某|总|工(?!商|行|作|程|人|业)|[哥姐叔姨伯婶嫂爷奶妈爸导局所队处科]|老(?!师|人|板|汉|年|家|婆|公|是)"
)
KIN = re.compile("[哥姐姨婶嫂爷奶妈爸]|叔(?!平|同|涵|敏|英|华)")
ALIAS = re.compile(r" ?[(\[] ?(?:均|系|皆)?(?:化名|匿名)")
FOLLOWING = re.compile(any_of("around", "following"))
ACTING = re.compile(
    rf"(?:{any_of('around', 'acting')})"
    r"|[(,] ?(?:男|女|\d{1,3}岁|[12]\d{3}年|[\u4e00-\u9fff]{1,2}族|在逃|另案|已判|绰号|外号|身高|身份证)|\(\x00"
)
SIGNS = characters("around", "signs")
_LABELS = any_of("around", "labels").replace("姓名", "姓 *名").replace("户名", "户 *名")
LABEL = re.compile(rf"(?:{_LABELS})(?: *[:=|\t] *| {{1,4}}|(?:为|是|叫) ?)[(\"“]?\Z", re.IGNORECASE)
ROLE = re.compile(rf"(?:{any_of('around', 'roles')})(?:\([^()]{{0,6}}\))?[ \"“]?\Z")
LEADING = characters("around", "leading")
LOOK_BACK = 16
LISTING = "、和与及跟"
QUOTES = {'"': '"', "“": "”", "‘": "’", "「": "」", "《": "》"}
INSIDE = {word[-1]: word[:-1] for word in words("around", "inside")}
"""Behind these a character is part of another word: 扩张, 行李, 国王."""
NOT_BEHIND = re.compile(
    rf"{any_of('around', 'not-behind')}|市(?!民)|报(?![警案称名请告道给销送])|[山寺](?!东|西)"
    r"|站(?![在起着出到了住])|路(?![过上遇])|[大中小]学(?!毕业|[生时老同])|\*"
)
"""What stands behind the name of a place or a company, not of a person."""


def is_followed(text: str, end: int) -> bool:
    """Whether the text goes on behind a name as it would: it ends, is parted, or somebody does something."""
    after = text[end : end + 1]
    if not is_han(after):
        return after not in {"*", "·"}
    return after in SIGNS or FOLLOWING.match(text, end) is not None


class Hint(IntEnum):
    """How strongly the words before say that a name begins."""

    NOTHING, OPEN, ROLE, LISTED, LABEL = range(5)


def hint_at(text: str, start: int) -> Hint:
    before = text[max(0, start - LOOK_BACK) : start]
    if LABEL.search(before):
        return Hint.LABEL
    if ROLE.search(before):
        return Hint.ROLE
    last = before[-1:]
    open_here = not last or last in LEADING or not (is_han(last) or last.isdigit())
    return Hint.OPEN if open_here else Hint.NOTHING


def is_inside_word(text: str, start: int) -> bool:
    """Whether the family name ends another word: 扩张, 行李, 支付."""
    return start > 0 and text[start - 1] in INSIDE.get(text[start], "")


def is_beside_number(text: str, start: int, end: int) -> bool:
    """Whether a number of a person stands at the name, with at most a sign between."""
    around = text[max(0, start - 2) : start] + "|" + text[end : end + 3].split("\n", maxsplit=1)[0]
    return TAKEN in around


def is_signed(text: str, start: int, end: int) -> bool:
    """Whether a line of a chat begins with it (王丽：在吗), or it is called upon there: @王丽."""
    before = text[start - 1 : start] if start else "\n"
    return before == "@" or (before in {"\n", "\t"} and text[end : end + 1] == ":")


def is_quoted(text: str, start: int, end: int) -> bool:
    return start > 0 and QUOTES.get(text[start - 1]) == text[end : end + 1]
