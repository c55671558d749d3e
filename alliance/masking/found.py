"""What a search for personal data gives: where it stands, of which kind it is, and what others may read instead."""

from collections.abc import Iterable
from dataclasses import dataclass

from .kinds import PersonalKind

TAKEN = "\x00"
"""Stands in a plain text for every character that an earlier search has already taken."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`text[start:end]` is personal data of `kind`; `shown` stands in its place."""

    start: int
    end: int
    kind: PersonalKind
    shown: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: of no `kind`, and then shown as it is; or found, and then `shown` to others."""

    text: str
    kind: PersonalKind | None
    shown: str


def apart(found: Iterable[Finding]) -> list[Finding]:
    """The findings in order, without those that overlap one before them."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def without(text: str, found: Iterable[Finding]) -> str:
    """`text` with TAKEN in place of what is found; that is in order, and none over another."""
    parts, end = [], 0
    for one in found:
        parts += [text[end : one.start], TAKEN * (one.end - one.start)]
        end = one.end
    return "".join([*parts, text[end:]])
