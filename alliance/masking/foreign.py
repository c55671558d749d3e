"""Names of other languages: with a dot (阿不都·热合曼), without one (斯琴高娃), and in Latin letters (ZHANG WEI)."""

import re
from collections.abc import Iterator

from . import masks
from .found import Finding
from .kinds import PersonalKind
from .surroundings import Hint, hint_at, is_followed
from .wordlists import any_of, characters

_PART = f"[{''.join(sorted(characters('names', 'transcribed')))}]"
WITH_DOT = re.compile(rf"{_PART}{{2,8}}(?:(?:[·•]{_PART}{{1,8}}){{1,3}}|\.{_PART}{{2,8}})")
WITHOUT = re.compile(rf"{_PART}{{0,5}}?(?:{any_of('names', 'cores')}){_PART}{{0,4}}")
ELSE = re.compile(any_of("names", "foreign"))
CORE = re.compile(any_of("names", "cores"))
LONGEST = 8

LATIN_LABEL = re.compile(
    r"(?:(?:姓 *名|户 *名|[卡款件有系]人|账户名称?|开户名称?)"
    r"(?:为|是)? ?[:= ] ?|(?i:name|holder|beneficiary|payee) ?[:=] ?)[\"“]?"
)
LATIN = re.compile(r"[A-Z][A-Za-z]{1,11}(?:,? [A-Z][A-Za-z]{1,13}|,[A-Z][A-Za-z]{1,13}){1,2}(?![A-Za-z])")
_SYLLABLE = (
    r"(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?"
    r"(?:[iu]?(?:ang|an|a|eng|en|e)|ai|ao|iao|uai|ei|ou|ong|iong|ing|in|iu|i|ui|un|uo|u|ve|v|o|er)"
)
_FAMILY = any_of("names", "latin")
PINYIN = re.compile(
    rf"(?<![A-Za-z])(?:(?:{_FAMILY}),? (?=[A-Z])(?i:{_SYLLABLE}(?:-?{_SYLLABLE})?)"
    rf"|(?:{_FAMILY.upper()}),? (?=[A-Z]+(?![a-z]))(?i:{_SYLLABLE}(?:[- ]?{_SYLLABLE})?))(?![A-Za-z])"
)


def foreign_names(text: str) -> Iterator[Finding]:
    """In no order, and some over another."""
    for match in WITH_DOT.finditer(text):
        yield _whole(match.start(), match.end(), text)
    for match in WITHOUT.finditer(text):
        yield from _without_dot(text, match)
    for label in LATIN_LABEL.finditer(text):
        written = LATIN.match(text, label.end())
        if written:
            yield _whole(written.start(), written.end(), text)
    for match in PINYIN.finditer(text):
        yield _whole(match.start(), match.end(), text)


def _whole(start: int, end: int, text: str) -> Finding:
    return Finding(start, end, PersonalKind.NAME, masks.name(text[start]))


def _without_dot(text: str, match: re.Match[str]) -> Iterator[Finding]:
    """The longest stretch that begins where a name may and ends as one does; two characters only behind a role."""
    if ELSE.search(match.group()) or text[match.end() : match.end() + 1] in {"*", "某"}:
        return
    for start in range(match.start(), match.end() - 1):
        hint = hint_at(text, start)
        if hint is Hint.NOTHING or not CORE.search(text, start, match.end()):
            continue
        for end in range(min(match.end(), start + LONGEST), start + (1 if hint >= Hint.ROLE else 2), -1):
            if CORE.search(text, start, end) and is_followed(text, end):
                yield _whole(start, end, text)
                return
