"""How a Chinese name sounds: for sorting, and for finding it by the first letters (`jyh` for 甲银行).

The dictionary takes a second to load and 60 MB to keep: only a process that admits or renames does either.
"""

from ..foundation.kernel.words import fold
from .model import NAME_LENGTH, PINYIN_LENGTH, SHORT_NAME_LENGTH


def spelled(name: str) -> str:
    """The whole name in pinyin, lower case, without marks: it sorts as the name is read."""
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(name)).casefold()[:PINYIN_LENGTH]


def initials(*names: str) -> str:
    """The first letters of each name, one name after the other, separated by a space."""
    from pypinyin import Style, lazy_pinyin

    spelt = ("".join(lazy_pinyin(name, style=Style.FIRST_LETTER)) for name in names)
    return " ".join(spelt).casefold()[: NAME_LENGTH + SHORT_NAME_LENGTH + 1]


def findable(name: str, short_name: str, uscc: str) -> str:
    """What an organisation is found by, folded: its names, how they sound, and its code, each on a line of its own."""
    words = (name, short_name, initials(name, short_name), spelled(name).replace(" ", ""), uscc)
    return "\n".join(dict.fromkeys(fold(word) for word in words))
