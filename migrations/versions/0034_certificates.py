"""Certificates: the rule, the certificates with the hours that they count, and how often each was looked at."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"

STANDS = sa.text("state = 'valid'")
RULES = [{"from_on": date(2020, 1, 1), "least_minutes": 120}]


def upgrade() -> None:
    _certificate_rule()
    _certificate()
    _certificate_hours()
    _certificate_look()


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _certificate_rule() -> None:
    table = op.create_table(
        "certificate_rule",
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("least_minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("least_minutes > 0", name=op.f("ck_certificate_rule_minutes_asked")),
        sa.PrimaryKeyConstraint("from_on", name=op.f("pk_certificate_rule")),
    )
    op.bulk_insert(table, RULES)


def _certificate() -> None:
    op.create_table(
        "certificate",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("least_minutes", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("from_on <= to_on", name=op.f("ck_certificate_days_in_order")),
        _refers("certificate", "volunteer_id", "volunteer.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
    )
    op.create_index("ix_certificate_volunteer_id_issued_at", "certificate", ["volunteer_id", "issued_at"], unique=False)
    op.create_index(
        "uq_certificate_standing",
        "certificate",
        ["volunteer_id", "from_on", "to_on"],
        unique=True,
        postgresql_where=STANDS,
        sqlite_where=STANDS,
    )


def _certificate_hours() -> None:
    op.create_table(
        "certificate_hours",
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("sign_up_id", sa.Uuid(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        _refers("certificate_hours", "certificate_id", "certificate.id"),
        _refers("certificate_hours", "sign_up_id", "attendance.sign_up_id"),
        sa.PrimaryKeyConstraint("certificate_id", "sign_up_id", name=op.f("pk_certificate_hours")),
    )
    op.create_index(op.f("ix_certificate_hours_sign_up_id"), "certificate_hours", ["sign_up_id"], unique=False)


def _certificate_look() -> None:
    op.create_table(
        "certificate_look",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        _refers("certificate_look", "code", "certificate.code"),
        sa.PrimaryKeyConstraint("code", "looked_on", name=op.f("pk_certificate_look")),
    )


def downgrade() -> None:
    op.drop_table("certificate_look")
    op.drop_table("certificate_hours")
    op.drop_table("certificate")
    op.drop_table("certificate_rule")
