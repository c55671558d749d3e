"""Why a problem was sent back, each time: the words come out of the journal's entries, which no longer hold any.

And the district stands in the index by which assignments are counted: a district's board looks at no row either.
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0023"
down_revision = "0022"

MOMENT = sa.DateTime(timezone=True)
ENTRY = sa.table(
    "journal_entry",
    sa.column("at", MOMENT),
    sa.column("actor_id", sa.Uuid()),
    sa.column("event", sa.String()),
    sa.column("subject_id", sa.Uuid()),
    sa.column("payload", sa.JSON().with_variant(JSONB(), "postgresql")),
)


COUNTED = ["action_id", "state", "due_on", "receipt_due_on", "role", "weight", "organisation_id"]


def upgrade() -> None:
    _sendings_back()
    op.drop_index("ix_assignment_of_action", table_name="assignment")
    op.create_index("ix_assignment_of_action", "assignment", [*COUNTED, "district_code"])


def _sendings_back() -> None:
    table = op.create_table(
        "problem_sending_back",
        sa.Column("problem_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("sent_back_by_id", sa.Uuid(), nullable=False),
        sa.Column("sent_back_at", MOMENT, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("problem_id", "problem.id"),
        _refers("sent_back_by_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem_sending_back")),
    )
    op.create_index(
        "ix_problem_sending_back_problem_id_sent_back_at", "problem_sending_back", ["problem_id", "sent_back_at"]
    )
    told = sa.select(ENTRY).where(ENTRY.c.event == "ProblemSentBack")
    rows = [
        {
            "id": uuid4(),
            "problem_id": entry.subject_id,
            "words": entry.payload["reason"],
            "sent_back_by_id": entry.actor_id,
            "sent_back_at": entry.at,
        }
        for entry in op.get_bind().execute(told)
        if "reason" in entry.payload
    ]
    op.bulk_insert(table, rows)
    op.drop_column("problem", "returned")


def _refers(column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_problem_sending_back_{column}"))


def downgrade() -> None:
    op.drop_index("ix_assignment_of_action", table_name="assignment")
    op.create_index("ix_assignment_of_action", "assignment", COUNTED)
    op.add_column("problem", sa.Column("returned", sa.String(length=500), server_default="", nullable=False))
    op.execute(
        """
        UPDATE problem SET returned = COALESCE(
            (SELECT words FROM problem_sending_back AS back
             WHERE back.problem_id = problem.id ORDER BY sent_back_at DESC LIMIT 1),
            ''
        )
        WHERE state = 'planned'
        """
    )
    op.drop_table("problem_sending_back")
