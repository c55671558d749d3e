"""The working calendar, the steps of reminding as data, hours to sign within, and one's own last entries.

Days that are otherwise here than published, and the office hours; each step of reminding from a day on, beginning with
those that were fixed so far; the working hours within which an action is to be signed for, with the moment that they
come to; and the journal by who acted.
"""

from datetime import date, time
from uuid import NAMESPACE_OID, uuid5

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"

BEGAN = date(2020, 1, 1)
HOURS = {
    "from_on": BEGAN,
    "opens": time(8),
    "rest_from": time(12),
    "rest_to": time(14),
    "closes": time(18),
    "quiet_from": time(20),
    "quiet_to": time(8),
}
STEPS = (
    ("sign_soon", 1, "contact"),
    ("sign_late", 1, "contact"),
    ("sign_late_deputy", 2, "deputy"),
    ("sign_late_leader", 3, "leader"),
    ("sign_late_center", 4, "center"),
    ("due_soon", 2, "contact"),
    ("late", 1, "contact"),
    ("late_deputy", 2, "deputy"),
    ("late_leader", 3, "leader"),
    ("late_center", 5, "center"),
)
"""(step, working days before or after the day that it is about, whom it reaches)."""
STANDS = sa.text("to_on IS NULL")


def upgrade() -> None:
    _calendar_day()
    _office_hours()
    _reminder_step()
    op.add_column("joint_action", sa.Column("receipt_hours", sa.Integer(), nullable=True))
    op.add_column("assignment", sa.Column("receipt_due_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_journal_entry_actor_id_number", "journal_entry", ["actor_id", "number"])


def _calendar_day() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["set_by_id"], ["person.id"], name=op.f("fk_calendar_day_set_by_id_person")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )


def _office_hours() -> None:
    table = op.create_table(
        "office_hours",
        sa.Column("from_on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Time(), nullable=False) for name in list(HOURS)[1:]),
        sa.CheckConstraint(
            "opens < rest_from AND rest_from <= rest_to AND rest_to < closes",
            name=op.f("ck_office_hours_hours_in_order"),
        ),
        sa.CheckConstraint("quiet_to < quiet_from", name=op.f("ck_office_hours_some_hours_not_quiet")),
        sa.PrimaryKeyConstraint("from_on", name=op.f("pk_office_hours")),
    )
    op.bulk_insert(table, [HOURS])


def _reminder_step() -> None:
    table = op.create_table(
        "reminder_step",
        sa.Column("nudge", sa.String(length=32), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("reaches", sa.String(length=32), nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("days > 0", name=op.f("ck_reminder_step_some_days")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_step")),
        sa.UniqueConstraint("nudge", "from_on", name=op.f("uq_reminder_step_nudge_from_on")),
    )
    op.create_index(
        "uq_reminder_step_open", "reminder_step", ["nudge"], unique=True, sqlite_where=STANDS, postgresql_where=STANDS
    )
    kept = [(uuid5(NAMESPACE_OID, f"reminder_step:{nudge}"), nudge, days, reaches) for nudge, days, reaches in STEPS]
    names = ("id", "nudge", "days", "reaches")
    op.bulk_insert(table, [dict(zip(names, one, strict=True), taken=True, from_on=BEGAN, to_on=None) for one in kept])


def downgrade() -> None:
    op.drop_index("ix_journal_entry_actor_id_number", table_name="journal_entry")
    op.drop_column("assignment", "receipt_due_at")
    op.drop_column("joint_action", "receipt_hours")
    op.drop_table("reminder_step")
    op.drop_table("office_hours")
    op.drop_table("calendar_day")
