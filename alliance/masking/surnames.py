"""What Chinese names are made of, and the ordinary words that only begin like one: 高速, 金额, 黄金, 于是."""

from collections import defaultdict

from .wordlists import characters, words

PLAIN = characters("names", "plain")
OPEN = characters("names", "open")
RARE = characters("names", "rare") - PLAIN - OPEN
SURNAMES = PLAIN | OPEN | RARE
COMPOUND = frozenset(words("names", "compound"))
USUAL = characters("names", "usual")
GIVEN = USUAL | characters("names", "given")
NEVER_GIVEN = characters("names", "never")
TRANSCRIBED = characters("names", "transcribed")
LONGER = frozenset(words("ordinary", "longer"))
SECOND: defaultdict[str, set[str]] = defaultdict(set)
for _line in words("ordinary", "second"):
    SECOND[_line[0]].update(_line[1:])


def is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def may_be_given(character: str) -> bool:
    return is_han(character) and character not in NEVER_GIVEN


def is_ordinary(text: str, start: int) -> bool:
    """Whether the text goes on at `start` with an ordinary word and not with a name."""
    return text[start + 1 : start + 2] in SECOND.get(text[start], ()) or any(
        text.startswith(word, start) for word in LONGER if word[0] == text[start]
    )
