"""Attendance: who was there, every figure of the hours, and what was noted on a list or could not be taken."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"

UNSETTLED = sa.text("outcome = 'failed' AND settled_at IS NULL")


def upgrade() -> None:
    _attendance()
    _attendance_figure()
    _attendance_scan()


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("sign_up_id", sa.Uuid(), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("came_by", sa.String(length=32), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_by", sa.String(length=32), nullable=True),
        sa.Column("doubtful", sa.Boolean(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kept_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept_confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("own_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("objection", sa.String(length=300), nullable=False),
        sa.CheckConstraint("left_at IS NULL OR left_at >= came_at", name=op.f("ck_attendance_moments_in_order")),
        sa.CheckConstraint("(minutes IS NULL) = (left_at IS NULL)", name=op.f("ck_attendance_minutes_with_both")),
        sa.CheckConstraint(
            "minutes IS NOT NULL OR (kept_confirmed_at IS NULL AND own_confirmed_at IS NULL)",
            name=op.f("ck_attendance_figure_confirmed"),
        ),
        _refers("attendance", "kept_confirmed_by_id", "person.id"),
        _refers("attendance", "sign_up_id", "sign_up.id"),
        sa.PrimaryKeyConstraint("sign_up_id", name=op.f("pk_attendance")),
    )


def _attendance_figure() -> None:
    op.create_table(
        "attendance_figure",
        sa.Column("sign_up_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by_id", sa.Uuid(), nullable=False),
        _refers("attendance_figure", "said_by_id", "person.id"),
        _refers("attendance_figure", "sign_up_id", "attendance.sign_up_id"),
        sa.PrimaryKeyConstraint("sign_up_id", "revision", name=op.f("pk_attendance_figure")),
    )


def _attendance_scan() -> None:
    op.create_table(
        "attendance_scan",
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=True),
        sa.Column("sign_up_id", sa.Uuid(), nullable=True),
        sa.Column("volunteer_id", sa.Uuid(), nullable=True),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("way", sa.String(length=32), nullable=False),
        sa.Column("device_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("typed", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("fault", sa.String(length=32), nullable=True),
        sa.Column("settlement", sa.String(length=32), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'failed') = (fault IS NOT NULL)", name=op.f("ck_attendance_scan_failed_for_a_reason")
        ),
        _refers("attendance_scan", "by_id", "person.id"),
        _refers("attendance_scan", "event_id", "publicity_event.id"),
        _refers("attendance_scan", "settled_by_id", "person.id"),
        _refers("attendance_scan", "shift_id", "shift.id"),
        _refers("attendance_scan", "sign_up_id", "sign_up.id"),
        _refers("attendance_scan", "volunteer_id", "volunteer.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_scan")),
        sa.UniqueConstraint("by_id", "key", name=op.f("uq_attendance_scan_by_id_key")),
    )
    op.create_index(op.f("ix_attendance_scan_shift_id"), "attendance_scan", ["shift_id"], unique=False)
    op.create_index(
        "ix_attendance_scan_unsettled",
        "attendance_scan",
        ["event_id", "received_at"],
        unique=False,
        postgresql_where=UNSETTLED,
        sqlite_where=UNSETTLED,
    )


def downgrade() -> None:
    op.drop_table("attendance_scan")
    op.drop_table("attendance_figure")
    op.drop_table("attendance")
