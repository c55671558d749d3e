"""The one writer of Excel files: every cell is text, so that nothing in it can ever be taken for a formula."""

import re
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLE_LONGEST = 31
CELL_LONGEST = 32_767
WIDEST = 60
TOLD_EVERY = 250
A4 = "9"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def untold(_rows: int) -> None:
    """For whoever waits for a workbook: nobody is told how far it is."""


def text_workbook(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], told: Callable[[int], None] = untold
) -> bytes:
    """An .xlsx of one sheet named `title`: a head, repeated on paper, and `rows`; None is an empty cell. `told`: now
    and then, how many rows are written.

    Text that a spreadsheet might calculate is marked as quoted too, so that it stays text when somebody edits it.
    """
    from openpyxl import Workbook

    lines = [[_fit(cell) for cell in row] for row in rows]
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(NOT_IN_TITLES.sub(" ", _fit(title)).strip("' ")[:TITLE_LONGEST] or "1")
    _lay_out(sheet, _widths(columns, lines))
    sheet.append([_cell(sheet, name, head=True) for name in columns])
    for number, line in enumerate(lines, start=1):
        sheet.append([_cell(sheet, text) for text in line])
        if number % TOLD_EVERY == 0:
            told(number)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _fit(value: object) -> str:
    """`value` in the words of a cell; a sign that XML cannot hold becomes U+FFFD."""
    return "" if value is None else NOT_IN_XML.sub("\ufffd", str(value))[:CELL_LONGEST]


def _cell(sheet: Any, text: str, *, head: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = WriteOnlyCell(sheet)
    cell.number_format = "@"
    if text:
        cell.value, cell.data_type = text, "s"
    if text.startswith(FORMULA_SIGNS):
        cell.quotePrefix = True
    if head:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E6EEFB")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def _lay_out(sheet: Any, widths: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _widths(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> list[int]:
    """For each column the width of its longest text, in Latin letters; a Chinese sign takes two."""
    widest = [_width(name) for name in columns]
    for line in lines:
        widest = [max(width, _width(text)) for width, text in zip(widest, line, strict=True)]
    return [min(width + 2, WIDEST) for width in widest]


def _width(text: str) -> int:
    return sum(1 if sign < "\u1100" else 2 for sign in text[:WIDEST])
