"""Summaries: the mornings on which officers were told what came in."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    op.create_table(
        "daily_summary",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_daily_summary")),
    )
    op.create_index("ix_assignment_turn_at", "assignment_turn", ["at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_assignment_turn_at", table_name="assignment_turn")
    op.drop_table("daily_summary")
