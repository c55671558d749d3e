"""Reminders of whatever is to be done by a day, not of assignments only: their rows, and the first steps."""

from datetime import date
from uuid import NAMESPACE_OID, uuid5

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"

BEGAN = date(2020, 1, 1)
STEPS = (
    ("answer_soon", 2, "contact"),
    ("answer_late", 1, "contact"),
    ("answer_late_leader", 3, "leader"),
    ("answer_late_center", 5, "center"),
    ("mend_soon", 2, "contact"),
    ("mend_late", 1, "contact"),
    ("mend_late_leader", 3, "leader"),
    ("mend_late_center", 5, "center"),
    ("reply_soon", 2, "contact"),
    ("reply_late", 1, "contact"),
    ("keep_soon", 2, "contact"),
    ("keep_late", 1, "contact"),
)
"""(step, working days before or after the day that it is about, whom it reaches)."""
STEP = sa.table(
    "reminder_step",
    sa.column("id", sa.Uuid()),
    sa.column("nudge", sa.String()),
    sa.column("days", sa.Integer()),
    sa.column("reaches", sa.String()),
    sa.column("taken", sa.Boolean()),
    sa.column("from_on", sa.Date()),
)
FOREIGN = "fk_reminder_assignment_id_assignment"


def upgrade() -> None:
    with op.batch_alter_table("reminder") as reminder:
        reminder.drop_constraint(op.f(FOREIGN), type_="foreignkey")
        reminder.alter_column("assignment_id", new_column_name="thing_id")
    names = ("id", "nudge", "days", "reaches")
    kept = [(uuid5(NAMESPACE_OID, f"reminder_step:{nudge}"), nudge, days, reaches) for nudge, days, reaches in STEPS]
    op.bulk_insert(STEP, [dict(zip(names, one, strict=True), taken=True, from_on=BEGAN) for one in kept])


def downgrade() -> None:
    new = [nudge for nudge, _days, _reaches in STEPS]
    for table in (sa.table("reminder", sa.column("nudge", sa.String())), STEP):
        op.execute(table.delete().where(table.c.nudge.in_(new)))
    with op.batch_alter_table("reminder") as reminder:
        reminder.alter_column("thing_id", new_column_name="assignment_id")
        reminder.create_foreign_key(op.f(FOREIGN), "assignment", ["assignment_id"], ["id"])
