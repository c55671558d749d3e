"""Cover: requests to stand in for somebody in a shift."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"

OPEN = sa.text("state = 'asked'")
OPEN_CALL = sa.text("state = 'asked' AND sign_up_id IS NULL")
INDEXES = (
    ("ix_stand_in_shift_id_state", ["shift_id", "state"]),
    ("ix_stand_in_sign_up_id_state", ["sign_up_id", "state"]),
    ("ix_stand_in_state_until", ["state", "until"]),
    ("ix_stand_in_volunteer_id_state", ["volunteer_id", "state"]),
)


def _refers(column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_stand_in_{column}"))


def upgrade() -> None:
    op.create_table(
        "stand_in",
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("sign_up_id", sa.Uuid(), nullable=True),
        sa.Column("volunteer_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(kind = 'called') = (sign_up_id IS NULL)", name=op.f("ck_stand_in_place_passed_on")),
        sa.CheckConstraint("volunteer_id IS NOT NULL OR kind = 'named'", name=op.f("ck_stand_in_somebody_asked")),
        _refers("shift_id", "shift.id"),
        _refers("sign_up_id", "sign_up.id"),
        _refers("volunteer_id", "volunteer.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_in")),
    )
    for name, columns in INDEXES:
        op.create_index(name, "stand_in", columns, unique=False)
    _once("uq_stand_in_open", ["sign_up_id", "volunteer_id"], OPEN)
    _once("uq_stand_in_open_call", ["shift_id", "volunteer_id"], OPEN_CALL)


def _once(name: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, "stand_in", columns, unique=True, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_table("stand_in")
