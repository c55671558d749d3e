"""What the board keeps: views under a name, what came of an act on many assignments, and sheets with reports."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0022"
down_revision = "0021"

PLAIN_DATA = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    _bulk_act()
    _report_sheet()
    _saved_search()


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _bulk_act() -> None:
    op.create_table(
        "bulk_act",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", PLAIN_DATA, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("bulk_act", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_act")),
    )


def _report_sheet() -> None:
    op.create_table(
        "report_sheet",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("uploaded_by_id", sa.Uuid(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", PLAIN_DATA, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("report_sheet", "organisation_id", "organisation.id"),
        _refers("report_sheet", "uploaded_by_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_sheet")),
    )


def _saved_search() -> None:
    """The shelf of cases is no longer the only page whose filters a person keeps."""
    op.add_column("saved_search", sa.Column("place", sa.String(length=32), server_default="cases", nullable=False))
    op.drop_index("uq_saved_search_person_id_title", table_name="saved_search")
    op.create_index(
        "uq_saved_search_person_id_place_title", "saved_search", ["person_id", "place", "title"], unique=True
    )


def downgrade() -> None:
    op.drop_index("uq_saved_search_person_id_place_title", table_name="saved_search")
    op.execute("DELETE FROM saved_search WHERE place <> 'cases'")
    op.create_index("uq_saved_search_person_id_title", "saved_search", ["person_id", "title"], unique=True)
    op.drop_column("saved_search", "place")
    op.drop_table("report_sheet")
    op.drop_table("bulk_act")
