"""How a Chinese name sounds: for sorting, and for finding it by the first letters (`jyh` for 甲银行)."""

from pypinyin import Style, lazy_pinyin

from .model import NAME_LENGTH, PINYIN_LENGTH, SHORT_NAME_LENGTH


def spelled(name: str) -> str:
    """The whole name in pinyin, lower case, without marks: it sorts as the name is read."""
    return " ".join(lazy_pinyin(name)).casefold()[:PINYIN_LENGTH]


def initials(*names: str) -> str:
    """The first letters of each name, one name after the other, separated by a space."""
    spelt = ("".join(lazy_pinyin(name, style=Style.FIRST_LETTER)) for name in names)
    return " ".join(spelt).casefold()[: NAME_LENGTH + SHORT_NAME_LENGTH + 1]
