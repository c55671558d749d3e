"""A list of people, typed line by line or sent as a sheet: what it says, and what is wrong in which row.

Nothing of a list is kept before its sender has seen it and confirmed: between the two pages it travels, signed, with
the sender.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer

from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_, fold
from ..organisations.model import EMAIL_LENGTH, PERSON_LENGTH
from ..people.invitations import check_address
from ..sheets.cells import plain
from ..sheets.checking import SAME_AS_ROW, fault_at
from ..sheets.columns import Column, heading
from ..sheets.reading import Cell, CellKind, Row, read
from ..sheets.template import Say, rule_for, write_head, write_hidden
from ..sheets.verdicts import Fault
from ..shifts.limits import Limits
from .naming import LISTED_MOST, Named

NAME = Column("name", "姓名", N_("The person's name."), longest=PERSON_LENGTH, required=True)
EMAIL = Column(
    "email", "邮箱", N_("The person's own e-mail address: the letter goes there."), longest=EMAIL_LENGTH, required=True
)
COLUMNS = (NAME, EMAIL)
TITLE, HIDDEN, VERSION = "志愿者名单", "版本", "1"
BETWEEN = re.compile(r"[\s,，;；、\t]+")
EMPTY = N_("Type a list, or choose a file.")
TOO_LONG = N_("A list has at most %(most)d people.")
OTHER = N_("This list was checked for other places, or not by the portal. Check it again.")


@dataclass(frozen=True, slots=True)
class Checked:
    """Whom a list names, in its order; and what is wrong, for which nobody of it is named."""

    people: Sequence[Named]
    faults: Sequence[Fault]


def template(made_on: str, say: Say) -> bytes:
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = TITLE
    write_head(sheet, COLUMNS, say)
    for place, column in enumerate(COLUMNS, start=1):
        sheet.add_data_validation(rule_for(column, place, None, say))
    write_hidden(workbook.create_sheet(HIDDEN), [("template", TITLE), ("version", VERSION), ("made", made_on)])
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def of_sheet(content: bytes) -> Checked:
    """Raises Invalid or SheetTooLarge where it cannot be read."""
    return _judge(read(content, {heading(column.header): column for column in COLUMNS}, COLUMNS))


def of_lines(text: str) -> Checked:
    """A line for each: the name, then the address, with a space, a comma or a tab between them."""
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), start=1))
    return _judge([_row(number, line) for number, line in lines if line])


def _row(number: int, line: str) -> Row:
    *names, last = [part for part in BETWEEN.split(line) if part] or [""]
    said = {NAME.key: " ".join(names), EMAIL.key: last} if "@" in last else {NAME.key: line}
    return Row(number, {key: Cell(CellKind.TEXT, text) for key, text in said.items() if text})


def _judge(rows: Iterable[Row]) -> Checked:
    rows = list(rows)
    if not rows:
        raise Invalid("people", EMPTY)
    if len(rows) > LISTED_MOST:
        raise Invalid("people", TOO_LONG, most=LISTED_MOST)
    people, faults, met = list[Named](), list[Fault](), dict[str, int]()
    for row in rows:
        wrong = dict[Column, Invalid]()
        said = [_value(row, column, wrong) for column in COLUMNS]
        first = met.setdefault(fold(said[1]), row.number)
        if EMAIL not in wrong and first != row.number:
            wrong[EMAIL] = Invalid(EMAIL.key, SAME_AS_ROW, row=first)
        faults += [fault_at(row, column, refusal) for column, refusal in wrong.items()]
        people.append(Named(*said))
    return Checked(people, faults)


def _value(row: Row, column: Column, wrong: dict[Column, Invalid]) -> str:
    try:
        value = str(plain(column, row.cells.get(column.key)))
        if column is EMAIL:
            check_address(value)
    except Invalid as refusal:
        wrong[column] = refusal
        return ""
    return value


def _serializer(quota_id: UUID) -> URLSafeSerializer:
    return URLSafeSerializer(Limits.key, salt=f"people of {quota_id}")


def sealed(quota_id: UUID, people: Sequence[Named]) -> str:
    return str(_serializer(quota_id).dumps([[one.name, one.email] for one in people]))


def opened(quota_id: UUID, seal: str) -> Sequence[Named]:
    """Conflict where the portal has not sealed that for this quota."""
    try:
        return [Named(name, email) for name, email in _serializer(quota_id).loads(seal)]
    except (BadSignature, TypeError, ValueError) as unsigned:
        raise Conflict(OTHER) from unsigned
