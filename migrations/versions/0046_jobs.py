"""Jobs: work that takes longer than a page can wait, done by the worker."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0046"
down_revision = "0045"


def upgrade() -> None:
    data = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=True),
        sa.Column("params", data, nullable=False),
        sa.Column("asked", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", moment, nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", moment, nullable=True),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("rights", sa.String(length=160), nullable=False),
        sa.Column("holds", data, nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("words_params", data, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_job_person_id_person")),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"], name=op.f("fk_job_appointment_id_appointment")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_job_file_id_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index("ix_job_state_asked_at", "job", ["state", "asked_at"])
    op.create_index("ix_job_person_id_asked_at", "job", ["person_id", "asked_at", "id"])


def downgrade() -> None:
    op.drop_table("job")
