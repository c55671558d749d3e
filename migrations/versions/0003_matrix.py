"""The alliances, the matrices, and the seats that organisations hold in both."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "matrix",
        sa.Column("charter_zh", sa.Text(), nullable=False),
        sa.Column("charter_en", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("zh", sa.String(length=60), nullable=False),
        sa.Column("en", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_matrix")),
    )
    op.create_table(
        "matrix_hint",
        sa.Column("capability_code", sa.String(length=32), nullable=False),
        sa.Column("matrix_code", sa.String(length=32), nullable=False),
        sa.Column("advantage", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["capability_code"], ["capability_kind.code"], name=op.f("fk_matrix_hint_capability_code")
        ),
        sa.ForeignKeyConstraint(["matrix_code"], ["matrix.code"], name=op.f("fk_matrix_hint_matrix_code")),
        sa.PrimaryKeyConstraint("capability_code", "matrix_code", name=op.f("pk_matrix_hint")),
    )
    op.create_table(
        "alliance",
        sa.Column("charter_zh", sa.Text(), nullable=False),
        sa.Column("charter_en", sa.Text(), nullable=False),
        sa.Column("lead_organisation_id", sa.Uuid(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("zh", sa.String(length=60), nullable=False),
        sa.Column("en", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_organisation_id"], ["organisation.id"], name=op.f("fk_alliance_lead_organisation_id")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_alliance")),
    )
    op.create_table(
        "seat",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("alliance_code", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["alliance_code"], ["alliance.code"], name=op.f("fk_seat_alliance_code")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_seat_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
    )
    op.create_index(op.f("ix_seat_alliance_code"), "seat", ["alliance_code"], unique=False)
    op.create_index(op.f("ix_seat_organisation_id"), "seat", ["organisation_id"], unique=False)
    op.create_index(
        "uq_seat_open",
        "seat",
        ["organisation_id", "alliance_code"],
        unique=True,
        sqlite_where=sa.text("to_on IS NULL"),
        postgresql_where=sa.text("to_on IS NULL"),
    )
    op.create_table(
        "seat_duty",
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column("matrix_code", sa.String(length=32), nullable=False),
        sa.Column("advantage", sa.String(length=32), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["matrix_code"], ["matrix.code"], name=op.f("fk_seat_duty_matrix_code")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_seat_duty_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_duty")),
    )
    op.create_index(op.f("ix_seat_duty_matrix_code"), "seat_duty", ["matrix_code"], unique=False)
    op.create_index("ix_seat_duty_seat_id_matrix_code", "seat_duty", ["seat_id", "matrix_code"], unique=False)
    op.create_index(
        "uq_seat_duty_open",
        "seat_duty",
        ["seat_id", "matrix_code"],
        unique=True,
        sqlite_where=sa.text("to_on IS NULL"),
        postgresql_where=sa.text("to_on IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("seat_duty")
    op.drop_table("seat")
    op.drop_table("alliance")
    op.drop_table("matrix_hint")
    op.drop_table("matrix")
