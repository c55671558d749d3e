"""Files that people attach; their contents lie outside the database."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "stored_file",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("original", sa.String(length=32), nullable=False),
        sa.Column("original_size", sa.Integer(), nullable=False),
        sa.Column("original_sha256", sa.String(length=64), nullable=False),
        sa.Column("shared", sa.String(length=32), nullable=False),
        sa.Column("shared_size", sa.Integer(), nullable=False),
        sa.Column("shared_sha256", sa.String(length=64), nullable=False),
        sa.Column("scan", sa.String(length=32), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["kept_by_id"], ["person.id"], name=op.f("fk_stored_file_kept_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
        sa.UniqueConstraint("original", name=op.f("uq_stored_file_original")),
        sa.UniqueConstraint("shared", name=op.f("uq_stored_file_shared")),
    )


def downgrade() -> None:
    op.drop_table("stored_file")
