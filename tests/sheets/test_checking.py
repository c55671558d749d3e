"""The checks over frozen rows: no web, no database."""

import pytest

from alliance.organisations.queries import Term
from alliance.sheets import cells, checking, vocabulary
from alliance.sheets.cells import EMPTY
from alliance.sheets.checking import SAME_AS_ROW, check_rows
from alliance.sheets.columns import COLUMNS
from alliance.sheets.reading import Cell, CellKind
from alliance.sheets.vocabulary import Vocabulary
from tests.factories import some_uscc
from tests.sheets.books import HEADERS
from tests.sheets.rows import WORDS, row


def only(*rows):
    return check_rows(rows, WORDS)[-1]


def faults_of(*rows):
    return [(fault.row, fault.column, fault.words) for fault in only(*rows).faults]


def test_a_sound_row_says_everything_in_the_portals_codes():
    found = only(row(uscc=some_uscc(7).lower(), screens=None)).roster_row
    assert (found.sector_code, found.alliances, found.district_code) == ("bank", ("police_bank",), "140106")
    assert found.matrices == ("publicity_matrix", "governance_matrix")
    assert found.uscc == some_uscc(7)
    assert found.capabilities == {"outlets": 8}


@pytest.mark.parametrize("way", ["bank", "银行", "Bank", " BANK "])
def test_a_sector_is_written_as_code_or_name(way):
    assert only(row(sector=way.strip())).roster_row.sector_code == "bank"


@pytest.mark.parametrize(
    "way",
    [
        "警银;综合",
        "综合；警银",
        "警银、综合",
        "警银,综合",
        "警银，综合",
        "警银\n综合",
        "警银;;综合;",
        "警银联盟;综合反诈联盟",
        "警银;警银;综合",
    ],
)
def test_alliances_are_listed_in_any_usual_way(way):
    assert only(row(alliances=way)).roster_row.alliances == ("police_bank", "general_alliance")


@pytest.mark.parametrize("key", [column.key for column in COLUMNS if column.required])
def test_a_required_cell_that_is_empty_is_a_fault(key):
    assert faults_of(row(**{key: None})) == [(2, HEADERS[key], EMPTY)]


@pytest.mark.parametrize("key", [column.key for column in COLUMNS if not column.required])
def test_any_other_cell_may_be_empty(key):
    assert faults_of(row(**{key: None})) == []


@pytest.mark.parametrize(
    ("key", "cell", "words"),
    [
        ("name", 12, cells.NUMBER_FOR_TEXT),
        ("name", "甲\n乙", cells.SEVERAL_LINES),
        ("name", "长" * 121, cells.TOO_LONG),
        ("name", Cell(CellKind.LONG, "长…"), cells.TOO_LONG),
        ("name", Cell(CellKind.HIDDEN, "U+202E"), cells.HIDDEN),
        ("name", Cell(CellKind.FORMULA, "=A1"), cells.REFUSED_KINDS[CellKind.FORMULA]),
        ("address", Cell(CellKind.ERROR, "#N/A"), cells.REFUSED_KINDS[CellKind.ERROR]),
        ("liaison", Cell(CellKind.DATE, "2022-07-04"), cells.REFUSED_KINDS[CellKind.DATE]),
        ("first_leader", Cell(CellKind.SWITCH, "True"), cells.REFUSED_KINDS[CellKind.SWITCH]),
        ("uscc", Cell(CellKind.NUMBER, "1.234567890123457e+17"), cells.DAMAGED_NUMBER),
        ("sector", "bakery", vocabulary.NO_SUCH_SECTOR),
        ("alliances", "警银;警校", vocabulary.NO_SUCH_ALLIANCE),
        ("alliances", "；；", EMPTY),
        ("matrices", "宣传;火星", vocabulary.NO_SUCH_MATRIX),
        ("district", "火星区", vocabulary.NO_SUCH_DISTRICT),
        ("district_code", "999999", vocabulary.NO_SUCH_DISTRICT_CODE),
        ("district_code", "140105", checking.DISTRICTS_DISAGREE),
        ("phone", "很多", vocabulary.NOT_A_TELEPHONE),
        ("phone", "12", vocabulary.NOT_A_TELEPHONE),
        ("email", "liaison(at)example.org", vocabulary.NOT_AN_ADDRESS),
        ("email", 12, cells.NUMBER_FOR_TEXT),
        ("outlets", "很多", cells.NOT_AN_AMOUNT),
        ("outlets", -1, cells.NOT_AN_AMOUNT),
        ("outlets", Cell(CellKind.NUMBER, "1.5"), cells.NOT_AN_AMOUNT),
        ("outlets", Cell(CellKind.NUMBER, "inf"), cells.NOT_AN_AMOUNT),
        ("outlets", 100_000_001, cells.NOT_AN_AMOUNT),
    ],
)
def test_a_fault_is_named_by_row_column_and_reason(key, cell, words):
    assert faults_of(row(**{key: cell})) == [(2, HEADERS[key], words)]


def test_a_wrong_check_digit_is_a_fault():
    code = some_uscc(7)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert [fault[1] for fault in faults_of(row(uscc=wrong))] == ["统一社会信用代码"]


@pytest.mark.parametrize(
    ("key", "cell", "kept"),
    [
        ("phone", 13800138000, "13800138000"),
        ("phone", "96110", "96110"),
        ("phone", "+86 351-5550001 转 12", "+86 351-5550001 转 12"),
        ("phone", "（0351）5550001、13800138000", "（0351）5550001、13800138000"),
        ("district_code", 140106, "140106"),
        ("outlets", "46", 46),
        ("outlets", "４６", 46),
    ],
)
def test_a_number_and_its_text_are_one_where_no_harm_is_done(key, cell, kept):
    found = only(row(**{key: cell})).roster_row
    assert (found.capabilities["outlets"] if key == "outlets" else getattr(found, key)) == kept


def test_every_fault_of_a_row_is_told_in_the_order_of_the_columns():
    found = [fault[1] for fault in faults_of(row(name=None, alliances="火星", outlets="很多", email="x"))]
    assert found == ["单位全称", "所属联盟", "联络邮箱", "网点数"]


def test_a_code_or_a_name_that_an_earlier_row_bears_is_a_fault_of_the_later():
    twin = row(3, uscc=some_uscc(2), name="第2银行（测试）")
    assert faults_of(row(2), twin) == [(3, "单位全称", SAME_AS_ROW), (3, "统一社会信用代码", SAME_AS_ROW)]
    assert [fault.params for fault in only(row(2), twin).faults] == [{"row": 2}, {"row": 2}]


def test_a_repeat_of_a_faulty_row_is_told_too():
    assert faults_of(row(2, email="x"), row(3, uscc=some_uscc(2))) == [(3, "统一社会信用代码", SAME_AS_ROW)]


def test_a_district_is_known_by_its_name_alone_unless_several_bear_it():
    assert only(row(district_code=None)).roster_row.district_code == "140106"
    several = Vocabulary(
        WORDS.sectors, WORDS.alliances, WORDS.matrices, [*WORDS.districts, Term("150102", "新城区", "N")], ()
    )
    found = check_rows([row(district="新城区", district_code=None)], several)[0]
    assert [(fault.column, fault.words) for fault in found.faults] == [("行政区划代码", checking.WHICH_DISTRICT)]
    assert check_rows([row(district="新城区", district_code="150102")], several)[0].roster_row


def test_other_capabilities_have_columns_of_their_own_names():
    found = only(row(**{"capability screens": 12})).roster_row
    assert found.capabilities == {"outlets": 8, "screens": 12}
    assert WORDS.columns["电子屏"].capability == "screens"
