"""The inbox: letters as whoever has an account at their address finds them in the portal."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    params = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
    op.create_table(
        "inbox_letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("params", params, nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_inbox_letter_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox_letter")),
    )
    op.create_index("ix_inbox_letter_person_id_written_at", "inbox_letter", ["person_id", "written_at", "id"])
    op.create_index("ix_inbox_letter_person_id_read_at", "inbox_letter", ["person_id", "read_at"])
    op.create_index("ix_inbox_letter_written_at", "inbox_letter", ["written_at"])


def downgrade() -> None:
    op.drop_table("inbox_letter")
