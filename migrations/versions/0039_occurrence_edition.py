"""Which edition whoever met the same had read: the figures stay among its readers.

What was told before counts for the members whom the case reached first; of a case that was public alone, for everybody.
"""

from alembic import op

revision = "0039"
down_revision = "0038"

FIRST_READ = """
UPDATE occurrence SET edition_id = (
    SELECT edition.id FROM edition
    WHERE edition.case_id = occurrence.case_id AND edition.release_number IS NOT NULL
    ORDER BY CASE edition.kind WHEN 'members' THEN 0 ELSE 1 END, edition.release_number
    LIMIT 1
)
"""


def upgrade() -> None:
    """In words that both databases take: SQLite adds no constraint to a table that is there, but to a new column."""
    kind = "UUID" if op.get_bind().dialect.name == "postgresql" else "CHAR(32)"
    op.execute(
        f"ALTER TABLE occurrence ADD COLUMN edition_id {kind}"
        " CONSTRAINT fk_occurrence_edition_id REFERENCES edition (id)"
    )
    op.execute(FIRST_READ)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_column("occurrence", "edition_id")
        return
    with op.batch_alter_table("occurrence") as table:
        table.drop_column("edition_id")
