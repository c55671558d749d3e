"""What differs between two texts of a case: field by field, and in long texts piece by piece."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from .telling import CaseText

SENTENCE = re.compile(r"[^。！？；\n]+[。！？；\n]*")
LONG = frozenset({"story", "loopholes", "advice"})
COMPARED_MOST = 1_000_000
"""Characters of one text times characters of the other: beyond, a changed piece is shown as gone and new."""


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
    old, new = SENTENCE.findall(before), SENTENCE.findall(after)
    found: list[Piece] = []
    for how, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            found.append(Piece("".join(old[a:b]), "kept"))
        else:
            found += _within("".join(old[a:b]), "".join(new[c:d]))
    return found


def _within(old: str, new: str) -> list[Piece]:
    if len(old) * len(new) > COMPARED_MOST:
        return [Piece(old, "gone"), Piece(new, "new")]
    found: list[Piece] = []
    for how, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            found.append(Piece(old[a:b], "kept"))
            continue
        found += [Piece(text, mark) for text, mark in ((old[a:b], "gone"), (new[c:d], "new")) if text]
    return found
