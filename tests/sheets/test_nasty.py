"""Whatever stands in a cell: a clear verdict, never a failure, never a row written."""

import re
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from alliance.foundation.kernel.actor import Role
from alliance.organisations.model import Organisation
from tests.sheets.books import COLUMNS, HEADS, KEYS, SHEET_PART, book, line, rewritten, saved

NASTY = {
    "formula": "=1+1",
    "link": '=HYPERLINK("http://example.org")',
    "command": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(A1)",
    "wide formula": "＝1+1",
    "script": "<script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)',
    "template": "{{ 7*7 }}{% raise %}",
    "percent": "%s %(row)d %%",
    "brace": "{0.__class__}",
    "quote": "'; DROP TABLE organisation; --",
    "like": "%_\\",
    "path": "../../etc/passwd",
    "NUL": "甲_x0000_乙",
    "bell": "甲_x0007_乙",
    "surrogate": "甲_xD800_乙",
    "pair": "_xD83D__xDE00_",
    "escape": "_x005F_x0000_",
    "override": "甲\u202e乙",
    "isolate": "\u2066甲",
    "no width": "\u200b",
    "mark": "\ufeff",
    "replacement": "\ufffd",
    "private": "\ue000",
    "line": "甲\n乙",
    "return": "甲_x000D_乙",
    "tab": "甲\t乙",
    "paragraph": "甲\u2029乙",
    "combining": "a" + "\u0301" * 200,
    "emoji": "👨‍👩‍👧‍👦",
    "rare": "𠮷野家",
    "long": "长" * 10_000,
    "longer": "x" * 32_767,
    "zero": 0,
    "negative": -1,
    "fraction": 0.1,
    "sixteen digits": 1234567890123456,
    "damaged": 123456789012345678,
    "huge": 1e308,
    "tiny": -1e-308,
    "yes": True,
    "no": False,
    "date": date(2022, 7, 4),
    "moment": datetime(2022, 7, 4, 9, 30),  # noqa: DTZ001 - a spreadsheet knows no zone
    "time": time(9, 30),
    "span": timedelta(hours=30),
    "error": "#REF!",
    "not a number": "NaN",
    "infinite": "Infinity",
    "other digits": "٣٤٥",
    "circled": "①",
    "none": "None",
    "separators": ";；、,",
    "address": '"a b"@[127.0.0.1]',
    "wide address": "liaison＠example.org",
}


@pytest.mark.parametrize("value", NASTY.values(), ids=NASTY)
def test_a_nasty_value_in_any_column_is_a_verdict_and_no_failure(make, browser, value):
    """A sheet with the value in each column in turn, and a row that is faulty for certain."""
    visitor = browser(make.person(Role.CENTER_OFFICER))
    rows = [line(number, **{column.key: value}) for number, column in enumerate(COLUMNS, start=1)]
    content = book(*rows, line(90, uscc="x"))
    preview = visitor.post("sheets.upload", {"file": (BytesIO(content), "名单.xlsx")}).headers["Location"]
    for show in ("faulty", "new"):
        page = visitor.get(f"{preview}?show={show}")
        assert "<script>alert" not in page.html
        assert 'onmouseover="' not in page.html
    visitor.get(f"{preview}/marked")
    visitor.get("sheets.index")
    visitor.post(f"{preview}/take-over", {"seen": ""}, status=409)
    with make.work() as work:
        assert work.session.scalar(select(func.count()).select_from(Organisation)) == 0


@pytest.mark.parametrize("value", [value for value in NASTY.values() if isinstance(value, str)])
def test_a_nasty_head_is_refused(make, browser, value):
    visitor = browser(make.person(Role.CENTER_OFFICER))
    content = book(line(), heads=[*HEADS, value], keys=[*KEYS, "none"])
    answer = visitor.client.post(
        "/sheets/",
        data={"csrf_token": visitor.csrf_token(), "file": (BytesIO(content), "名单.xlsx")},
        headers={"Host": "localhost"},
    )
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "name", ["", "<script>.xlsx", "甲\u202e.xlsx", "名单" * 300, "..", "CON.xlsx", 'a"b.xlsx', "%s"]
)
def test_a_nasty_file_name_is_only_shown(make, browser, name):
    visitor = browser(make.person(Role.CENTER_OFFICER))
    answer = visitor.client.post(
        "/sheets/",
        data={"csrf_token": visitor.csrf_token(), "file": (BytesIO(book(line())), name)},
        headers={"Host": "localhost"},
    )
    assert answer.status_code in {303, 422}
    assert "<script>.xlsx" not in visitor.get("sheets.index").html


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="A2" t="n"><v>NaN</v></c>',
        b'<c r="A2" t="n"><v>1E999</v></c>',
        b'<c r="A2" t="n"><v>' + b"9" * 4000 + b"</v></c>",
        b'<c r="A2" t="n"><v>' + b"9" * 9000 + b"</v></c>",
        b'<c r="A2" t="s"><v>-99999</v></c>',
        b'<c r="A2" t="d"><v>not a day</v></c>',
        b'<c r="A2" t="b"><v>2</v></c>',
        b'<c r="A2" t="e"><v>anything</v></c>',
        b'<c r="A2" t="zz"><v>anything</v></c>',
        b'<c r="A2" s="9999"><v>1</v></c>',
        b'<c r="2A"><v>1</v></c>',
        b'<c r="ZZZZZ2"><v>1</v></c>',
        b'<c r="A0"><v>1</v></c>',
        b'<c r="A2"><f t="array" ref="A2:A9">1</f></c>',
        b'<c r="A2"><f t="dataTable" ref="A2:A9" r1="A1">1</f></c>',
        b'<c r="A2"><f t="shared" si="7">1</f></c>',
        b'<c r="A2"><is><t>loose</t></is></c>',
        b"<c><v>1</v></c>",
        b"<x/>",
    ],
)
@pytest.mark.parametrize("style", [b"", b"date"])
@pytest.mark.filterwarnings("ignore:Cell A2 is marked as a date:UserWarning")
def test_a_cell_written_by_hand_is_a_verdict_or_a_refusal(make, browser, cell, style):
    workbook = Workbook()
    workbook.active.append(HEADS)
    workbook.active.append(["HERE", *["x"] * 14])
    workbook.active["A1"].number_format = "yyyy-mm-dd"
    chosen = cell.replace(b'r="A2" ', b'r="A2" s="1" ') if style else cell

    def put(xml):
        changed, count = re.subn(b'<c r="A2".*?</c>', lambda _: chosen, xml)
        assert count == 1
        return changed

    visitor = browser(make.person(Role.CENTER_OFFICER))
    answer = visitor.client.post(
        "/sheets/",
        data={
            "csrf_token": visitor.csrf_token(),
            "file": (BytesIO(rewritten(saved(workbook), SHEET_PART, put)), "x.xlsx"),
        },
        headers={"Host": "localhost"},
    )
    assert answer.status_code in {303, 422}
    if answer.status_code == 303:
        visitor.get(answer.headers["Location"])
        marked = visitor.client.get(answer.headers["Location"] + "/marked", headers={"Host": "localhost"})
        assert marked.status_code in {200, 422}
