"""What each machine's worker saw, in a row of its own; workers that were told to stop, and the jobs they handed back.

What was seen before is not taken over: workers look anew within minutes, and of which machine it was nobody knows.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0050"
down_revision = "0049"

PLAIN = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def facts(key: list[str]) -> None:
    kinds = {"host": sa.String(length=120), "looked": sa.String(length=32)}
    op.create_table(
        "operating_fact",
        *(sa.Column(name, kinds[name], nullable=False) for name in key),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("details", PLAIN, nullable=False),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_operating_fact")),
    )


def upgrade() -> None:
    op.drop_table("operating_fact")
    facts(["host", "looked"])
    with op.batch_alter_table("worker_pulse") as pulse:
        pulse.add_column(sa.Column("signed_off", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("worker_pulse") as pulse:
        pulse.alter_column("signed_off", server_default=None)
    with op.batch_alter_table("job") as job:
        job.add_column(sa.Column("handed_back", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("job") as job:
        job.alter_column("handed_back", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("job") as job:
        job.drop_column("handed_back")
    with op.batch_alter_table("worker_pulse") as pulse:
        pulse.drop_column("signed_off")
    op.drop_table("operating_fact")
    facts(["looked"])
