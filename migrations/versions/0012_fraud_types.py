"""Fraud types: the ministry's lists of 2022 to 2025, the platform's thirteen classes, and what each heading covers.

Headings in the words of each list. The ministry of public security gave out its lists on 2022-05-11, 2023-06-15,
2024-06-25 and 2025-06-18 (in its handbook); each is the list to choose from until the next. The police platform sorts
all cases, also those that are on no list of the worst, and stands beside them. Ids are derived from the codes, so that
they are the same in every portal.
"""

from datetime import date
from uuid import UUID, uuid5

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

IDS = UUID("5b0f3d9e-6c1a-4f0e-9d6b-2f6f0a1c7e44")

CONCEPTS = [
    ("task_rebate", "刷单返利", "Task rebate (brushing)"),
    ("fake_investment", "虚假网络投资理财", "Fake online investment"),
    ("fake_cs_ecommerce", "冒充电商物流客服", "Fake e-commerce or logistics service"),
    ("fake_loan", "虚假贷款", "Fake loan"),
    ("fake_credit", "虚假征信", "Fake credit record"),
    ("fake_shopping", "虚假购物、服务", "Fake shopping or service"),
    ("fake_authority", "冒充公检法及政府机关", "Fake police, court or government"),
    ("fake_boss_friend", "冒充领导、熟人", "Fake superior or acquaintance"),
    ("romance", "网络婚恋、交友", "Online romance and dating"),
    ("game_trade", "网络游戏产品虚假交易", "Fake trade in game products"),
    ("flight_refund", "机票退改签", "Flight refund or change"),
    ("fake_army_purchase", "冒充军警购物", "Fake purchase by army or police"),
    ("cyber_black", "网络黑产", "Cyber black market (stolen accounts and the like)"),
    ("other", "其他", "Other"),
]

MPS = ("公安部", "Ministry of Public Security", True)
LISTS = [
    (
        "platform-13",
        "反诈大数据平台十三类",
        "Thirteen classes of the big-data platform",
        "公安反诈大数据平台",
        "Police anti-fraud big-data platform",
        False,
        date(2022, 1, 1),
        None,
    ),
    ("mps-2022", "2022年五大高发类型", "Top five of 2022", *MPS, date(2022, 5, 11), date(2023, 6, 15)),
    ("mps-2023", "2023年十大高发类型", "Top ten of 2023", *MPS, date(2023, 6, 15), date(2024, 6, 25)),
    ("mps-2024", "2024年十大高发类型", "Top ten of 2024", *MPS, date(2024, 6, 25), date(2025, 6, 18)),
    ("mps-2025", "2025年十大高发类型", "Top ten of 2025", *MPS, date(2025, 6, 18), None),
]

AUTHORITY = ("fake_authority", "冒充公检法及政府机关类", "Fake police, court or government")
ONLINE = ("fake_investment", "虚假网络投资理财类", "Fake online investment")
SERVICE = ("fake_cs_ecommerce", "冒充电商物流客服类", "Fake e-commerce or logistics service")
CREDIT = ("fake_credit", "虚假征信类", "Fake credit record")
SHOPPING = ("fake_shopping", "虚假购物、服务类", "Fake shopping or service")
BOSS = ("fake_boss_friend", "冒充领导、熟人类", "Fake superior or acquaintance")
ROMANCE = ("romance", "网络婚恋、交友类", "Online romance and dating")
GAME = ("game_trade", "网络游戏产品虚假交易类", "Fake trade in game products")
REBATE = ("task_rebate", "刷单返利类", "Task rebate (brushing)")
LOAN = ("fake_loan", "虚假贷款类", "Fake loan")

TYPES = {
    "mps-2022": [
        ("task_rebate", "刷单返利", "Task rebate (brushing)"),
        ("fake_investment", "虚假投资理财", "Fake investment"),
        ("fake_loan", "虚假网络贷款", "Fake online loan"),
        ("fake_cs_ecommerce", "冒充客服", "Fake customer service"),
        ("fake_authority", "冒充公检法", "Fake police, prosecutor or court"),
    ],
    "mps-2023": [
        REBATE,
        ONLINE,
        ("fake_loan", "虚假网络贷款类", "Fake online loan"),
        SERVICE,
        ("fake_authority", "冒充公检法类", "Fake police, prosecutor or court"),
        CREDIT,
        SHOPPING,
        BOSS,
        GAME,
        ROMANCE,
    ],
    "mps-2024": [REBATE, ONLINE, SHOPPING, SERVICE, LOAN, CREDIT, BOSS, AUTHORITY, ROMANCE, GAME],
    "mps-2025": [
        REBATE,
        ONLINE,
        SHOPPING,
        SERVICE,
        ("loan_credit", "贷款、征信类", "Loan and credit record"),
        BOSS,
        AUTHORITY,
        ROMANCE,
        GAME,
        ("flight_refund", "机票退改签类", "Flight refund or change"),
    ],
    "platform-13": [
        ("task_rebate", "刷单返利类", "Task rebate (brushing)"),
        SERVICE,
        ONLINE,
        ("fake_loan", "贷款、代办信用卡类", "Loan or credit card by proxy"),
        CREDIT,
        SHOPPING,
        AUTHORITY,
        BOSS,
        GAME,
        ("romance", "网络婚恋、交友类（非虚假网络投资理财类）", "Online romance and dating (without investment)"),
        ("fake_army_purchase", "冒充军警购物类", "Fake purchase by army or police"),
        ("cyber_black", "网黑案件", "Cyber black market"),
        ("other", "其他类型诈骗", "Other fraud"),
    ],
}
MERGED = {"loan_credit": ("fake_loan", "fake_credit")}


def _fill(table: str, rows: list[dict[str, object]]) -> None:
    columns = [sa.column(name, sa.Uuid()) if name.endswith("id") else sa.column(name) for name in rows[0]]
    op.bulk_insert(sa.table(table, *columns), rows)


def upgrade() -> None:
    _make_tables()
    named = ("code", "zh", "en")
    listed = (*named, "issuer_zh", "issuer_en", "official", "from_on", "to_on")
    _fill("fraud_concept", [{"position": n, **dict(zip(named, row, strict=True))} for n, row in enumerate(CONCEPTS, 1)])
    _fill("fraud_type_list", [{"position": n, **dict(zip(listed, row, strict=True))} for n, row in enumerate(LISTS, 1)])
    types = [
        {"id": uuid5(IDS, f"{list_code}/{row[0]}"), "list_code": list_code, "position": n}
        | dict(zip(named, row, strict=True))
        for list_code, rows in TYPES.items()
        for n, row in enumerate(rows, 1)
    ]
    _fill("fraud_type", types)
    covers = [
        {"fraud_type_id": row["id"], "concept_code": concept}
        for row in types
        for concept in MERGED.get(str(row["code"]), (str(row["code"]),))
    ]
    _fill("fraud_type_covers", covers)


def _make_tables() -> None:
    op.create_table(
        "fraud_concept",
        *_coded(),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_fraud_concept")),
    )
    op.create_table(
        "fraud_type_list",
        sa.Column("issuer_zh", sa.String(length=60), nullable=False),
        sa.Column("issuer_en", sa.String(length=120), nullable=False),
        sa.Column("official", sa.Boolean(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        *_coded(),
        sa.CheckConstraint("to_on IS NULL OR to_on > from_on", name=op.f("ck_fraud_type_list_from_before_to")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_fraud_type_list")),
    )
    op.create_table(
        "fraud_type",
        sa.Column("list_code", sa.String(length=32), nullable=False),
        *_coded(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["list_code"], ["fraud_type_list.code"], name=op.f("fk_fraud_type_list_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fraud_type")),
        sa.UniqueConstraint("list_code", "code", name=op.f("uq_fraud_type_list_code_code")),
    )
    op.create_table(
        "fraud_type_covers",
        sa.Column("fraud_type_id", sa.Uuid(), nullable=False),
        sa.Column("concept_code", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["concept_code"], ["fraud_concept.code"], name=op.f("fk_fraud_type_covers_concept_code")
        ),
        sa.ForeignKeyConstraint(["fraud_type_id"], ["fraud_type.id"], name=op.f("fk_fraud_type_covers_fraud_type_id")),
        sa.PrimaryKeyConstraint("fraud_type_id", "concept_code", name=op.f("pk_fraud_type_covers")),
    )
    op.create_index(op.f("ix_fraud_type_covers_concept_code"), "fraud_type_covers", ["concept_code"], unique=False)


def _coded() -> list[sa.Column[object]]:
    return [
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("zh", sa.String(length=60), nullable=False),
        sa.Column("en", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
    ]


def downgrade() -> None:
    for table in ("fraud_type_covers", "fraud_type", "fraud_type_list", "fraud_concept"):
        op.drop_table(table)
