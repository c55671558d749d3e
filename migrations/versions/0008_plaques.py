"""Plaques that anyone can check."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "plaque",
        sa.Column("serial", sa.String(length=24), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("roster_id", sa.Uuid(), nullable=True),
        sa.Column("event", sa.String(length=120), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state_reason", sa.String(length=500), nullable=False),
        sa.Column("replaced_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_plaque_organisation_id")),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["plaque.id"], name=op.f("fk_plaque_replaced_by_id")),
        sa.ForeignKeyConstraint(["roster_id"], ["roster.id"], name=op.f("fk_plaque_roster_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plaque")),
        sa.UniqueConstraint("serial", name=op.f("uq_plaque_serial")),
    )
    op.create_index(op.f("ix_plaque_organisation_id"), "plaque", ["organisation_id"], unique=False)
    for state in ("prepared", "issued"):
        in_state = sa.text(f"state = '{state}'")
        op.create_index(
            f"uq_plaque_{state}",
            "plaque",
            ["organisation_id"],
            unique=True,
            sqlite_where=in_state,
            postgresql_where=in_state,
        )


def downgrade() -> None:
    op.drop_table("plaque")
