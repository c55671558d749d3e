"""The administrator's page: workers that live, what they see, since when a key is used; a letter's last try; from when
to when a heading of fraud types is chosen."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0047"
down_revision = "0046"

MOMENT = sa.DateTime(timezone=True)
PLAIN = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "worker_pulse",
        sa.Column("host", sa.String(length=120), nullable=False),
        sa.Column("pid", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("host", "pid", name=op.f("pk_worker_pulse")),
    )
    op.create_table(
        "operating_fact",
        sa.Column("looked", sa.String(length=32), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("details", PLAIN, nullable=False),
        sa.PrimaryKeyConstraint("looked", name=op.f("pk_operating_fact")),
    )
    op.create_table(
        "key_mark",
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.Column("first_seen_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_key_mark")),
    )
    op.add_column("letter", sa.Column("tried_at", MOMENT, nullable=True))
    for name in ("from_on", "to_on"):
        op.add_column("fraud_type", sa.Column(name, sa.Date(), nullable=True))


def downgrade() -> None:
    for name in ("to_on", "from_on"):
        op.drop_column("fraud_type", name)
    op.drop_column("letter", "tried_at")
    op.drop_table("key_mark")
    op.drop_table("operating_fact")
    op.drop_table("worker_pulse")
