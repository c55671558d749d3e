"""From a measured file to frozen rows: every cell becomes what it is, and nothing is judged yet but the head."""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from operator import is_
from typing import Any
from xml.etree.ElementTree import ParseError

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_, tidy, unfit_character
from .columns import COLUMNS, Column, heading
from .measuring import BROKEN, measure
from .model import SHEET_ROWS_MOST

WIDEST = 64
"""Columns that are looked at; the sheet has fifteen, and a few more for capabilities."""
LAST_ROW = 1_048_576
CELL_LONGEST = 300
SHOWN_LONGEST = 60

NO_SHEET = N_("This workbook holds no sheet with rows.")
NO_ROWS = N_("The sheet holds a head and no rows.")
MISSING = N_("These columns are missing from the first row: %(columns)s. Take the template, or name them so.")
UNKNOWN = N_("The portal does not know these columns: %(columns)s. Take them out, so that nothing in them is lost.")
TWICE = N_("These columns stand in the sheet twice: %(columns)s.")
TOO_MANY_ROWS = N_("The sheet has more than %(rows)d rows. Split it.")

# What openpyxl raises on a workbook that is damaged, or made to do damage; it has no exception of its own for that.
# Refused entities and external references (defusedxml) are ValueErrors.
DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    ParseError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


class CellKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    SWITCH = "switch"
    ERROR = "error"
    FORMULA = "formula"
    HIDDEN = "hidden"
    """Text with a character that hides what it says; the cell's text is that character's code."""
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Cell:
    kind: CellKind
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds anything. `number`: as the spreadsheet counts; `cells`: column key → filled cell."""

    number: int
    cells: Mapping[str, Cell]

    def says(self, key: str) -> str:
        """What stands in a column, cut to what a page shows."""
        cell = self.cells.get(key)
        return shown(cell.text) if cell else ""


def read(content: bytes, columns: Mapping[str, Column], needed: Iterable[Column] = COLUMNS) -> tuple[Row, ...]:
    """The filled rows of the workbook's first sheet; `columns`: heading → column; `needed`: those that must be there.
    Raises Invalid or SheetTooLarge."""
    measure(content)
    lines = enumerate(_lines(content), start=1)
    return tuple(_rows(lines, _keys(_first_line(lines), columns, needed)))


def read_hidden(content: bytes, title: str) -> Sequence[Sequence[str]]:
    """The texts of the sheet that the portal put beside the first one, row by row; none where there is no such sheet.
    Ask only for a file that `read` has taken."""
    return [[cell.text if cell else "" for cell in map(read_cell, line)] for line in _lines(content, title)]


def _lines(content: bytes, title: str | None = None) -> Iterator[Sequence[Any]]:
    """The cells of each row of the first sheet, or of the one called `title`; empty rows too, one row at a time."""
    from openpyxl import load_workbook

    try:
        workbook = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        for sheet in [one for one in workbook.worksheets if title in {None, one.title}][:1]:
            yield from sheet.iter_rows(max_col=WIDEST, max_row=LAST_ROW)
    except DAMAGE as damaged:
        raise Invalid("file", BROKEN) from damaged


def _first_line(lines: Iterator[tuple[int, Sequence[Any]]]) -> Sequence[str]:
    """The texts of the sheet's first row."""
    _, cells = next(lines, (1, ()))
    texts = [cell.text if cell else "" for cell in map(read_cell, cells)]
    if not any(texts):
        raise Invalid("file", NO_SHEET)
    return texts


def _keys(head: Sequence[str], columns: Mapping[str, Column], needed: Iterable[Column]) -> Mapping[int, str]:
    """Place in the row → key of the column."""
    found = {place: columns.get(heading(text)) for place, text in enumerate(head) if text}
    keys = {place: column.key for place, column in found.items() if column}
    present = list(keys.values())
    _refuse(MISSING, [column.header for column in needed if column.key not in present])
    _refuse(UNKNOWN, [head[place][:SHOWN_LONGEST] for place, column in found.items() if column is None])
    _refuse(TWICE, [column.header for column in columns.values() if present.count(column.key) > 1])
    return keys


def _refuse(words: str, columns: Sequence[str]) -> None:
    if columns:
        raise Invalid("file", words, columns="、".join(columns))


def _rows(lines: Iterable[tuple[int, Sequence[Any]]], keys: Mapping[int, str]) -> Iterator[Row]:
    from openpyxl.cell.read_only import EMPTY_CELL

    count, blank = 0, (EMPTY_CELL,) * WIDEST
    for number, line in lines:
        if all(map(is_, line, blank)):  # the quick way: a sheet may name a million such rows
            continue
        filled = {place: cell for place, cell in enumerate(map(read_cell, line)) if cell}
        if not filled:
            continue
        count += 1
        if count > SHEET_ROWS_MOST:
            raise Invalid("file", TOO_MANY_ROWS, rows=SHEET_ROWS_MOST)
        _refuse(UNKNOWN, [_letters(place) for place in filled if place not in keys])
        yield Row(number, {keys[place]: cell for place, cell in filled.items()})
    if not count:
        raise Invalid("file", NO_ROWS)


def _letters(place: int) -> str:
    """A column that has no name, called as the spreadsheet calls it: A, B … AA."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(place + 1))


def read_cell(cell: Any) -> Cell | None:
    """A cell of openpyxl as a frozen one; None where it is empty or holds nothing but space."""
    value, kind = cell.value, cell.data_type
    if value is None:
        return None
    if kind == "f":
        return Cell(CellKind.FORMULA, shown(str(getattr(value, "text", value))))
    if kind == "n":
        return Cell(CellKind.NUMBER, _number(value))
    named = {"b": CellKind.SWITCH, "e": CellKind.ERROR, "d": CellKind.DATE}.get(kind)
    return Cell(named, shown(str(value))) if named else _text(str(value))


def _number(value: Any) -> str:
    """A number as a person would type it: without the `.0` that a spreadsheet adds."""
    whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return str(int(value)) if whole else str(value)[:SHOWN_LONGEST]


def _text(value: str) -> Cell | None:
    plain = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), value)
    hidden = unfit_character(plain)
    if hidden:
        return Cell(CellKind.HIDDEN, hidden)
    text = tidy(plain)
    if not text:
        return None
    if text.startswith("="):
        return Cell(CellKind.FORMULA, shown(text))
    if len(text) > CELL_LONGEST:
        return Cell(CellKind.LONG, shown(text))
    return Cell(CellKind.TEXT, text)


def shown(text: str) -> str:
    """`text` cut to what a page shows of it, with what cannot be shown replaced."""
    cut = text[:SHOWN_LONGEST] + ("…" if len(text) > SHOWN_LONGEST else "")
    return "".join("\ufffd" if unfit_character(sign) else sign for sign in cut)
