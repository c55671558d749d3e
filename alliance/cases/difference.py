"""What differs between two texts of a case: field by field, and in long texts piece by piece."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from .telling import CaseText

SENTENCE = re.compile(r"[^。！？；\n]+[。！？；\n]*|[。！？；\n]+")
LONG = frozenset({"story", "loopholes", "advice"})
COMPARED_MOST = 4_000_000
"""Parts of one text times parts of the other: beyond, what lies between their equal ends is shown as gone and new."""

PAIRS_MOST = 40_000
"""Pairs of equal parts, one of each text: the same sentence over and over takes cubic time to compare."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a long text. `how`: kept, gone or new."""

    text: str
    how: str


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs: what it said and says; `pieces` for a long text."""

    field: str
    before: Any
    after: Any
    pieces: Sequence[Piece] = ()


def between(before: CaseText, after: CaseText) -> list[Change]:
    """The fields that differ, in the order of the form."""
    return [
        _change(one.name, getattr(before, one.name), getattr(after, one.name))
        for one in fields(CaseText)
        if getattr(before, one.name) != getattr(after, one.name)
    ]


def _change(field: str, before: Any, after: Any) -> Change:
    return Change(field, before, after, pieces(before, after) if field in LONG else ())


def pieces(before: str, after: str) -> list[Piece]:
    """Both texts as one, sentence by sentence; within a sentence that changed, character by character."""
    found: list[Piece] = []
    for how, old, new in _compared(SENTENCE.findall(before), SENTENCE.findall(after)):
        found += _pieces(how, old, new) if how == "equal" else _within(old, new)
    return found


def _within(before: str, after: str) -> list[Piece]:
    return [piece for how, old, new in _compared(list(before), list(after)) for piece in _pieces(how, old, new)]


def _pieces(how: str, old: str, new: str) -> list[Piece]:
    if how == "equal":
        return [Piece(old, "kept")]
    return [Piece(text, mark) for text, mark in ((old, "gone"), (new, "new")) if text]


def _compared(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    """What is equal and what differs, in order, each with what it was and is. Equal ends are set aside first."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    if head:
        yield "equal", "".join(old[:head]), "".join(new[:head])
    if not _comparable(before, after):
        yield "replace", "".join(before), "".join(after)
    else:
        matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
        for how, a, b, c, d in matcher.get_opcodes():
            yield how, "".join(before[a:b]), "".join(after[c:d])
    if tail:
        yield "equal", "".join(old[len(old) - tail :]), "".join(new[len(new) - tail :])


def _comparable(old: list[str], new: list[str]) -> bool:
    if len(old) * len(new) > COMPARED_MOST:
        return False
    times = Counter(new)
    return sum(times[part] for part in old) <= PAIRS_MOST
