"""Bots: where an organisation's groups are told, sealed, and what waits to be said there."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0045"
down_revision = "0044"

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")


def upgrade() -> None:
    op.create_table(
        "bot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("host", sa.String(length=500), nullable=False),
        sa.Column("tail", sa.String(length=4), nullable=False),
        sa.Column("sealed_address", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=True),
        sa.Column("topics", JSON, nullable=False),
        sa.Column("at_once", sa.Boolean(), nullable=False),
        sa.Column("set_up_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", MOMENT, nullable=False),
        sa.Column("free_at", MOMENT, nullable=False),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.Column("failing_since", MOMENT, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=32), nullable=True),
        sa.Column("trial_at", MOMENT, nullable=True),
        sa.Column("trial_answer", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_bot_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bot")),
    )
    op.create_index("ix_bot_organisation_id", "bot", ["organisation_id"])
    op.create_table(
        "bot_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bot_id", sa.Uuid(), nullable=False),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("params", JSON, nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("trial", sa.Boolean(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["bot_id"], ["bot.id"], name=op.f("fk_bot_message_bot_id_bot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bot_message")),
        sa.UniqueConstraint("bot_id", "mark", name=op.f("uq_bot_message_bot_id_mark")),
    )
    op.create_index("ix_bot_message_bot_id_due_at", "bot_message", ["bot_id", "due_at"])


def downgrade() -> None:
    op.drop_table("bot_message")
    op.drop_table("bot")
