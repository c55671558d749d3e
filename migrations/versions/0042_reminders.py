"""Reminders: which steps of the calendar were taken for an assignment, about which day."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"

UNSIGNED = sa.text("received_at IS NULL AND finished_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "reminder",
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("nudge", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_reminder_assignment_id_assignment")
        ),
        sa.PrimaryKeyConstraint("assignment_id", "nudge", "day", name=op.f("pk_reminder")),
    )
    op.create_index(
        "ix_assignment_unsigned_by_day",
        "assignment",
        ["receipt_due_on", "id"],
        sqlite_where=UNSIGNED,
        postgresql_where=UNSIGNED,
    )


def downgrade() -> None:
    op.drop_index("ix_assignment_unsigned_by_day", table_name="assignment")
    op.drop_table("reminder")
