"""The writer of Excel files: what goes in comes out as text, whatever it looks like."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from alliance.sheets.workbook import text_workbook

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1", '=HYPERLINK("http://a")')


def only_sheet(file: bytes):
    return load_workbook(BytesIO(file)).worksheets[0]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_cell_that_looks_like_a_formula_is_text(text):
    cell = only_sheet(text_workbook("名单", ["名称"], [[text]]))["A2"]
    assert cell.data_type == "s"
    assert str(cell.value).strip() == text.strip()
    assert cell.quotePrefix


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_heading_that_looks_like_a_formula_is_text(text):
    assert only_sheet(text_workbook("名单", [text], []))["A1"].data_type == "s"


def test_a_long_code_keeps_all_its_digits_and_its_zeros():
    cell = only_sheet(text_workbook("名单", ["代码"], [["007140106000000001"], [12]]))["A2"]
    assert (cell.value, cell.number_format) == ("007140106000000001", "@")


def test_numbers_and_gaps_become_text_and_empty_cells():
    sheet = only_sheet(text_workbook("名单", ["数", "空"], [[12, None]]))
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["B2"].value) == ("12", "s", None)


def test_signs_that_no_sheet_can_hold_are_replaced():
    cell = only_sheet(text_workbook("a/b:[c]*?\\", ["名称"], [["甲\x00乙\ud800丙"]]))["A2"]
    assert cell.value == "甲\ufffd乙\ufffd丙"


def test_no_cell_of_the_file_holds_a_formula():
    with ZipFile(BytesIO(text_workbook("名单", ["名称"], [[text] for text in DANGEROUS]))) as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")
