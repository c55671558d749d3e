"""Taking over a long sheet a few rows at a time, so that nobody waits long for it and whoever asked can end it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from ..foundation.kernel.errors import Conflict
from ..foundation.store.numbering import next_number
from ..foundation.store.work import Work
from . import commands, queries
from .model import RosterSheet, SheetState
from .reading import Row
from .verdicts import Line, Outcome, Verdict

ROWS = 10
"""Of one transaction. Where forty actions run, each of which takes up the new members, it takes 0.7 s."""
LEFT = frozenset({Verdict.NEW, Verdict.CHANGED})


@dataclass(frozen=True, slots=True)
class Step:
    """Some rows, and what was seen of each. `done`: so many of those that differed are done with them."""

    rows: Sequence[Row]
    lines: Sequence[Line]
    done: int


def steps(work: Work, sheet: RosterSheet, seen: str) -> Sequence[Step]:
    """Every row that differed when the sheet was looked at, in its order; none where it is taken over. Raises Conflict
    where a row would do something else today, before any is taken over."""
    if sheet.state is SheetState.TAKEN_OVER:
        return []
    lines, rows = _looked_at(sheet, seen), commands.rows_of(sheet.rows)
    _refuse_others(commands.judge_rows(work, rows, queries.vocabulary(work)).outcome, lines)
    left = [(row, line) for row, line in zip(rows, lines, strict=True) if line.verdict in LEFT]
    parts = [left[start : start + ROWS] for start in range(0, len(left), ROWS)]
    ends = accumulate(map(len, parts))
    return [
        Step([row for row, _ in part], [line for _, line in part], end) for part, end in zip(parts, ends, strict=True)
    ]


def take(work: Work, sheet: RosterSheet, seen: str, step: Step) -> None:
    """Take over those rows of a step that are not yet as the sheet says. Raises Conflict where the sheet was checked
    again meanwhile, or a row would do something else than was seen."""
    work.hold(sheet)
    if sheet.state is SheetState.TAKEN_OVER:
        return
    _looked_at(sheet, seen)
    judged = commands.judge_rows(work, step.rows, queries.vocabulary(work), lock=True)
    _refuse_others(judged.outcome, step.lines)
    commands.take_rows(work, judged, {line.row for line in judged.outcome.lines if line.verdict in LEFT})


def close(work: Work, sheet: RosterSheet, seen: str) -> None:
    """After the last step. Raises Conflict where the sheet was checked again meanwhile."""
    work.hold(sheet)
    if sheet.state is SheetState.TAKEN_OVER:
        return
    _looked_at(sheet, seen)
    commands.close(work, sheet, next_number(work.session, commands.SERIES))


def _looked_at(sheet: RosterSheet, seen: str) -> Sequence[Line]:
    """What was seen of each row; Conflict where somebody has since made the portal look again."""
    if sheet.outcome["digest"] != seen:
        raise Conflict(commands.CHECK_AGAIN)
    outcome = Outcome.from_json(sheet.outcome)
    if outcome.faults:
        raise Conflict(commands.FAULTY)
    return outcome.lines


def _refuse_others(outcome: Outcome, lines: Sequence[Line]) -> None:
    """A row may do what was seen of it, or be done already, by an earlier attempt or by somebody else."""
    for today, seen in zip(outcome.lines, lines, strict=True):
        if today != seen and today.verdict is not Verdict.SAME:
            raise Conflict(commands.CHECK_AGAIN)
