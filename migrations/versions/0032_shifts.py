"""Shifts of an event, who signed up for them in which order, and places for organisations."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

STANDING = sa.text("volunteer_id IS NOT NULL AND state IN ('named', 'waiting', 'offered', 'confirmed')")


def upgrade() -> None:
    _shift()
    _quota()
    _sign_up()


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _moment(name: str, *, nullable: bool = False) -> sa.Column[sa.DateTime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _shift() -> None:
    op.create_table(
        "shift",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("point_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        _moment("starts_at"),
        _moment("ends_at"),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("reserved", sa.Integer(), nullable=False),
        sa.Column("least_age", sa.Integer(), nullable=True),
        sa.Column("qualification_code", sa.String(length=32), nullable=True),
        sa.Column("needs_identity", sa.Boolean(), nullable=False),
        _moment("sign_up_until"),
        _moment("withdraw_until"),
        sa.Column("state", sa.String(length=32), nullable=False),
        _moment("state_since"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_shift_hours_in_order")),
        sa.CheckConstraint(
            "taken >= 0 AND reserved >= 0 AND taken + reserved <= places", name=op.f("ck_shift_never_over_booked")
        ),
        _refers("shift", "event_id", "publicity_event.id"),
        _refers("shift", "point_id", "publicity_point.id"),
        _refers("shift", "qualification_code", "qualification.code"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
    )
    op.create_index("ix_shift_event_id_starts_at", "shift", ["event_id", "starts_at"], unique=False)
    op.create_index("ix_shift_point_id", "shift", ["point_id"], unique=False)
    op.create_index("ix_shift_state_starts_at_id", "shift", ["state", "starts_at", "id"], unique=False)


def _quota() -> None:
    op.create_table(
        "shift_quota",
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        _moment("returns_at"),
        _moment("returned_at", nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("places > 0", name=op.f("ck_shift_quota_places_counted")),
        _refers("shift_quota", "organisation_id", "organisation.id"),
        _refers("shift_quota", "shift_id", "shift.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_quota")),
        sa.UniqueConstraint("shift_id", "organisation_id", name=op.f("uq_shift_quota_shift_id_organisation_id")),
    )
    op.create_index("ix_shift_quota_organisation_id", "shift_quota", ["organisation_id"], unique=False)
    op.create_index("ix_shift_quota_returns_at", "shift_quota", ["returns_at"], unique=False)


def _sign_up() -> None:
    op.create_table(
        "sign_up",
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=True),
        sa.Column("quota_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        _moment("signed_up_at"),
        _moment("offered_until", nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        _moment("state_since"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("sign_up", "quota_id", "shift_quota.id"),
        _refers("sign_up", "shift_id", "shift.id"),
        _refers("sign_up", "volunteer_id", "volunteer.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up")),
        sa.UniqueConstraint("shift_id", "number", name=op.f("uq_sign_up_shift_id_number")),
    )
    op.create_index("ix_sign_up_offered_until", "sign_up", ["offered_until"], unique=False)
    op.create_index("ix_sign_up_quota_id", "sign_up", ["quota_id"], unique=False)
    op.create_index("ix_sign_up_shift_id_state_number", "sign_up", ["shift_id", "state", "number"], unique=False)
    op.create_index("ix_sign_up_volunteer_id_state", "sign_up", ["volunteer_id", "state"], unique=False)
    op.create_index(
        "uq_sign_up_standing",
        "sign_up",
        ["shift_id", "volunteer_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )


def downgrade() -> None:
    for table in ("sign_up", "shift_quota", "shift"):
        op.drop_table(table)
