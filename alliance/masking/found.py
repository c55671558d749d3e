"""What a search for personal data gives: where it stands, of which kind it is, and what others may read instead."""

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
