"""The words around a name that tell it is one: who bears it, what is said of them, and where no name can be."""

import re

from .surnames import is_han
from .wordlists import any_of, characters, words

TITLE = re.compile(any_of("around", "titles"))
SHORT_TITLE = re.compile(
    r"某|总|工(?!商|行|作|程|人|业)|[哥姐叔姨伯婶嫂爷奶妈爸导局所队处科]|老(?!师|人|板|汉|年|家|婆|公|是)"
)
ALIAS = re.compile(r" ?[(\[] ?(?:均|系|皆)?(?:化名|匿名)")
FOLLOWING = re.compile(any_of("around", "following"))
SIGNS = characters("around", "signs")
_LABELS = any_of("around", "labels").replace("姓名", "姓 *名").replace("户名", "户 *名")
LABEL = re.compile(rf"(?:{_LABELS})(?: *[:=|\t] *| {{1,4}}|(?:为|是|叫) ?)[(\"“]?\Z", re.IGNORECASE)
ROLE = re.compile(rf"(?:{any_of('around', 'roles')})(?:\([^()]{{0,6}}\))?[ \"“]?\Z")
LEADING = characters("around", "leading")
INSIDE = {word[-1]: word[:-1] for word in words("around", "inside")}
"""Behind these a character is part of another word: 扩张, 行李, 国王."""
NOT_BEHIND = re.compile(rf"{any_of('around', 'not-behind')}|市(?!民)|[山寺](?!东|西)|\*")
"""What stands behind the name of a place or a company, not of a person."""


def is_followed(text: str, end: int) -> bool:
    """Whether the text goes on behind a name as it would: it ends, is parted, or somebody does something."""
    after = text[end : end + 1]
    if not is_han(after):
        return after not in {"*", "·"}
    return after in SIGNS or FOLLOWING.match(text, end) is not None
