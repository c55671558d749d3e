"""What Chinese names are made of, and the ordinary words that only begin like one: 高速, 金额, 黄金, 于是."""

from collections import defaultdict
from functools import cache

from .wordlists import characters, phrases, words

PLAIN = characters("names", "plain")
OPEN = characters("names", "open")
RARE = characters("names", "rare") - PLAIN - OPEN
SURNAMES = PLAIN | OPEN | RARE
COMPOUND = frozenset(words("names", "compound"))
NEVER_GIVEN = characters("names", "never")
SELDOM = frozenset(bytes((row, cell)).decode("gb2312") for row in range(0xD8, 0xF8) for cell in range(0xA1, 0xFF))
"""The second half of GB 2312, ordered by radical: what is seldom written but in names."""
USUAL = (characters("names", "usual") | SELDOM) - NEVER_GIVEN
ONLY_GIVEN = characters("names", "only")
NEVER_LAST = characters("names", "never-last")
PAIRED = USUAL | characters("names", "paired")
GIVEN = (PAIRED | characters("names", "given")) - NEVER_GIVEN
LONGER = frozenset(words("ordinary", "longer"))
ALSO_NAMES = frozenset(words("ordinary", "names-too"))
NO_GIVEN = frozenset(words("ordinary", "no-given"))
SECOND: defaultdict[str, set[str]] = defaultdict(set)
for _line in words("ordinary", "second"):
    SECOND[_line[0]].update(_line[1:])


@cache
def _phrases() -> frozenset[str]:
    """Those that begin as a name could."""
    return phrases(SURNAMES | {surname[0] for surname in COMPOUND})


def is_han(character: str) -> bool:
    """Whether it is a Chinese character; nothing at all is none."""
    return "\u4e00" <= character <= "\u9fff"


def may_be_given(character: str) -> bool:
    return is_han(character) and character not in NEVER_GIVEN


def is_ordinary(text: str, start: int) -> bool:
    """Whether the text goes on at `start` with an ordinary word and not with a name."""
    if text[start + 1 : start + 2] in SECOND.get(text[start], ()) or text[start : start + 2] in _phrases():
        return True
    return is_phrase(text, start)


def is_also_name(said: str) -> bool:
    """Whether people bear this word as their name: 黄河, 路遥."""
    return said in ALSO_NAMES


def is_phrase(text: str, start: int) -> bool:
    """Whether a word or a saying of three or four characters stands at `start`."""
    return any(text[start : start + size] in words_known for size in (3, 4) for words_known in (LONGER, _phrases()))
