"""Operations with their stages, and hotspots with their log."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

KINDS = [
    ("special", "专项行动", "Special operation", 2000),
    ("push_month", "攻坚月", "Push month", 2000),
    ("autumn", "秋季攻势", "Autumn offensive", 2000),
    ("thunder", "雷霆行动", "Thunder operation", 2000),
    ("clean_up", "集中整治", "Concentrated rectification", 2000),
    ("publicity_month", "集中宣传月", "Publicity month", 2020),
]
PROGRAMMES = [
    ("safe_city", "平安建设", "Safe city", 2005),
    ("civilised_city", "文明创建", "Civilised city", 2005),
    ("anti_gang", "扫黑除恶", "Against gangs and evil", 2018),
    ("rural_revival", "乡村振兴", "Rural revitalisation", 2018),
]


def upgrade() -> None:
    _operation_kind()
    _programme()
    _operation()
    _hotspot()
    _operation_focus()
    _operation_programme()
    _stage()
    _log_entry()
    _posting()
    _stage_waiver()


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _dated(terms: list[tuple[str, str, str, int]]) -> list[dict[str, object]]:
    return [
        {"code": code, "zh": zh, "en": en, "position": position, "from_on": date(year, 1, 1), "to_on": None}
        for position, (code, zh, en, year) in enumerate(terms, 1)
    ]


def _operation_kind() -> None:
    table = op.create_table(
        "operation_kind",
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("zh", sa.String(length=60), nullable=False),
        sa.Column("en", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_operation_kind")),
    )
    op.bulk_insert(table, _dated(KINDS))


def _programme() -> None:
    table = op.create_table(
        "programme",
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("zh", sa.String(length=60), nullable=False),
        sa.Column("en", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_programme")),
    )
    op.bulk_insert(table, _dated(PROGRAMMES))


def _operation() -> None:
    op.create_table(
        "operation",
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("kind_code", sa.String(length=32), nullable=False),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("document_number", sa.String(length=60), nullable=False),
        sa.Column("document", sa.String(length=20000), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("from_on <= to_on", name=op.f("ck_operation_days_in_order")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_operation_not_its_own_parent")),
        _refers("operation", "audience_id", "audience.id"),
        _refers("operation", "kind_code", "operation_kind.code"),
        _refers("operation", "officer_id", "person.id"),
        _refers("operation", "parent_id", "operation.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
    )
    op.create_index("ix_operation_from_on_id", "operation", ["from_on", "id"], unique=False)
    op.create_index(op.f("ix_operation_parent_id"), "operation", ["parent_id"], unique=False)


def _hotspot() -> None:
    op.create_table(
        "hotspot",
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("district_code", sa.String(length=6), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("listed_on", sa.Date(), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposal", sa.String(length=1000), nullable=False),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("delisted_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("confirmed_by_id <> proposed_by_id", name=op.f("ck_hotspot_two_persons")),
        _refers("hotspot", "confirmed_by_id", "person.id"),
        _refers("hotspot", "district_code", "district.code"),
        _refers("hotspot", "operation_id", "operation.id"),
        _refers("hotspot", "proposed_by_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotspot")),
        sa.UniqueConstraint(
            "operation_id", "district_code", "place", name=op.f("uq_hotspot_operation_id_district_code_place")
        ),
    )


def _operation_focus() -> None:
    op.create_table(
        "operation_focus",
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("focus_area_code", sa.String(length=32), nullable=False),
        _refers("operation_focus", "focus_area_code", "focus_area.code"),
        _refers("operation_focus", "operation_id", "operation.id"),
        sa.PrimaryKeyConstraint("operation_id", "focus_area_code", name=op.f("pk_operation_focus")),
    )


def _operation_programme() -> None:
    op.create_table(
        "operation_programme",
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("programme_code", sa.String(length=32), nullable=False),
        _refers("operation_programme", "operation_id", "operation.id"),
        _refers("operation_programme", "programme_code", "programme.code"),
        sa.PrimaryKeyConstraint("operation_id", "programme_code", name=op.f("pk_operation_programme")),
    )


def _stage() -> None:
    op.create_table(
        "stage",
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("goals", sa.String(length=2000), nullable=False),
        sa.Column("deliverables", sa.String(length=2000), nullable=False),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("from_on <= to_on", name=op.f("ck_stage_days_in_order")),
        _refers("stage", "closed_by_id", "person.id"),
        _refers("stage", "operation_id", "operation.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
        sa.UniqueConstraint("operation_id", "position", name=op.f("uq_stage_operation_id_position")),
    )


def _log_entry() -> None:
    op.create_table(
        "log_entry",
        sa.Column("hotspot_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("log_entry", "author_id", "person.id"),
        _refers("log_entry", "hotspot_id", "hotspot.id"),
        _refers("log_entry", "organisation_id", "organisation.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_entry")),
        sa.UniqueConstraint("hotspot_id", "day", "author_id", name=op.f("uq_log_entry_hotspot_id_day_author_id")),
    )


def _posting() -> None:
    op.create_table(
        "posting",
        sa.Column("hotspot_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("office", sa.String(length=60), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("from_on <= to_on", name=op.f("ck_posting_days_in_order")),
        _refers("posting", "hotspot_id", "hotspot.id"),
        _refers("posting", "organisation_id", "organisation.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting")),
    )
    op.create_index(op.f("ix_posting_hotspot_id"), "posting", ["hotspot_id"], unique=False)
    op.create_index("ix_posting_organisation_id_hotspot_id", "posting", ["organisation_id", "hotspot_id"], unique=False)


def _stage_waiver() -> None:
    op.create_table(
        "stage_waiver",
        sa.Column("stage_id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("waived_by_id", sa.Uuid(), nullable=False),
        sa.Column("waived_at", sa.DateTime(timezone=True), nullable=False),
        _refers("stage_waiver", "action_id", "joint_action.id"),
        _refers("stage_waiver", "stage_id", "stage.id"),
        _refers("stage_waiver", "waived_by_id", "person.id"),
        sa.PrimaryKeyConstraint("stage_id", "action_id", name=op.f("pk_stage_waiver")),
    )


def downgrade() -> None:
    tables = ["stage_waiver", "posting", "log_entry", "stage", "operation_programme", "operation_focus", "hotspot"]
    for table in (*tables, "operation", "programme", "operation_kind"):
        op.drop_table(table)
