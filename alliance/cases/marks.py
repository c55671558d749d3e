"""The marks that a released edition carries in the index of words: who may read it, and what the shelf filters it by.

They lead to what `visibility.readable` and the filters then judge: a mark that leads to too much costs time, one that
leads to too little hides an edition. Days and amounts stand in a row of classes; an edition carries its class, and each
wider span that holds it, so that few marks cover any range.
"""

from collections.abc import Iterable, Sequence, Set
from datetime import date
from uuid import UUID

from sqlalchemy import Select, String, cast, func, literal, select

from ..foundation.store.work import Work
from .fulltext import Marks, mark
from .keys import CLOSED, readers_meant, readers_of
from .model import Edition

READERS_MOST = 500
"""Whoever is reached by more audiences is not found by them: the index would ask for each."""
WIDER = 4
"""So many spans of one width are one of the next, from single classes to all of them."""
SPANS = 8
CLASSES = 1 << 2 * SPANS
FINER = 10
FIRST_DAY = date(1990, 1, 1).toordinal()
DISTRICT, VICTIM_GROUP, CHANNEL, TLP, TYPE, NAMED = "place", "victims", "channel", "tlp", "type", "named"
DAY, FEN = "day", "fen"


def marks_of(edition: Edition) -> list[str]:
    """The marks of a released edition; what it does not say has none."""
    e = edition
    said = ((DISTRICT, e.district_code), (VICTIM_GROUP, e.victim_group), (CHANNEL, e.channel), (TLP, e.tlp))
    named = (*said, (TYPE, e.fraud_type_id), (NAMED, e.organisation_id))
    its = [*map(mark, readers_of(e)), *(mark(f"{name} {value}") for name, value in named if value)]
    its += _spans(DAY, day_class(e.happened_on)) if e.happened_on else ()
    return [*its, *(_spans(FEN, fen_class(e.lost_fen)) if e.lost_fen is not None else ())]


def for_reader(work: Work, audiences: Set[UUID]) -> Sequence[Marks]:
    """What leads to all that the actor may read, and hardly more; nothing where that is everything."""
    readers = readers_meant(work, audiences)
    return () if CLOSED in readers or len(readers) > READERS_MOST else ([mark(one) for one in readers],)


def one_of(name: str, values: Iterable[object]) -> Marks:
    return [mark(f"{name} {value}") for value in values]


def named_by(organisations: Select[UUID]) -> Marks:
    """What bears the name of one of these organisations."""
    its = organisations.subquery()
    return select(literal(mark(NAMED)) + func.replace(cast(its.c[0], String), "-", ""))


def within(name: str, least: int | None, most: int | None) -> Marks:
    """What covers the classes from `least` to `most`; without an end, all on that side."""
    low, high, found = least or 0, CLASSES - 1 if most is None else most, []
    for span in range(SPANS + 1):
        while low <= high and low % WIDER:
            found.append(_span(name, span, low))
            low += 1
        while low <= high and high % WIDER != WIDER - 1:
            found.append(_span(name, span, high))
            high -= 1
        if low > high:
            break
        low, high = low // WIDER, high // WIDER
    return found


def day_class(day: date) -> int:
    """What lies before the first or behind the last class counts to it."""
    return max(0, min(CLASSES - 1, day.toordinal() - FIRST_DAY))


def fen_class(fen: int) -> int:
    """A thousandth apart: how many binary digits an amount has, and those after the first."""
    bits = max(0, fen).bit_length()
    return min(CLASSES - 1, bits << FINER | (fen << FINER >> bits - 1) % (1 << FINER)) if bits else 0


def _spans(name: str, its: int) -> list[str]:
    return [_span(name, span, its >> 2 * span) for span in range(SPANS + 1)]


def _span(name: str, span: int, number: int) -> str:
    return mark(f"{name} {span} x {number}")
