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

SHEET_MOST = 2_000
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
    """`asked`: the filters in words. They are masked before they are recorded: one may search for a person."""
    counted = shelf.taken(work, wanted)
    lines = shelf.to_take(work, wanted, MOST[manner])
    said = (str(manner), len(lines), counted.left_out, masked(asked)[:ASKED_LONGEST])
    record(work, events.CasesTakenAlong(work.person_id, *said, tuple(line.release_number for line in lines)))
    return TakenAlong(lines, counted.leaves, counted.left_out)
