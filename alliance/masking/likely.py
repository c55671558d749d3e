"""Names that nothing tells plainly: what their characters, the words around and the edges of words say is added up.

The second stage of the search. It looks at what the first has left, and each sign speaks with its points.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import masks
from .found import Finding
from .kinds import PersonalKind
from .signs import BORNE, LAST, POINTS, before_it, behind_it, joined, made_of, why
from .surnames import COMPOUND, NEVER_GIVEN, SURNAMES, is_han
from .surroundings import ALIAS, KIN, NOT_BEHIND, SHORT_TITLE, TITLE

ENOUGH = 0
"""So many points make a name."""
TORN, TORN_BUT_TOLD = -60, -120
"""With fewer points, what tears a word apart is no name; the second where a role or a label stands before it."""
MOST_BEFORE, MOST_BEHIND = POINTS["listed"], POINTS["ends"]
MOST_WORDS = POINTS["word before"] + POINTS["word behind"] + POINTS["borne"]
PLAINLY_LAST = 7
"""With so much before it, even what else is in no given name may be in one: 杨镇鹏."""
LONGER_BY = 25
"""So many points is each character worth where two overlap."""
PLACES = re.compile(
    rf"(?:{'|'.join(sorted(COMPOUND))}|(?<![*某小老阿])[{''.join(sorted(SURNAMES))}])(?=[\u4e00-\u9fff])"
)
HIDDEN = frozenset("某*xX×Ｘ○·")


@dataclass(frozen=True, slots=True)
class Likely:
    """A stretch that may be a name, and its points."""

    start: int
    given: int
    end: int
    points: int


def likely_names(text: str) -> Iterator[Finding]:
    """Of stretches that overlap the one with most points; `text` is plain, without what is found already."""
    taken: set[int] = set()
    for one in sorted(_likely(text), key=lambda one: (LONGER_BY * (one.start - one.end) - one.points, one.start)):
        span = range(one.start, one.end)
        if taken.isdisjoint(span):
            taken.update(span)
            yield Finding(one.start, one.end, PersonalKind.NAME, masks.name(text[one.start : one.given]))


def _likely(text: str) -> Iterator[Likely]:
    for match in PLACES.finditer(text):
        start, given = match.span()
        for end in _ends(text, given):
            points = _points(text, start, given, end)
            if points >= ENOUGH:
                yield Likely(start, given, end, points)


def _points(text: str, start: int, given: int, end: int) -> int:
    """The points of all signs. What takes longest is asked last, and only where it can still make a name."""
    points = sum(made_of(text, start, given, end).values())
    if points + MOST_WORDS + MOST_BEHIND + MOST_BEFORE < ENOUGH:
        return points
    points += sum(POINTS[sign] for sign in joined(text, start, given, end) if sign)
    if points + MOST_BEHIND + MOST_BEFORE < ENOUGH:
        return points
    points += POINTS.get(behind_it(text, end), 0)
    return points if points + MOST_BEFORE < ENOUGH else points + POINTS.get(before_it(text, start), 0)


def is_torn(text: str, found: Finding) -> bool:
    """Whether the first stage cut a name out of words, and hardly anything says that it is one: 能修|改, 向贵."""
    said = why(text, found.start, found.start + len(found.shown) - 1, found.end)
    points = sum(said.values())
    torn = any(sign.startswith("grown together") for sign in said)
    leads = any(sign.startswith("leads") for sign in said)
    if "role" in said:
        return (torn or leads) and points < TORN_BUT_TOLD
    return (torn and points < TORN) or (leads and points < ENOUGH)


def _ends(text: str, given: int) -> Iterator[int]:
    """Where a given name that begins at `given` may end."""
    if TITLE.match(text, given):
        return
    borne = text[given : given + 2] in BORNE or LAST.get(text[given + 1 : given + 2], 0) >= PLAINLY_LAST
    for end in (given + 1, given + 2):
        last, after = text[end - 1 : end], text[end : end + 1]
        if not is_han(last) or (last in NEVER_GIVEN and not borne) or last in HIDDEN:
            return
        short = end == given + 1 and SHORT_TITLE.match(text, given)
        kin = end == given + 2 and KIN.match(text, given)
        if not (short or kin or after in HIDDEN or ALIAS.match(text, end) or NOT_BEHIND.match(text, end)):
            yield end
