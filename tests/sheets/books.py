"""Workbooks for the tests: sound ones, and such as somebody would make to do harm."""

import csv
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from alliance.sheets.columns import COLUMNS
from tests.factories import some_uscc

DATA = Path(__file__).parent / "data"
ROSTER = (Path(__file__).parents[2] / "alliance/demonstration/roster-138.xlsx").read_bytes()
FAULTY = (DATA / "roster-60-with-11-faults.xlsx").read_bytes()
HEADS = [column.header for column in COLUMNS]
KEYS = [column.key for column in COLUMNS]
HEADERS = dict(zip(KEYS, HEADS, strict=True))
SHEET_PART = "xl/worksheets/sheet1.xml"
CONTENT_TYPES = "[Content_Types].xml"

SOUND: Mapping[str, Any] = {
    "short_name": "甲银行",
    "sector": "bank",
    "alliances": "警银",
    "matrices": "治理;宣传",
    "district": "迎泽区",
    "district_code": "140106",
    "address": "示例路1号",
    "first_leader": "主要负责人",
    "leader_in_charge": "分管负责人",
    "liaison": "联络员",
    "phone": "0351-5550001",
    "email": "liaison@example.org",
    "outlets": 8,
}


def line(number: int = 1, **cells: Any) -> dict[str, Any]:
    """A sound row; `cells` by column key replace what stands in it."""
    return {"name": f"第{number}银行（测试）", "uscc": some_uscc(number), **SOUND, **cells}


def book(*lines: Mapping[str, Any], heads: Sequence[Any] = HEADS, keys: Sequence[str] = KEYS) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(list(heads))
    for one in lines:
        sheet.append([one.get(key) for key in keys])
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def rewritten(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts changed, byte by byte."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return file.getvalue()


def with_part(content: bytes, part: str, added: bytes) -> bytes:
    """The workbook with one more part."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, part: added})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def told_faults() -> list[tuple[int, str]]:
    """(row, column) of each fault that the list beside the faulty roster tells."""
    with (DATA / "roster-60-with-11-faults.csv").open(encoding="utf-8") as file:
        return [(int(one["row"]), one["column"]) for one in csv.DictReader(file)]
