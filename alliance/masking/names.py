"""Personal names: by a title, a role, a label or a person's number, in a list, or as who does something.

A name is a family name and one or two characters of a given name. Who is anonymous already (刘先生, 王某, 张某某,
韩某菊, 小陈, 黄先生（化名）) has none here. Who is named once in a text is known wherever the name stands again.
"""

import re
from collections.abc import Iterator, Sequence

from . import masks
from .foreign import foreign_names
from .found import Finding, apart, without
from .kinds import PersonalKind
from .likely import is_torn, likely_names
from .surnames import COMPOUND, PAIRED, PLAIN, SURNAMES, USUAL, is_han, is_ordinary, may_be_given
from .surroundings import ALIAS, FOLLOWING, LEADING, LISTING, TITLE, Hint, hint_at, is_followed
from .weighing import Reading, is_name

SURNAME = re.compile("|".join([*sorted(COMPOUND), f"[{''.join(sorted(SURNAMES))}]"]))
HIDDEN = frozenset("某*xX×Ｘ○")
NOT_BEFORE = frozenset("*某小老阿")
_HAN = "[\u4e00-\u9fff]"
SPACED = re.compile(
    rf"([ \t]{{1,3}}){_HAN}\1[{''.join(sorted(USUAL))}](?!{_HAN}|[ \t]{_HAN}(?!{_HAN}))|[ \t]{{1,2}}{_HAN}(?!{_HAN})"
)
"""The given name of one that is set apart: 王 建 国, 李 娜."""
MOSTLY_LEADS = frozenset("向和从由应随与对")
"""Where it might be a family name, it more often leads to another's."""
ASIDE_LONGEST = 30


def names(text: str) -> Iterator[Finding]:
    """Names in the plain `text`, from which other findings are already taken. Who is named once is known again."""
    told = [one for one in _told_names(text) if not is_torn(text, one)]
    first = apart([*told, *_listed_before(text, told), *foreign_names(text)])
    first += likely_names(without(text, first))
    again = {one.start: one for one in _known_again(text, {text[one.start : one.end] for one in first})}
    for one in first:
        other = again.pop(one.start, one)
        yield other if other.end > one.end else one
    yield from again.values()


def _told_names(text: str) -> Iterator[Finding]:
    """Names that their surroundings tell, in order, none over another."""
    end, last = 0, None
    for match in SURNAME.finditer(text):
        if match.start() < end:
            continue
        hint = _hint(text, match.start(), last)
        found = _han(text, match, hint)
        if found and not _only_leads(text, found, hint):
            yield found
            end = found.end
            last = found if _is_sure(text, match, found, hint) else None


def _is_sure(text: str, surname: re.Match[str], found: Finding, hint: Hint) -> bool:
    """Whether others in a list with it are names because it is one."""
    read = Reading(text, found.start, surname.end(), found.end, hint)
    return read.told or (read.pair and read.usual)


def _hint(text: str, start: int, last: Finding | None) -> Hint:
    hint = hint_at(text, start)
    if last and hint < Hint.LABEL and text[start - 1] in LISTING:
        end, between = last.end, text[last.end : min(start, last.end + ASIDE_LONGEST + 2)]
        aside = (between.startswith("(") and between.endswith((")、", ")和"))) or TITLE.fullmatch(
            between[:-1]
        ) is not None
        if aside or start - end == 1 or between == "以及":
            return Hint.LISTED
    return hint


def _only_leads(text: str, found: Finding, hint: Hint) -> bool:
    """Whether its first character only leads to a name that begins behind it: 向王建国转账."""
    first = text[found.start]
    if hint > Hint.OPEN or first not in LEADING or first in PLAIN:
        return False
    match = SURNAME.match(text, found.start + 1)
    inner = _han(text, match, Hint.OPEN) if match else None
    if match is None or inner is None or inner.end < found.end:
        return False
    return first in MOSTLY_LEADS or text[inner.start] in PLAIN or not _goes_on(text, found.end)


def _listed_before(text: str, told: Sequence[Finding]) -> Iterator[Finding]:
    """Names in front of others in a list: 郝好、任性、施恩三人."""
    taken = {one.end for one in told}
    for one in told:
        start = one.start
        while start > 2 and text[start - 1] in LISTING and start - 1 not in taken:
            found = _ending(text, start - 1)
            if found is None:
                break
            yield found
            start = found.start


def _ending(text: str, end: int) -> Finding | None:
    for start in range(max(0, end - 4), end - 1):
        match = SURNAME.match(text, start)
        if not match or not 1 <= end - match.end() <= 2 or hint_at(text, start) is Hint.NOTHING:
            continue
        given = match.end()
        fits = all(may_be_given(character) for character in text[given:end])
        if (
            fits
            and text[start - 1 : start] not in NOT_BEFORE
            and is_name(Reading(text, start, given, end, Hint.LISTED))
        ):
            return Finding(start, end, PersonalKind.NAME, masks.name(match.group()))
    return None


def _known_again(text: str, known: set[str]) -> Iterator[Finding]:
    """Further places of names that the text has told elsewhere: 席春海冲进屋内."""
    for match in SURNAME.finditer(text):
        start = match.start()
        said = next((text[start : start + size] for size in (4, 3, 2) if text[start : start + size] in known), None)
        whole = said is not None and (len(said) > 2 or not is_ordinary(text, start))
        if said and whole and text[start + len(said) : start + len(said) + 1] != "*" and text[start - 1 : start] != "*":
            yield Finding(start, start + len(said), PersonalKind.NAME, masks.name(match.group()))


def _han(text: str, surname: re.Match[str], hint: Hint) -> Finding | None:
    start, given = surname.span()
    space = SPACED.match(text, given) if hint >= Hint.ROLE else None
    end = space.end() if space else _end(text, start, given, hint)
    if not end or ALIAS.match(text, end) or text[end : end + 1] in HIDDEN or text[start - 1 : start] in NOT_BEFORE:
        return None
    return Finding(start, end, PersonalKind.NAME, masks.name(surname.group()))


def _end(text: str, start: int, given: int, hint: Hint) -> int | None:
    """Where the name ends whose given name begins at `given`; None where there is no name."""
    return next((end for end in _ends(text, given) if is_name(Reading(text, start, given, end, hint))), None)


def _ends(text: str, given: int) -> Sequence[int]:
    """Behind one or two characters, that end first behind which the text goes on better; of equals, the longer name."""
    if not may_be_given(text[given : given + 1]) or TITLE.match(text, given) or text[given] in HIDDEN:
        return ()
    if not may_be_given(text[given + 1 : given + 2]):
        return (given + 1,)
    shorter, longer = _goes_on(text, given + 1), _goes_on(text, given + 2)
    if shorter > longer or (shorter == longer and text[given + 1] not in PAIRED):
        return (given + 1, given + 2)
    return (given + 2, given + 1)


def _goes_on(text: str, end: int) -> int:
    """How well the text goes on behind a name: 0 not at all, 1 with a sign that might belong to it, 2 clearly."""
    if TITLE.match(text, end) or FOLLOWING.match(text, end) or not is_han(text[end : end + 1]):
        return 2
    return int(is_followed(text, end))
