"""Whether a stretch of a text reads as a name: what stands before, in, and behind it is weighed."""

from dataclasses import dataclass

from .found import TAKEN
from .surnames import (
    GIVEN,
    NEVER_LAST,
    NO_GIVEN,
    ONLY_GIVEN,
    PAIRED,
    PLAIN,
    RARE,
    SURNAMES,
    USUAL,
    is_also_name,
    is_han,
    is_ordinary,
    is_phrase,
)
from .surroundings import (
    ACTING,
    FOLLOWING,
    KIN,
    NOT_BEHIND,
    POLITE,
    SHORT_TITLE,
    TITLE,
    Hint,
    is_beside_number,
    is_followed,
    is_inside_word,
    is_quoted,
    is_signed,
)

PAUSES = frozenset(",;。")
"""Behind these a sentence may go on with any word: (a card number), 成功止付."""
LIST_GOES_ON = frozenset("、和与及等均")


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of a text read as a name: the family name from `start`, the given name from `given` to `end`."""

    text: str
    start: int
    given: int
    end: int
    hint: Hint

    @property
    def characters(self) -> frozenset[str]:
        return frozenset(self.text[self.given : self.end])

    @property
    def compound(self) -> bool:
        return self.given - self.start == 2

    @property
    def pair(self) -> bool:
        """Whether the given name has two characters."""
        return self.end - self.given == 2

    @property
    def plain(self) -> bool:
        return self.compound or self.text[self.start] in PLAIN or (not self.rare and self.characters <= ONLY_GIVEN)

    @property
    def rare(self) -> bool:
        return not self.compound and self.text[self.start] in RARE

    @property
    def usual(self) -> bool:
        """Whether given names are usually so. Of some characters that is only true beside another: 正红."""
        if self.pair:
            if self.text[self.end - 1] in NEVER_LAST:
                return False
            twice = len(self.characters) == 1
            return self.characters <= (GIVEN if twice else PAIRED) and (twice or bool(self.characters & USUAL))
        return self.characters <= USUAL

    @property
    def followed(self) -> bool:
        return is_followed(self.text, self.end) or self._acting

    @property
    def told(self) -> bool:
        """Whether something says clearly that it is a name, be it before or behind it."""
        acts = self.hint is Hint.OPEN and self._acting
        return self.hint >= Hint.ROLE or acts or self._beside_number or is_signed(self.text, self.start, self.end)

    @property
    def told_twice(self) -> bool:
        """Whether so much says that it is a name that even an ordinary word is one: 教导员黄河说."""
        if is_also_name(self.text[self.start : self.end]):
            listed = self.hint is Hint.LISTED and self.text[self.end : self.end + 1] in LIST_GOES_ON
            return self.told and (self.followed or listed)
        if self._beside_number and self.text[self.end : self.end + 1] != TAKEN:
            return self.followed and self.text[self.start - 1 : self.start] not in PAUSES
        acts = self._acting or is_quoted(self.text, self.start, self.end)
        return acts and self.hint >= Hint.ROLE

    @property
    def _acting(self) -> bool:
        return ACTING.match(self.text, self.end) is not None

    @property
    def _beside_number(self) -> bool:
        return is_beside_number(self.text, self.start, self.end)


def is_name(r: Reading) -> bool:
    """The fewer signs there are, the more each must say."""
    if (
        (SHORT_TITLE.match(r.text, r.given) and not r.pair)
        or (r.pair and KIN.match(r.text, r.given))
        or _reads_as_word(r)
    ):
        return False
    inside = r.hint < Hint.ROLE and is_inside_word(r.text, r.start)
    if TITLE.match(r.text, r.end):
        return not inside and _fits_title(r)
    if r.hint is Hint.LABEL:
        return r.characters <= GIVEN or r.followed
    if NOT_BEHIND.match(r.text, r.end) or inside:
        return False
    return _reads_as_name(r)


def _reads_as_name(r: Reading) -> bool:
    """Whether it reads as a name in a sentence, where no title and no label says that it is one."""
    if r.told:
        return (r.plain or r.characters <= GIVEN) and (r.followed or r.pair)
    if not r.plain and r.text[r.given : r.end] in NO_GIVEN:
        return False
    if r.hint is Hint.NOTHING:
        return r.pair and r.usual and r.followed and (r.plain or (r.characters <= USUAL and not r.rare))
    if r.rare:
        return r.pair and r.usual and r.followed
    return _stands_open(r)


def _stands_open(r: Reading) -> bool:
    """Whether it is a name where one may begin, and the family name is no seldom one."""
    if r.followed:
        return r.usual or (r.plain and r.characters <= GIVEN)
    if r.pair or r.compound:
        return r.usual and (r.plain or r.characters <= USUAL)
    return r.plain and r.usual and r.text[r.end] not in PAIRED


def _reads_as_word(r: Reading) -> bool:
    """Whether it begins like an ordinary word, and nothing else says that it is a name: 姓名：高峰, 高成龙到案."""
    if r.compound:
        return is_phrase(r.text, r.start)
    if not is_ordinary(r.text, r.start):
        return False
    labelled = r.hint is Hint.LABEL and r.text[r.start - 1] not in "是为叫"
    if labelled and r.followed and not FOLLOWING.match(r.text, r.end):
        return False
    if is_also_name(r.text[r.start : r.end]) and r.told_twice:
        return False
    if r.hint is Hint.NOTHING or not r.usual:
        return True
    whole = r.pair and not is_phrase(r.text, r.start)
    titled = POLITE.match(r.text, r.end) or (r.pair and TITLE.match(r.text, r.end))
    return not (r.told_twice or titled or (whole and r.followed))


def _fits_title(r: Reading) -> bool:
    """Before a title stands a whole name, or only a family name at the end of other words: 李秀英女士, 益阳张女士."""
    if r.text[r.end - 1] in SURNAMES and r.hint < Hint.ROLE and not r.pair:
        begins = r.plain or not is_han(r.text[r.start - 1 : r.start])
        return r.hint is Hint.OPEN and begins and r.text[r.end - 1] in USUAL
    if not r.pair:
        return r.hint > (Hint.OPEN if r.rare else Hint.NOTHING)
    return r.characters <= GIVEN or r.hint in {Hint.ROLE, Hint.LABEL}
