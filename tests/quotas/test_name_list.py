"""What a list says, typed or as a sheet: whom it names in which order, and every fault at its row."""

from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import Workbook, load_workbook

from alliance.foundation.kernel.errors import Conflict, Invalid
from alliance.quotas import name_list
from alliance.quotas.naming import LISTED_MOST, Named
from tests.quotas.filling import people


def sheet(*rows, head=("姓名*", "邮箱*")):
    workbook = Workbook()
    for row in (head, *rows):
        workbook.active.append(row)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


@pytest.mark.parametrize("between", [" ", "\t", "，", ", ", "  ；"])
def test_a_line_is_a_name_and_an_address_whatever_stands_between(between):
    checked = name_list.of_lines(f"\n 员工一{between}one@bank.example \n\nAn Employee{between}two@bank.example\n")
    assert checked.people == [Named("员工一", "one@bank.example"), Named("An Employee", "two@bank.example")]
    assert not checked.faults


def test_a_sheet_says_the_same():
    checked = name_list.of_sheet(sheet(("员工一", "one@bank.example"), (None, None), ("员工二", "two@bank.example")))
    assert checked.people == [Named("员工一", "one@bank.example"), Named("员工二", "two@bank.example")]


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("员工一", ["邮箱"]),
        ("one@bank.example", ["姓名"]),
        ("员工一 one@bank", ["邮箱"]),
        ("员工一 one@@bank.example", ["邮箱"]),
        (f"{'甲' * 200} one@bank.example", ["姓名"]),
        (f"员工一 {'a' * 300}@bank.example", ["邮箱"]),
    ],
)
def test_what_is_wrong_is_told_at_its_row(line, columns):
    checked = name_list.of_lines(f"员工零 zero@bank.example\n{line}")
    assert [(one.row, one.column) for one in checked.faults] == [(2, column) for column in columns]


def test_the_same_address_twice_is_told_at_the_second():
    checked = name_list.of_lines("员工一 one@bank.example\n员工二 ONE@bank.example\n员工三 x\n员工四 y")
    assert [(one.row, one.column) for one in checked.faults] == [(2, "邮箱"), (3, "邮箱"), (4, "邮箱")]
    assert checked.faults[0].params == {"row": 1}


@pytest.mark.parametrize("text", ["", " \n \n", "\n".join(f"甲 a{one}@b.example" for one in range(LISTED_MOST + 1))])
def test_an_empty_list_and_an_endless_one_are_refused(text):
    with pytest.raises(Invalid):
        name_list.of_lines(text)


@pytest.mark.parametrize(
    "content", [b"", b"no workbook", sheet(("员工一",), head=("姓名",)), sheet(head=("姓名", "邮箱"))]
)
def test_a_file_that_is_no_such_sheet_is_refused(content):
    with pytest.raises(Invalid):
        name_list.of_sheet(content)


def test_formulas_are_not_taken_for_names():
    checked = name_list.of_sheet(sheet(("=1+1", "one@bank.example")))
    assert [one.column for one in checked.faults] == ["姓名"]


def test_the_template_has_the_columns_that_are_read():
    book = load_workbook(BytesIO(name_list.template("2026-11-27", str)))
    first = book[book.sheetnames[0]]
    first.append(("员工一", "one@bank.example"))
    file = BytesIO()
    book.save(file)
    assert name_list.of_sheet(file.getvalue()).people == [Named("员工一", "one@bank.example")]


def test_a_sealed_list_is_opened_for_its_own_quota_alone(portal):
    quota_id = uuid4()
    seal = name_list.sealed(quota_id, people(3))
    assert name_list.opened(quota_id, seal) == people(3)
    for other, given in ((uuid4(), seal), (quota_id, seal[:-3]), (quota_id, ""), (quota_id, "W10." + seal)):
        with pytest.raises(Conflict):
            name_list.opened(other, given)
