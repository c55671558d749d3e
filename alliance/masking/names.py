"""Personal names: beside a title or a role, behind a label, beside a person's number, or as who does something.

A name is a family name and one or two characters of a given name. Who is anonymous already (刘先生, 王某, 张某某,
韩某菊, 小陈, 黄先生（化名）) has none here. Who is named once in a text is known wherever the name stands again.
"""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum

from . import masks
from .found import TAKEN, Finding
from .kinds import PersonalKind
from .surnames import (
    COMPOUND,
    GIVEN,
    PLAIN,
    RARE,
    SURNAMES,
    TRANSCRIBED,
    USUAL,
    is_han,
    is_ordinary,
    is_phrase,
    may_be_given,
)
from .surroundings import (
    ALIAS,
    FOLLOWING,
    INSIDE,
    LABEL,
    LEADING,
    NOT_BEHIND,
    ROLE,
    SHORT_TITLE,
    TITLE,
    is_followed,
)

LOOK_BACK = 16
SURNAME = re.compile("|".join([*sorted(COMPOUND), f"[{''.join(sorted(SURNAMES))}]"]))
HIDDEN = frozenset("某*xX×Ｘ○")
_PART = f"[{''.join(sorted(TRANSCRIBED))}]"
IN_PARTS = re.compile(rf"{_PART}{{2,8}}(?:[·•]{_PART}{{1,8}}){{1,3}}")
SPACED = re.compile(r"[ \t]{1,2}(?=[\u4e00-\u9fff](?![\u4e00-\u9fff]))")
LATIN_LABEL = re.compile(r"(?:姓 *名|户 *名|持卡人|收款人|name) ?[:=] ?", re.IGNORECASE)
LATIN = re.compile(r"[A-Za-z]{2,12}(?:[ ,][A-Za-z]{2,14}){1,2}(?![A-Za-z])")


class Hint(IntEnum):
    """How strongly the words before say that a name begins."""

    NOTHING, OPEN, ROLE, LABEL = range(4)


def names(text: str) -> Iterator[Finding]:
    """Names in the plain `text`, from which other findings are already taken. Who is named once is known again."""
    first = [*_told_names(text), *_latin(text)]
    yield from first
    known = {text[one.start : one.end] for one in first}
    if known:
        starts = {one.start for one in first}
        yield from (again for again in _known_again(text, known) if again.start not in starts)


def _told_names(text: str) -> Iterator[Finding]:
    """Names that their surroundings tell, in order, none over another."""
    end = 0
    for match in sorted([*SURNAME.finditer(text), *IN_PARTS.finditer(text)], key=lambda one: (one.start(), -one.end())):
        if match.start() < end:
            continue
        found = _whole(match) if "·" in match.group() or "•" in match.group() else _han(text, match)
        if found:
            yield found
            end = found.end


def _whole(match: re.Match[str]) -> Finding:
    return Finding(match.start(), match.end(), PersonalKind.NAME, masks.name(match.group()[0]))


def _known_again(text: str, known: set[str]) -> Iterator[Finding]:
    """Further places of names that the text has told elsewhere: 席春海冲进屋内."""
    for match in SURNAME.finditer(text):
        start = match.start()
        said = next((text[start : start + size] for size in (4, 3, 2) if text[start : start + size] in known), None)
        whole = said is not None and (len(said) > 2 or not is_ordinary(text, start))
        if said and whole and text[start + len(said) : start + len(said) + 1] != "*" and text[start - 1 : start] != "*":
            yield Finding(start, start + len(said), PersonalKind.NAME, masks.name(match.group()))


def _han(text: str, surname: re.Match[str]) -> Finding | None:
    start, given = surname.span()
    hint = _hint(text, start)
    space = SPACED.match(text, given) if hint is Hint.LABEL else None
    end = space.end() + 1 if space else _end(text, start, given, hint)
    if (
        not end
        or ALIAS.match(text, end)
        or text[end : end + 1] in HIDDEN
        or text[start - 1 : start] in {"*", "某", "小", "老", "阿"}
    ):
        return None
    return Finding(start, end, PersonalKind.NAME, masks.name(surname.group()))


def _hint(text: str, start: int) -> Hint:
    before = text[max(0, start - LOOK_BACK) : start]
    if LABEL.search(before):
        return Hint.LABEL
    if ROLE.search(before):
        return Hint.ROLE
    last = before[-1:]
    open_here = not last or last in LEADING or not (is_han(last) or last.isdigit())
    return Hint.OPEN if open_here else Hint.NOTHING


def _is_inside_word(text: str, start: int) -> bool:
    """Whether the family name ends another word: 扩张, 行李, 支付."""
    return start > 0 and text[start - 1] in INSIDE.get(text[start], "")


def _end(text: str, start: int, given: int, hint: Hint) -> int | None:
    """Where the name ends whose given name begins at `given`; None where there is no name."""
    for end in _ends(text, given):
        if _is_name(text, start, given, end, hint):
            return end
    return None


def _ends(text: str, given: int) -> Sequence[int]:
    """Behind one or two characters, that end first behind which the text goes on better; of equals, the longer name."""
    if not may_be_given(text[given : given + 1]) or TITLE.match(text, given) or text[given] in HIDDEN:
        return ()
    if not may_be_given(text[given + 1 : given + 2]):
        return (given + 1,)
    shorter, longer = _goes_on(text, given + 1), _goes_on(text, given + 2)
    if shorter > longer or (shorter == longer and text[given + 1] not in GIVEN):
        return (given + 1, given + 2)
    return (given + 2, given + 1)


def _goes_on(text: str, end: int) -> int:
    """How well the text goes on behind a name: 0 not at all, 1 with a sign that might belong to it, 2 clearly."""
    if TITLE.match(text, end) or FOLLOWING.match(text, end) or not is_han(text[end : end + 1]):
        return 2
    return int(is_followed(text, end))


def _is_name(text: str, start: int, given: int, end: int, hint: Hint) -> bool:
    """Weigh what stands before, in, and behind a name; the fewer signs there are, the more each must say."""
    if (SHORT_TITLE.match(text, given) and end - given == 1) or _reads_as_word(text, start, given, end, hint):
        return False
    if TITLE.match(text, end):
        return _fits_title(text, start, given, end, hint)
    if hint is Hint.LABEL:
        return set(text[given:end]) <= GIVEN or is_followed(text, end)
    if NOT_BEHIND.match(text, end) or (hint < Hint.ROLE and _is_inside_word(text, start)):
        return False
    return _does_something(text, start, given, end, hint)


def _does_something(text: str, start: int, given: int, end: int, hint: Hint) -> bool:
    """Whether it reads as a name in a sentence, where no title and no label says that it is one."""
    characters, followed = set(text[given:end]), is_followed(text, end)
    plain = text[start] in PLAIN or given - start == 2
    if hint is Hint.ROLE or _beside_number(text, start, end):
        return (plain or characters <= GIVEN) and (followed or end - given == 2)
    sure = plain and characters <= USUAL and end - given == 2
    if hint is Hint.OPEN and text[start] not in RARE:
        return characters <= (GIVEN if plain else USUAL) and (followed or sure)
    return sure and followed


def _reads_as_word(text: str, start: int, given: int, end: int, hint: Hint) -> bool:
    """Whether it begins like an ordinary word, and nothing else says that it is a name: 姓名：高峰, 高成龙到案."""
    if not is_ordinary(text, start) or given - start == 2:
        return False
    named = hint is Hint.LABEL and is_followed(text, end) and not FOLLOWING.match(text, end)
    whole = end - given == 2 and set(text[given:end]) <= USUAL and is_followed(text, end) and hint > Hint.NOTHING
    titled = TITLE.match(text, end) is not None and hint > Hint.NOTHING and set(text[given:end]) <= USUAL
    return not (named or titled or (whole and not is_phrase(text, start)))


def _fits_title(text: str, start: int, given: int, end: int, hint: Hint) -> bool:
    """Before a title stands a whole name, or only a family name at the end of other words: 李秀英女士, 益阳张女士."""
    if text[end - 1] in SURNAMES and hint < Hint.ROLE and end - given == 1:
        begins = text[start] in PLAIN or not is_han(text[start - 1 : start])
        return hint is Hint.OPEN and begins and text[end - 1] in USUAL
    if end - given == 1:
        return hint > Hint.NOTHING
    likely = set(text[given:end]) <= GIVEN
    return likely or hint > Hint.OPEN


def _beside_number(text: str, start: int, end: int) -> bool:
    """Whether a number of a person stands at the name, with at most a sign between."""
    around = text[max(0, start - 2) : start] + "|" + text[end : end + 3].split("\n", maxsplit=1)[0]
    return TAKEN in around


def _latin(text: str) -> Iterator[Finding]:
    """Names in Latin letters, as on a card, behind a label: 持卡人：ZHANG WEI."""
    for label in LATIN_LABEL.finditer(text):
        match = LATIN.match(text, label.end())
        if match:
            yield _whole(match)
