"""The empty sheet to fill in: today's terms to choose from, hints in every cell, required columns marked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from ..foundation.kernel.words import N_
from .columns import COLUMNS, REQUIRED_MARK, Column, Kind
from .model import SHEET_ROWS_MOST
from .vocabulary import Vocabulary

VERSION = "1"
ROSTER_TITLE = "成员单位名单"
EXAMPLE_TITLE = "填写示例"
CHOICES_TITLE = "选项"
VERSION_TITLE = "版本"
REQUIRED_COLOUR, OPTIONAL_COLOUR = "FFFFE699", "FFDDE7F5"
NARROWEST = 14
PROMPT_LONGEST = 255

REQUIRED = N_("Required.")
OPTIONAL = N_("May stay empty: then what the portal holds stays as it is.")
NOT_IN_LIST = N_("Choose one from the list.")
NOT_AN_AMOUNT = N_("A whole number, 0 or more.")

Say = Callable[[str], str]


def template(vocabulary: Vocabulary, made_on: str, say: Say) -> bytes:
    """The template as an .xlsx; `say` puts a msgid into the reader's language. The heads are Chinese in either."""
    from openpyxl import Workbook

    workbook = Workbook()
    roster = workbook.active
    roster.title = ROSTER_TITLE
    write_head(roster, COLUMNS, say)
    example = workbook.create_sheet(EXAMPLE_TITLE)
    write_head(example, COLUMNS, say)
    for place, column in enumerate(COLUMNS, start=1):
        write(example, 2, place, column.example)
    lists = write_choices(workbook.create_sheet(CHOICES_TITLE), _choices(vocabulary))
    for place, column in enumerate(COLUMNS, start=1):
        roster.add_data_validation(rule_for(column, place, lists.get(column.key), say))
    marks = (("template", ROSTER_TITLE), ("version", VERSION), ("made", made_on))
    write_hidden(workbook.create_sheet(VERSION_TITLE), marks)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def write(sheet: Any, row: int, place: int, text: str) -> Any:
    """A cell of text, whatever it begins with."""
    cell = sheet.cell(row, place)
    cell.value, cell.data_type, cell.number_format = text, "s", "@"
    return cell


def write_head(sheet: Any, columns: Sequence[Column], say: Say) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(columns, start=1):
        cell = write(sheet, 1, place, column.header + (REQUIRED_MARK if column.required else ""))
        cell.font, cell.alignment = Font(bold=True), Alignment(vertical="center", horizontal="center")
        cell.fill = PatternFill("solid", fgColor=REQUIRED_COLOUR if column.required else OPTIONAL_COLOUR)
        cell.comment = Comment(_hint(column, say), sheet.title, 90, 260)
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = max(NARROWEST, 2 * len(column.header) + 4, 2 * len(column.example))
        dimension.number_format = "0" if column.kind is Kind.AMOUNT else "@"
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "B2"


def _hint(column: Column, say: Say) -> str:
    return f"{say(REQUIRED if column.required else OPTIONAL)}\n{say(column.hint)}"


def _choices(vocabulary: Vocabulary) -> Mapping[str, Sequence[str]]:
    return {
        "sector": [term.zh for term in vocabulary.sectors],
        "alliances": [term.zh for term in vocabulary.alliances],
        "matrices": [term.zh for term in vocabulary.matrices],
        "district": [term.zh for term in vocabulary.districts],
        "district_code": [term.code for term in vocabulary.districts],
    }


def write_choices(sheet: Any, lists: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """A hidden column of terms for each list to choose from; column key → the range that holds its terms."""
    from openpyxl.utils import get_column_letter

    ranges = {}
    for place, (key, terms) in enumerate(lists.items(), start=1):
        for row, term in enumerate(terms, start=1):
            write(sheet, row, place, term)
        letter = get_column_letter(place)
        ranges[key] = f"'{sheet.title}'!${letter}$1:${letter}${max(len(terms), 1)}"
    sheet.sheet_state = "hidden"
    return ranges


def rule_for(column: Column, place: int, choices: str | None, say: Say) -> Any:
    """What the spreadsheet itself asks of a column, with the hint that it shows at every cell."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    if choices:
        rule = DataValidation("list", formula1=choices, error=say(NOT_IN_LIST))
        rule.showErrorMessage = column.kind is not Kind.LIST  # there several may stand, which no list foresees
    elif column.kind is Kind.AMOUNT:
        rule = DataValidation(
            "whole", operator="between", formula1="0", formula2=str(column.most), error=say(NOT_AN_AMOUNT)
        )
        rule.showErrorMessage = True
    else:
        rule = DataValidation("textLength", operator="between", formula1="1", formula2=str(column.longest))
        rule.showErrorMessage = True
    rule.allow_blank, rule.showInputMessage = True, True
    rule.promptTitle, rule.prompt = column.header, _hint(column, say)[:PROMPT_LONGEST]
    letter = get_column_letter(place)
    rule.add(f"{letter}2:{letter}{SHEET_ROWS_MOST + 1}")
    return rule


def write_hidden(sheet: Any, lines: Iterable[Sequence[str]]) -> None:
    """A sheet that only the portal reads."""
    for row, line in enumerate(lines, start=1):
        for place, text in enumerate(line, start=1):
            write(sheet, row, place, text)
    sheet.sheet_state = "hidden"
