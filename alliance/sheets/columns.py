"""The columns of the roster sheet: their names, what belongs in them, and how a head is recognised."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..foundation.kernel.words import N_, fold
from ..organisations.model import (
    ADDRESS_LENGTH,
    AMOUNT_MOST,
    EMAIL_LENGTH,
    NAME_LENGTH,
    PERSON_LENGTH,
    PHONE_LENGTH,
    SHORT_NAME_LENGTH,
    USCC_LENGTH,
)
from ..organisations.queries import Unit

LIST_LENGTH = 200
CODE_SEPARATORS = 6


class Kind(StrEnum):
    WORDS = "words"
    CODE = "code"
    """Text of digits or letters; a spreadsheet may keep it as a number."""
    LIST = "list"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is its name in the code, `header` the one in the sheet. `capability`: the kind whose amount it holds;
    `most`: of an amount."""

    key: str
    header: str
    hint: str
    kind: Kind = Kind.WORDS
    longest: int = LIST_LENGTH
    required: bool = False
    capability: str | None = None
    example: str = ""
    most: int = AMOUNT_MOST


COLUMNS = (
    Column(
        "name",
        "单位全称",
        N_("The full name, as on the official seal."),
        longest=NAME_LENGTH,
        required=True,
        example="甲银行太原分行（示例）",
    ),
    Column("short_name", "简称", N_("A short name for lists."), longest=SHORT_NAME_LENGTH, example="甲银行"),
    Column(
        "uscc",
        "统一社会信用代码",
        N_("18 characters, the last of them a check digit. Keep the cell as text."),
        Kind.CODE,
        USCC_LENGTH + CODE_SEPARATORS,
        required=True,
        example="91140106DEM0004793",
    ),
    Column("sector", "单位类型", N_("Choose from the list."), required=True, example="银行"),
    Column(
        "alliances",
        "所属联盟",
        N_("One or more alliances, with a semicolon between them."),
        Kind.LIST,
        required=True,
        example="警银",
    ),
    Column(
        "matrices",
        "所属矩阵",
        N_("One or more matrices, with a semicolon between them."),
        Kind.LIST,
        required=True,
        example="治理;宣传",
    ),
    Column("district", "所在区县", N_("Choose from the list."), required=True, example="迎泽区"),
    Column(
        "district_code",
        "行政区划代码",
        N_("Six digits (GB/T 2260) that fit the district; may stay empty."),
        Kind.CODE,
        example="140106",
    ),
    Column(
        "address",
        "地址",
        N_("Street and number."),
        longest=ADDRESS_LENGTH,
        required=True,
        example="太原市迎泽区示例路1号",
    ),
    Column(
        "first_leader",
        "第一责任人",
        N_("The main responsible person."),
        longest=PERSON_LENGTH,
        required=True,
        example="主要负责人",
    ),
    Column(
        "leader_in_charge",
        "分管负责人",
        N_("The leader in charge of this work."),
        longest=PERSON_LENGTH,
        example="分管负责人",
    ),
    Column(
        "liaison",
        "联络员",
        N_("Who is the contact towards the alliance."),
        longest=PERSON_LENGTH,
        required=True,
        example="联络员",
    ),
    Column(
        "phone",
        "联络电话",
        N_("The liaison's telephone. Keep the cell as text."),
        Kind.CODE,
        PHONE_LENGTH,
        example="0351-5550000",
    ),
    Column(
        "email", "联络邮箱", N_("The liaison's e-mail address."), longest=EMAIL_LENGTH, example="liaison@example.org"
    ),
    Column(
        "outlets", "网点数", N_("How many outlets: a whole number."), Kind.AMOUNT, capability="outlets", example="20"
    ),
)
REQUIRED_MARK = "*"


def heading(text: str) -> str:
    """A head as it is compared: without the mark of required columns, whatever its spelling."""
    return fold(fold(text).rstrip(REQUIRED_MARK))


def all_columns(capabilities: Iterable[Unit]) -> Mapping[str, Column]:
    """Heading → column: the fifteen of the sheet, then one for each other kind of capability, which may be missing."""
    columns = {heading(column.header): column for column in COLUMNS}
    own = {column.capability for column in COLUMNS}
    for kind in capabilities:
        if kind.code not in own:
            amount = Column(
                f"capability {kind.code}", kind.zh, N_("A whole number."), Kind.AMOUNT, capability=kind.code
            )
            columns.setdefault(heading(kind.zh), amount)
    return columns
