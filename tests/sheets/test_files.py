"""The files that the portal hands out: the template, and the sheet with its faults marked."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from alliance.organisations.queries import Term
from alliance.sheets.columns import COLUMNS
from alliance.sheets.marking import FAULT_COLOUR, mark
from alliance.sheets.model import SHEET_ROWS_MOST
from alliance.sheets.reading import read
from alliance.sheets.template import CHOICES_TITLE, EXAMPLE_TITLE, ROSTER_TITLE, VERSION_TITLE, template
from alliance.sheets.verdicts import Fault
from alliance.sheets.vocabulary import Vocabulary
from tests.sheets.books import HEADS, book, line, saved
from tests.sheets.rows import WORDS


def opened(content):
    return load_workbook(BytesIO(content), rich_text=True)


@pytest.fixture
def blank():
    return opened(template(WORDS, "2026-11-22", lambda text: text))


def rules_of(sheet):
    """Column letter → its rule."""
    return {str(rule.sqref).split("2", 1)[0]: rule for rule in sheet.data_validations.dataValidation}


def test_the_template_has_a_list_an_example_and_two_hidden_sheets(blank):
    assert blank.sheetnames == [ROSTER_TITLE, EXAMPLE_TITLE, CHOICES_TITLE, VERSION_TITLE]
    assert [sheet.sheet_state for sheet in blank] == ["visible", "visible", "hidden", "hidden"]
    version = {row[0].value: row[1].value for row in blank[VERSION_TITLE]}
    assert version == {"template": ROSTER_TITLE, "version": "1", "made": "2026-11-22"}


def test_required_columns_are_marked_by_sign_colour_and_comment(blank):
    head = blank[ROSTER_TITLE][1]
    assert [cell.value for cell in head] == [one.header + ("*" if one.required else "") for one in COLUMNS]
    assert len({cell.fill.fgColor.rgb for cell in head if cell.value.endswith("*")}) == 1
    assert len({cell.fill.fgColor.rgb for cell in head}) == 2
    assert all(cell.comment.text.startswith("Required." if "*" in cell.value else "May stay empty") for cell in head)
    assert blank[ROSTER_TITLE].freeze_panes == "B2"


def test_every_column_shows_a_hint_and_some_a_list_of_todays_terms(blank):
    rules = rules_of(blank[ROSTER_TITLE])
    assert len(rules) == len(COLUMNS)
    assert all(rule.showInputMessage and rule.prompt and rule.promptTitle for rule in rules.values())
    assert all(str(rule.sqref).endswith(str(SHEET_ROWS_MOST + 1)) for rule in rules.values())
    lists = {letter: rule.formula1 for letter, rule in rules.items() if rule.type == "list"}
    assert list(lists) == ["D", "E", "F", "G", "H"]
    choices = blank[CHOICES_TITLE]
    assert [cell.value for cell in choices["A"]][:3] == ["银行", "学校", None]
    assert lists["G"] == f"'{CHOICES_TITLE}'!$D$1:$D$3"
    assert not rules["E"].showErrorMessage  # several alliances may stand in one cell
    assert rules["D"].showErrorMessage


def test_codes_and_telephones_stay_text(blank):
    dimensions = blank[ROSTER_TITLE].column_dimensions
    assert [dimensions[letter].number_format for letter in "ACHM"] == ["@"] * 4
    assert dimensions["O"].number_format == "0"


def test_a_term_that_looks_like_a_formula_stays_text():
    words = Vocabulary([Term("x", "=1+1", "X")], [], [], [], [])
    cell = opened(template(words, "2026-11-22", str))[CHOICES_TITLE]["A1"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_example_is_a_row_that_the_portal_understands(blank):
    blank.move_sheet(EXAMPLE_TITLE, -1)
    (row,) = read(saved(blank), WORDS.columns)
    from alliance.sheets.checking import check_rows

    assert not check_rows([row], WORDS)[0].faults


def test_the_template_as_it_is_holds_no_rows(blank):
    from alliance.foundation.kernel.errors import Invalid

    with pytest.raises(Invalid, match="no rows"):
        read(saved(blank), WORDS.columns)


def decorated():
    """A workbook with much in it that is none of the portal's business."""
    workbook = opened(book(line(1, email="x"), line(2)))
    sheet = workbook.active
    sheet.column_dimensions["A"].width = 33
    sheet["B2"].font = Font(bold=True, color="FF00FF00")
    sheet["I2"].value = CellRichText(TextBlock(InlineFont(b=True), "粗"), "细")
    sheet["N2"].font, sheet["N2"].number_format = Font(italic=True), "@"
    sheet["B3"].comment = Comment("自己的批注", "某岗")
    rule = DataValidation("list", formula1='"甲,乙"')
    rule.add("B2:B9")
    sheet.add_data_validation(rule)
    other = workbook.create_sheet("别的表")
    other["A1"], other["B1"] = "=SUM(1,2)", "留着"
    workbook.create_sheet("藏起来").sheet_state = "hidden"
    return saved(workbook)


def look(cell):
    return cell.fill.fgColor.rgb, cell.comment and cell.comment.text


def test_only_the_faulty_cells_are_marked_and_all_else_stays(make):
    content = decorated()
    faults = [
        Fault(2, "联络邮箱", "x", "Not an address."),
        Fault(3, "简称", "", "One reason."),
        Fault(3, "简称", "", "Two."),
    ]
    old, new = opened(content), opened(mark(content, faults, lambda fault: fault.words, "平台"))
    assert new.sheetnames == old.sheetnames
    assert [sheet.sheet_state for sheet in new] == [sheet.sheet_state for sheet in old]
    marked = {}
    for before, after in zip(old, new, strict=True):
        assert before.dimensions == after.dimensions
        for row in before:
            for cell in row:
                same = after[cell.coordinate]
                assert (same.value, same.number_format) == (cell.value, cell.number_format)
                assert (same.font.b, same.font.i, same.font.color) == (cell.font.b, cell.font.i, cell.font.color)
                if look(same) != look(cell):
                    marked[f"{before.title}!{cell.coordinate}"] = look(same)
    assert marked == {
        "Sheet!N2": (FAULT_COLOUR, "Not an address."),
        "Sheet!B3": (FAULT_COLOUR, "自己的批注\nOne reason.\nTwo."),
    }
    sheet = new.active
    assert sheet.column_dimensions["A"].width == 33
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["B2:B9"]
    assert new["别的表"]["A1"].value == "=SUM(1,2)"


def test_an_empty_cell_that_must_be_filled_is_marked_too():
    content = book(line(address=None))
    sheet = opened(mark(content, [Fault(2, "地址", "", "Empty.")], lambda fault: fault.words, "平台")).active
    assert sheet["I2"].comment.text == "Empty."


def test_of_merged_cells_the_one_that_shows_is_marked():
    workbook = Workbook()
    workbook.active.append(HEADS)
    workbook.active.append(["一"])
    workbook.active.merge_cells("A2:C3")
    sheet = opened(mark(saved(workbook), [Fault(3, "简称", "", "Empty.")], lambda fault: fault.words, "平台")).active
    assert sheet["A2"].comment.text == "Empty."


def test_a_marked_file_that_is_mended_is_accepted():
    content = mark(book(line(email="x")), [Fault(2, "联络邮箱", "x", "No.")], lambda fault: fault.words, "平台")
    workbook = opened(content)
    workbook.active["N2"].value = "liaison@example.org"
    (row,) = read(saved(workbook), WORDS.columns)
    assert row.cells["email"].text == "liaison@example.org"
