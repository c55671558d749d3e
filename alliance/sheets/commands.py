"""What is done with uploaded sheets: check, check again, take over."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_, tidy, unfit_character
from ..foundation.store.numbering import next_number
from ..foundation.store.work import Work
from ..journal.record import record
from . import events, queries
from .checking import Checked, check_rows
from .comparing import Standing, compare
from .model import FILE_NAME_LENGTH, RosterSheet, SheetState
from .reading import Cell, CellKind, Row, read
from .taking_over import TakingOver
from .verdicts import Outcome, Verdict
from .vocabulary import Vocabulary
from .workflow import SHEET_WORKFLOW

SERIES = "roster_sheet"
SHEET_NAME = "roster.xlsx"
CHECK_AGAIN = N_("The members have changed since this sheet was checked. Check it again and look before you act.")
FAULTY = N_("This sheet holds faulty rows. Mend them and send it again; nothing of it was taken over.")


@dataclass(frozen=True, slots=True)
class SheetUpload:
    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Judged:
    """Rows, what the portal holds of their organisations, and the verdicts."""

    checked: Sequence[Checked]
    standing: Sequence[Standing]
    outcome: Outcome


def judge(work: Work, content: bytes) -> tuple[Sequence[Row], Judged]:
    """Read a workbook and check every row; nothing is kept. Raises Invalid or SheetTooLarge where it cannot be read."""
    vocabulary = queries.vocabulary(work)
    rows = read(content, vocabulary.columns)
    return rows, judge_rows(work, rows, vocabulary)


def judge_rows(work: Work, rows: Sequence[Row], vocabulary: Vocabulary, *, lock: bool = False) -> Judged:
    """The verdicts by today's words and members. `lock`: nobody changes those members until the transaction ends."""
    checked = check_rows(rows, vocabulary)
    standing = queries.standing(work, checked, lock=lock)
    return Judged(checked, standing, compare(checked, standing, vocabulary.columns.values()))


def check(work: Work, upload: SheetUpload) -> RosterSheet:
    """Keep the sheet with the verdict on every row. No organisation is touched."""
    rows, judged = judge(work, upload.content)
    sheet = RosterSheet(
        file_name=fit_name(upload.file_name),
        content=upload.content,
        rows=_kept(rows),
        uploaded_by_id=work.actor.person_id,
        uploaded_at=work.now,
        state=SheetState.CHECKED,
        state_since=work.now,
        outcome=judged.outcome.as_json(),
    )
    work.session.add(sheet)
    work.session.flush()
    _record_check(work, sheet, judged.outcome)
    return sheet


def check_again(work: Work, sheet: RosterSheet) -> None:
    """Judge its rows by the members of now."""
    work.hold(sheet)
    if sheet.state is not SheetState.CHECKED:
        raise Conflict()
    outcome = judge_rows(work, rows_of(sheet.rows), queries.vocabulary(work)).outcome
    sheet.outcome = outcome.as_json()
    _record_check(work, sheet, outcome)


def take_over(work: Work, sheet: RosterSheet, seen: str) -> None:
    """Make the portal say what the sheet says, in whole. `seen`: the digest of the outcome that the person looked at.

    A second press changes nothing. One sheet at a time is taken over, so that two with the same organisation in them
    cannot meet half-way. Raises Conflict where rows are faulty or the verdicts are no longer those that were seen.
    """
    work.hold(sheet)
    if sheet.state is SheetState.TAKEN_OVER:
        return
    number = next_number(work.session, SERIES)
    judged = judge_rows(work, rows_of(sheet.rows), queries.vocabulary(work), lock=True)
    if judged.outcome.faults and judged.outcome.digest == sheet.outcome["digest"]:
        raise Conflict(FAULTY)
    if not judged.outcome.digest == sheet.outcome["digest"] == seen:
        raise Conflict(CHECK_AGAIN)
    take_rows(work, judged, {line.row for line in judged.outcome.lines})
    close(work, sheet, number)


def take_rows(work: Work, judged: Judged, numbers: Container[int]) -> None:
    """Make the portal say what the rows with these numbers say. Raises Conflict where one no longer fits."""
    rows = [one.roster_row for one in judged.checked if one.roster_row and one.row.number in numbers]
    try:
        TakingOver(work).take(rows, judged.standing)
    except Invalid as changed:
        raise Conflict(CHECK_AGAIN) from changed


def close(work: Work, sheet: RosterSheet, number: int) -> None:
    """All of it is taken over: it bears a number, and what was seen of it is journalled."""
    SHEET_WORKFLOW.apply(sheet, "take_over", work.now)
    sheet.outcome = {**sheet.outcome, "number": number}
    count = Outcome.from_json(sheet.outcome).count()
    record(work, events.SheetTakenOver(sheet.id, count[Verdict.NEW], count[Verdict.CHANGED], count[Verdict.SAME]))


def _record_check(work: Work, sheet: RosterSheet, outcome: Outcome) -> None:
    record(work, events.SheetChecked(sheet.id, len(outcome.lines), outcome.count()[Verdict.FAULTY]))


def fit_name(given: str) -> str:
    """The file's name without a path and without signs that hide what it says."""
    bare = PurePosixPath(given.replace("\\", "/")).name
    fit = tidy("".join(sign for sign in bare if not unfit_character(sign) and sign.isprintable()))
    return fit[-FILE_NAME_LENGTH:] or SHEET_NAME


def _kept(rows: Sequence[Row]) -> dict[str, Any]:
    return {str(row.number): {key: [str(cell.kind), cell.text] for key, cell in row.cells.items()} for row in rows}


def rows_of(kept: Mapping[str, Any]) -> list[Row]:
    """The rows as they were read, in the order of the sheet."""
    rows = [
        Row(int(number), {key: Cell(CellKind(kind), text) for key, (kind, text) in cells.items()})
        for number, cells in kept.items()
    ]
    return sorted(rows, key=lambda row: row.number)
