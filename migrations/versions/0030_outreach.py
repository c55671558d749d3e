"""Everyday publicity: channels, what each organisation tells of a month, every figure that was told, and the proof."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

CHANNELS = [
    ("outlet_screen", "网点宣传屏", "Screens in outlets"),
    ("text_message", "短信", "Text messages"),
    ("wechat", "微信公众号、朋友圈", "WeChat account and moments"),
    ("short_video", "抖音、快手等短视频", "Short video platforms"),
    ("app_notice", "App 推送、弹窗", "Notices in an app"),
    ("print", "张贴、发放宣传品", "Posters put up, leaflets handed out"),
    ("community", "进社区", "In communities"),
    ("campus", "进校园", "In schools"),
    ("enterprise", "进企业", "In companies"),
    ("village", "进农村", "In villages"),
    ("vehicle", "车载屏、车身", "Screens in vehicles"),
    ("parcel", "快递面单、包装", "Parcel slips and wrapping"),
    ("broadcast", "广播电视报刊", "Radio, television and press"),
    ("outdoor_screen", "户外大屏", "Large screens outdoors"),
    ("other", "其他", "Another channel"),
]
SINCE = date(2020, 1, 1)


def upgrade() -> None:
    _outreach_channel()
    _outreach()
    _outreach_figure()
    _outreach_file()


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _outreach_channel() -> None:
    table = op.create_table(
        "outreach_channel",
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("zh", sa.String(length=60), nullable=False),
        sa.Column("en", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_outreach_channel")),
    )
    rows = [
        {"code": code, "zh": zh, "en": en, "position": position, "from_on": SINCE, "to_on": None}
        for position, (code, zh, en) in enumerate(CHANNELS, 1)
    ]
    op.bulk_insert(table, rows)


def _outreach() -> None:
    op.create_table(
        "outreach",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("channel_code", sa.String(length=32), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("material_id", sa.Uuid(), nullable=True),
        sa.Column("reach", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("outreach", "channel_code", "outreach_channel.code"),
        _refers("outreach", "material_id", "material.id"),
        _refers("outreach", "organisation_id", "organisation.id"),
        _refers("outreach", "told_by_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach")),
    )
    op.create_index(op.f("ix_outreach_material_id"), "outreach", ["material_id"], unique=False)
    op.create_index("ix_outreach_month_id", "outreach", ["month", "id"], unique=False)
    op.create_index("ix_outreach_organisation_id_month", "outreach", ["organisation_id", "month"], unique=False)
    op.create_index(
        "uq_outreach_material",
        "outreach",
        ["organisation_id", "channel_code", "month", "material_id"],
        unique=True,
        postgresql_where=sa.text("material_id IS NOT NULL"),
        sqlite_where=sa.text("material_id IS NOT NULL"),
    )
    op.create_index(
        "uq_outreach_plain",
        "outreach",
        ["organisation_id", "channel_code", "month"],
        unique=True,
        postgresql_where=sa.text("material_id IS NULL"),
        sqlite_where=sa.text("material_id IS NULL"),
    )


def _outreach_figure() -> None:
    op.create_table(
        "outreach_figure",
        sa.Column("outreach_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reach", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_by_id", sa.Uuid(), nullable=False),
        sa.Column("office", sa.String(length=32), nullable=False),
        _refers("outreach_figure", "outreach_id", "outreach.id"),
        _refers("outreach_figure", "told_by_id", "person.id"),
        sa.PrimaryKeyConstraint("outreach_id", "revision", name=op.f("pk_outreach_figure")),
    )


def _outreach_file() -> None:
    op.create_table(
        "outreach_file",
        sa.Column("outreach_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        _refers("outreach_file", "file_id", "stored_file.id"),
        _refers("outreach_file", "outreach_id", "outreach.id"),
        sa.PrimaryKeyConstraint("outreach_id", "file_id", name=op.f("pk_outreach_file")),
    )
    op.create_index(op.f("ix_outreach_file_file_id"), "outreach_file", ["file_id"], unique=False)


def downgrade() -> None:
    op.drop_table("outreach_file")
    op.drop_table("outreach_figure")
    op.drop_table("outreach")
    op.drop_table("outreach_channel")
