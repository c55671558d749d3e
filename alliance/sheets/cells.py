"""From a cell to the plain value that its column asks for: text or a whole number, or the reason why not."""

import re
import unicodedata

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from .columns import Column, Kind
from .reading import Cell, CellKind

EMPTY = N_("Empty: this column must be filled in.")
TOO_LONG = N_("Too long: at most %(most)d characters.")
HIDDEN = N_("Holds a hidden or unreadable character (%(code)s).")
REFUSED_KINDS = {
    CellKind.FORMULA: N_("A formula. Type the value itself."),
    CellKind.ERROR: N_("An error of the spreadsheet stands here."),
    CellKind.DATE: N_("A date. Set the cell to text and type the value again."),
    CellKind.SWITCH: N_("A yes-or-no value. Type the value itself."),
    CellKind.HIDDEN: HIDDEN,
    CellKind.LONG: TOO_LONG,
}
NUMBER_FOR_TEXT = N_("A number, where a text belongs.")
DAMAGED_NUMBER = N_(
    "Typed as a number, and so damaged: a spreadsheet keeps only 15 digits. Set the cell to text and type it again."
)
NOT_AN_AMOUNT = N_("Not a whole number from 0 to %(most)d.")
SEVERAL_LINES = N_("More than one line, or a tab.")

EXACT_BELOW = 1e15
"""From here on a spreadsheet has lost digits: it keeps fifteen."""


def plain(column: Column, cell: Cell | None) -> str | int | None:
    """The value of a cell; None for an empty one that may be empty. Raises Invalid."""
    if cell is None:
        if column.required:
            raise Invalid(column.key, EMPTY)
        return None
    if cell.kind in REFUSED_KINDS:
        raise Invalid(column.key, REFUSED_KINDS[cell.kind], **_details(column, cell))
    return _amount(column, cell) if column.kind is Kind.AMOUNT else _text(column, cell)


def _details(column: Column, cell: Cell) -> dict[str, object]:
    if cell.kind is CellKind.HIDDEN:
        return {"code": cell.text}
    return {"most": column.longest} if cell.kind is CellKind.LONG else {}


def _amount(column: Column, cell: Cell) -> int:
    """A number, or text of digits alone: spreadsheets often keep numbers so."""
    digits = unicodedata.normalize("NFKC", cell.text)
    if not re.fullmatch("[0-9]{1,13}", digits) or int(digits) > column.most:
        raise Invalid(column.key, NOT_AN_AMOUNT, most=column.most)
    return int(digits)


def _text(column: Column, cell: Cell) -> str:
    if cell.kind is CellKind.NUMBER:
        if column.kind is not Kind.CODE:
            raise Invalid(column.key, NUMBER_FOR_TEXT)
        if abs(float(cell.text)) >= EXACT_BELOW:
            raise Invalid(column.key, DAMAGED_NUMBER)
    if column.kind is not Kind.LIST and ("\t" in cell.text or len(cell.text.splitlines()) > 1):
        raise Invalid(column.key, SEVERAL_LINES)
    if len(cell.text) > column.longest:
        raise Invalid(column.key, TOO_LONG, most=column.longest)
    return cell.text
