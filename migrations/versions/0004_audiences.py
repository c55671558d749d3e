"""Audiences: equal ones are one row."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "audience",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("terms", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audience")),
        sa.UniqueConstraint("digest", name=op.f("uq_audience_digest")),
    )
    op.create_table(
        "kept_audience",
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("kept_by_id", sa.Uuid(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["audience_id"], ["audience.id"], name=op.f("fk_kept_audience_audience_id")),
        sa.ForeignKeyConstraint(["kept_by_id"], ["person.id"], name=op.f("fk_kept_audience_kept_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_audience")),
        sa.UniqueConstraint("title", name=op.f("uq_kept_audience_title")),
    )


def downgrade() -> None:
    op.drop_table("kept_audience")
    op.drop_table("audience")
