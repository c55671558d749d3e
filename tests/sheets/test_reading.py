"""What a file is, is told by its content; what cannot be read is refused with its own words."""

import zipfile
from io import BytesIO

import openpyxl
import pytest
from openpyxl import Workbook

from alliance.foundation.kernel.errors import Invalid
from alliance.sheets import measuring, reading
from alliance.sheets.columns import all_columns
from alliance.sheets.measuring import SheetTooLarge
from alliance.sheets.model import SHEET_BYTES_MOST, SHEET_ROWS_MOST, SHEET_UNPACKED_MOST
from alliance.sheets.reading import Cell, CellKind, read
from tests.sheets.books import CONTENT_TYPES, HEADS, ROSTER, SHEET_PART, book, line, rewritten, saved, zipped

COLUMNS = all_columns(())
OLE2 = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def words_of(content):
    with pytest.raises(Invalid) as refusal:
        read(content, COLUMNS)
    assert refusal.value.field == "file"
    assert refusal.value.status == 422
    return refusal.value.words


def bomb():
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(ROSTER)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/media/picture.bin", bytes(SHEET_UNPACKED_MOST + 1))
    return file.getvalue()


def with_password():
    """A zip whose entries say that they are encrypted."""
    content = bytearray(ROSTER)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def with_sheet(xml):
    return rewritten(ROSTER, SHEET_PART, lambda _: xml)


def with_types(old, new):
    return rewritten(ROSTER, CONTENT_TYPES, lambda content: content.replace(old, new))


STRAY = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<sheetData><row r="1"><c r="A1" t="s"><v>99999</v></c></row></sheetData></worksheet>'
)
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))


UNREADABLE = {
    "nothing": (b"", measuring.NOT_A_SHEET),
    "text": (b"name,code\n", measuring.NOT_A_SHEET),
    "a web page": (b"<html><table><tr><td>1</td></tr></table></html>", measuring.NOT_A_SHEET),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), measuring.NOT_A_SHEET),
    "a PDF": (b"%PDF-1.7\n", measuring.NOT_A_SHEET),
    "a program": (b"MZ" + bytes(200), measuring.NOT_A_SHEET),
    "another archive": (zipped({"a.txt": b"text"}), measuring.NOT_A_SHEET),
    "another office's sheet": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        measuring.NOT_A_SHEET,
    ),
    "a text document": (with_types(b"spreadsheetml.sheet", b"wordprocessingml.document"), measuring.NOT_A_SHEET),
    "macros": (with_types(b"openxmlformats-officedocument.spreadsheetml", b"ms-excel.macroEnabled"), measuring.MACROS),
    "an old sheet": (OLE2 + "Workbook".encode("utf-16-le"), measuring.OLD_SHEET),
    "a very old sheet": (OLE2 + "Book".encode("utf-16-le"), measuring.OLD_SHEET),
    "an old text document": (OLE2 + "WordDocument".encode("utf-16-le"), measuring.NOT_A_SHEET),
    "a password": (OLE2 + "EncryptedPackage".encode("utf-16-le"), measuring.ENCRYPTED),
    "a password of the archive": (with_password(), measuring.ENCRYPTED),
    "half a file": (ROSTER[: len(ROSTER) // 2], measuring.BROKEN),
    "a bomb": (bomb(), measuring.TOO_MUCH),
    "many parts": (zipped({f"{n}.xml": b"" for n in range(measuring.PARTS_MOST + 1)}), measuring.TOO_MUCH),
    "many tags": (with_sheet(b"<a>" + b"<b/>" * measuring.TAGS_MOST), measuring.TOO_MUCH),
    "broken XML": (with_sheet(b"<worksheet"), measuring.BROKEN),
    "an encoding to hide in": (with_sheet("<worksheet/>".encode("utf-16")), measuring.BROKEN),
    "entities that grow": (
        with_sheet(b'<!DOCTYPE x [<!ENTITY l0 "ha">' + LAUGHS + b"]><worksheet>&l9;</worksheet>"),
        measuring.BROKEN,
    ),
    "an entity from outside": (
        with_sheet(b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet>&f;</worksheet>'),
        measuring.BROKEN,
    ),
    "a string that is not there": (with_sheet(STRAY), measuring.BROKEN),
    "no sheet": (rewritten(ROSTER, "xl/workbook.xml", lambda _: b"<workbook/>"), reading.NO_SHEET),
    "an empty sheet": (book(heads=[]), reading.NO_SHEET),
    "a head alone": (book(), reading.NO_ROWS),
    "nothing but space": (book({"name": "  　"}), reading.NO_ROWS),
    "a column missing": (book(line(), heads=HEADS[1:], keys=["name"]), reading.MISSING),
    "a column unknown": (book(line(), heads=[*HEADS, "备注"]), reading.UNKNOWN),
    "a column without a name": (book({**line(), "more": "不可丢失"}, keys=[*line(), "more"]), reading.UNKNOWN),
    "a column twice": (book(line(), heads=[*HEADS, "简称"]), reading.TWICE),
    "a formula for a head": (book(line(), heads=["=1+1", *HEADS[1:]]), reading.MISSING),
}


@pytest.mark.parametrize(("content", "words"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_says_why(content, words):
    assert words_of(content) == words


def test_a_file_of_more_megabytes_than_allowed_is_too_large():
    with pytest.raises(SheetTooLarge) as refusal:
        read(ROSTER + bytes(SHEET_BYTES_MOST), COLUMNS)
    assert refusal.value.status == 413


def test_a_sheet_of_too_many_rows_is_refused():
    rows = [{"name": "一"}] * (SHEET_ROWS_MOST + 1)
    assert words_of(book(*rows)) == reading.TOO_MANY_ROWS
    assert len(read(book(*rows[1:]), COLUMNS)) == SHEET_ROWS_MOST


@pytest.mark.parametrize(
    "wide",
    [
        b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b"<mergeCells><mergeCell ref='$A$1:$XFD$1048576'/></mergeCells>",
        b'<hyperlinks><hyperlink display="x" ref = "A1:XFD1048576"/></hyperlinks>',
        b'<mergeCells><mergeCell ref="A1:XFD99999999999"/></mergeCells>',
        b'<mergeCells><mergeCell ref="&#65;1:XFD1048576"/></mergeCells>',
    ],
)
def test_a_range_that_covers_the_whole_sheet_is_not_opened(wide):
    content = rewritten(ROSTER, SHEET_PART, lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + wide))
    assert words_of(content) == measuring.TOO_MUCH


def test_a_row_far_below_is_read_and_one_below_the_last_is_not():
    far = b'</row><row r="1048576"><c r="A1048576"><v>1</v></c></row><row r="999999999999"></row></sheetData>'
    content = rewritten(ROSTER, SHEET_PART, lambda xml: xml.replace(b"</row></sheetData>", far))
    assert read(content, COLUMNS)[-1].number == 1_048_576


def test_a_lie_about_a_size_is_found():
    content = bytearray(ROSTER)
    at = content.find(b"PK\x01\x02")
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert words_of(bytes(content)) == measuring.BROKEN


def test_external_entities_are_refused_by_the_parser():
    assert openpyxl.DEFUSEDXML


def test_heads_are_known_with_the_mark_and_without():
    starred = [f" {head}＊ " if number % 2 else f"{head}*" for number, head in enumerate(HEADS)]
    assert read(book(line(), heads=starred), COLUMNS) == read(book(line()), COLUMNS)


def test_blank_rows_are_skipped_and_the_others_keep_their_number():
    rows = read(book(line(1), {}, {"name": " "}, line(2)), COLUMNS)
    assert [row.number for row in rows] == [2, 5]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("甲银行 ", Cell(CellKind.TEXT, "甲银行")),
        (12, Cell(CellKind.NUMBER, "12")),
        (12.0, Cell(CellKind.NUMBER, "12")),
        (1.5, Cell(CellKind.NUMBER, "1.5")),
        (123456789012345678, Cell(CellKind.NUMBER, "1.234567890123457e+17")),
        (True, Cell(CellKind.SWITCH, "True")),
        ("=1+1", Cell(CellKind.FORMULA, "=1+1")),
        ("#N/A", Cell(CellKind.ERROR, "#N/A")),
        ("甲_x0000_乙", Cell(CellKind.HIDDEN, "U+0000")),
        ("甲_xD800_乙", Cell(CellKind.HIDDEN, "U+D800")),
        ("甲\u202e乙", Cell(CellKind.HIDDEN, "U+202E")),
        ("长" * 10_000, Cell(CellKind.LONG, "长" * 60 + "…")),
        (None, None),
        ("　", None),
    ],
)
def test_a_cell_is_what_it_is(value, cell):
    rows = read(book({"name": "一", "address": value}), COLUMNS)
    assert rows[0].cells.get("address") == cell


def test_a_date_is_not_taken_for_a_number():
    workbook = Workbook()
    workbook.active.append(HEADS)
    workbook.active.append(["一"])
    cell = workbook.active.cell(2, 13)
    cell.value, cell.number_format = 44746, "yyyy-mm-dd"
    assert read(saved(workbook), COLUMNS)[0].cells["phone"].kind is CellKind.DATE


def test_text_that_looks_like_a_formula_counts_as_one():
    workbook = Workbook()
    workbook.active.append(HEADS)
    workbook.active.append(["一"])
    cell = workbook.active.cell(2, 9)
    cell.value, cell.data_type = "=cmd", "s"
    assert read(saved(workbook), COLUMNS)[0].cells["address"].kind is CellKind.FORMULA
