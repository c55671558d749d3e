"""Exchange: the day of a shift that whoever passes a place on would take in return."""

from alembic import op

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    """In words that both databases take: SQLite adds no constraint to a table that is there, but to a new column."""
    op.execute(
        "ALTER TABLE stand_in ADD COLUMN in_return_on DATE"
        " CONSTRAINT ck_stand_in_agreed_with_somebody CHECK (in_return_on IS NULL OR kind = 'named')"
    )


def downgrade() -> None:
    op.drop_column("stand_in", "in_return_on")
