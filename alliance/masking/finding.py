"""The search for personal data in a text, and what it is for: a masked text, or pieces for a page that marks them."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from .accounts import emails, qq_numbers, wechat_names
from .found import Finding, Piece, apart, without
from .kinds import PersonalKind
from .names import names
from .numbers import whole_numbers
from .places import addresses, plates
from .plain import plain
from .redacted import redacted_numbers, spoken_numbers

SEARCHES: tuple[Callable[[str], Iterable[Finding]], ...] = (
    emails,
    wechat_names,
    qq_numbers,
    plates,
    addresses,
    redacted_numbers,
    whole_numbers,
    spoken_numbers,
    names,
)
"""In this order: what a search has found, the later ones do not look at again."""


def findings(text: str) -> tuple[Finding, ...]:
    """All personal data in `text`, in order, none over another; takes time in proportion to its length."""
    rest, found = plain(text), []
    for search in SEARCHES:
        fresh = apart(search(rest))
        found.extend(fresh)
        rest = without(rest, fresh)
    return tuple(_as_written(text, one) for one in sorted(found, key=lambda one: one.start))


def _as_written(text: str, found: Finding) -> Finding:
    """What stays of a name or an address stays in the characters in which it was written."""
    if found.kind not in {PersonalKind.NAME, PersonalKind.ADDRESS}:
        return found
    kept = len(found.shown.rstrip("*"))
    return replace(found, shown=text[found.start : found.start + kept] + found.shown[kept:])


def pieces(text: str) -> tuple[Piece, ...]:
    """`text` cut where personal data begins and ends; the texts of all pieces together are `text`."""
    cut, end = [], 0
    for one in findings(text):
        if one.start > end:
            cut.append(Piece(text[end : one.start], None, text[end : one.start]))
        cut.append(Piece(text[one.start : one.end], one.kind, one.shown))
        end = one.end
    return (*cut, Piece(text[end:], None, text[end:])) if text[end:] else tuple(cut)


def masked(text: str) -> str:
    """`text` as others may read it. Masked once more, it stays the same.

    Beside a mask a word may read as a name that did not before; so it is looked at again until nothing is found. Every
    turn leaves fewer characters that are not stars, and hardly ever is there a third.
    """
    once = "".join(piece.shown for piece in pieces(text))
    while once != text:
        text, once = once, "".join(piece.shown for piece in pieces(once))
    return once
