"""A list of editions leaves the portal: what may, as much as fits, and a record of who took what."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..foundation.kernel.words import N_, Labelled
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.finding import masked
from . import events, shelf
from .fitting import ShelfFilter
from .shelf import ShelfLine

SHEET_MOST = 5_000
PAPER_MOST = 200
ASKED_LONGEST = 300


class Manner(Labelled):
    SHEET = "sheet", N_("Excel sheet")
    PAPER = "paper", N_("Bulletin on paper")


MOST = {Manner.SHEET: SHEET_MOST, Manner.PAPER: PAPER_MOST}


@dataclass(frozen=True, slots=True)
class TakenAlong:
    """`fits`: how many might go along; `left_out`: how many stay because of their mark."""

    lines: Sequence[ShelfLine]
    fits: int
    left_out: int


def take(work: Work, wanted: ShelfFilter, manner: Manner, asked: str) -> TakenAlong:
    """What goes along, on record. `asked`: the filters in words."""
    taken = look(work, wanted, manner)
    note(work, taken, manner, asked)
    return taken


def look(work: Work, wanted: ShelfFilter, manner: Manner) -> TakenAlong:
    counted = shelf.taken(work, wanted)
    return TakenAlong(shelf.to_take(work, wanted, MOST[manner]), counted.leaves, counted.left_out)


def note(work: Work, taken: TakenAlong, manner: Manner, asked: str) -> None:
    """Put on record who took what. What was asked for is masked before: one may search for a person."""
    said = (str(manner), len(taken.lines), taken.left_out, masked(asked)[:ASKED_LONGEST])
    record(work, events.CasesTakenAlong(work.person_id, *said, tuple(line.release_number for line in taken.lines)))
