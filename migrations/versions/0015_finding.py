"""Finding cases: their words, what is alike, further occurrences, and searches that a person keeps."""

import sqlalchemy as sa
from alembic import op

from alliance.cases.fulltext_tables import create_index, drop_index

revision = "0015"
down_revision = "0014"

SHELF = ["state", "release_number", "kind", "tlp", "audience_id", "source_id", "organisation_id", "district_code"]
SHELF += ["fraud_type_id", "happened_on", "lost_fen", "victim_group", "channel"]


def upgrade() -> None:
    create_index(op, "case_search")
    op.drop_index("ix_edition_state_release_number", "edition")
    op.create_index("ix_edition_shelf", "edition", SHELF)
    _alike()
    _occurrences()
    _searches()


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _alike() -> None:
    op.create_table(
        "edition_signature",
        sa.Column("release_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        _refers("edition_signature", "release_number", "edition.release_number"),
        sa.PrimaryKeyConstraint("release_number", name=op.f("pk_edition_signature")),
    )
    op.create_table(
        "edition_key",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("release_number", sa.Integer(), autoincrement=False, nullable=False),
        _refers("edition_key", "release_number", "edition.release_number"),
        sa.PrimaryKeyConstraint("key", "release_number", name=op.f("pk_edition_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_signature",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        _refers("case_signature", "case_id", "typical_case.id"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_signature")),
    )
    op.create_table(
        "case_band",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        _refers("case_band", "case_id", "typical_case.id"),
        sa.PrimaryKeyConstraint("band", "case_id", name=op.f("pk_case_band")),
    )
    op.create_index("ix_case_band_case_id", "case_band", ["case_id"])


def _occurrences() -> None:
    op.create_table(
        "occurrence",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("district_code", sa.String(length=6), nullable=True),
        sa.Column("lost_fen", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("occurrence", "case_id", "typical_case.id"),
        _refers("occurrence", "organisation_id", "organisation.id"),
        _refers("occurrence", "district_code", "district.code"),
        _refers("occurrence", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrence")),
    )
    op.create_index("ix_occurrence_case_id_at_id", "occurrence", ["case_id", "at", "id"])


def _searches() -> None:
    op.create_table(
        "saved_search",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=2000), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("saved_search", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
    )
    op.create_index("uq_saved_search_person_id_title", "saved_search", ["person_id", "title"], unique=True)


def downgrade() -> None:
    for table in ("saved_search", "occurrence", "case_band", "case_signature", "edition_key", "edition_signature"):
        op.drop_table(table)
    op.drop_index("ix_edition_shelf", "edition")
    op.create_index("ix_edition_state_release_number", "edition", ["state", "release_number"])
    drop_index(op, "case_search")
