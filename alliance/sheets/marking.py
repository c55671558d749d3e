"""The same file back, with its faulty cells coloured and the reason in a comment on each."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from .columns import heading
from .reading import DAMAGE
from .verdicts import Fault

CANNOT_MARK = N_("This file can be read, but not given back marked. Mend it by the list of faults.")
FAULT_COLOUR = "FFFFC7CE"
COMMENT_WIDTH, COMMENT_HEIGHT = 260, 110

Say = Callable[[Fault], str]


def mark(content: bytes, faults: Sequence[Fault], say: Say, author: str) -> bytes:
    """`content`, a workbook that was read before, with `faults` marked in its first sheet; `say` puts one into words.

    Raises Invalid where the workbook holds something that cannot be written again.
    """
    from openpyxl import load_workbook

    try:
        workbook = load_workbook(BytesIO(content), rich_text=True)
        sheet = workbook.worksheets[0]
        places = {heading(str(cell.value)): cell.column for cell in sheet[1] if cell.value is not None}
        for (row, column), reasons in _by_cell(faults, places, say).items():
            _mark_cell(_anchor(sheet, row, column), reasons, author)
        file = BytesIO()
        workbook.save(file)
    except DAMAGE as damaged:
        raise Invalid("file", CANNOT_MARK) from damaged
    return file.getvalue()


def _by_cell(faults: Sequence[Fault], places: Mapping[str, int], say: Say) -> Mapping[tuple[int, int], Sequence[str]]:
    found: dict[tuple[int, int], list[str]] = {}
    for fault in faults:
        found.setdefault((fault.row, places[heading(fault.column)]), []).append(say(fault))
    return found


def _anchor(sheet: Any, row: int, column: int) -> Any:
    """The cell; of merged cells the one that shows."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet.cell(row, column)


def _mark_cell(cell: Any, reasons: Sequence[str], author: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", fgColor=FAULT_COLOUR)
    before = [cell.comment.text] if cell.comment else []
    cell.comment = Comment("\n".join([*before, *reasons]), author, COMMENT_HEIGHT, COMMENT_WIDTH)
