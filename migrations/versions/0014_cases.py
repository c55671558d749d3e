"""Typical cases as they are told, the editions that readers meet, and what was sealed."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0014"
down_revision = "0013"

TABLES = (
    "edition_file",
    "case_file",
    "opening",
    "sealed_original",
    "edition",
    "case_indicator",
    "typical_case",
)
PLAIN_DATA = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    _cases()
    _editions()
    _sealed()
    _files()


def _told() -> list[Any]:
    """What a case and an edition both say."""
    return [
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("district_code", sa.String(length=6), nullable=True),
        sa.Column("fraud_type_id", sa.Uuid(), nullable=True),
        sa.Column("victim_group", sa.String(length=32), nullable=True),
        sa.Column("age_band", sa.String(length=32), nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.Column("contact_tool", sa.String(length=32), nullable=True),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("lost_fen", sa.BigInteger(), nullable=True),
        sa.Column("stopped_fen", sa.BigInteger(), nullable=True),
        sa.Column("recovered_fen", sa.BigInteger(), nullable=True),
        sa.Column("payment_path", sa.String(length=200), nullable=False),
        sa.Column("how_found", sa.String(length=32), nullable=True),
        sa.Column("loopholes", sa.String(length=2000), nullable=False),
        sa.Column("advice", sa.String(length=2000), nullable=False),
        sa.Column("steps", PLAIN_DATA, nullable=False),
        sa.Column("indicators", PLAIN_DATA, nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
    ]


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _cases() -> None:
    op.create_table(
        "typical_case",
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("in_center_name", sa.Boolean(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", sa.String(length=1000), nullable=False),
        *_told(),
        _refers("typical_case", "district_code", "district.code"),
        _refers("typical_case", "fraud_type_id", "fraud_type.id"),
        _refers("typical_case", "organisation_id", "organisation.id"),
        _refers("typical_case", "written_by_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typical_case")),
    )
    op.create_index(
        "ix_typical_case_organisation_id_written_at_id", "typical_case", ["organisation_id", "written_at", "id"]
    )
    op.create_index("ix_typical_case_state_state_since_id", "typical_case", ["state", "state_since", "id"])
    op.create_table(
        "case_indicator",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        _refers("case_indicator", "case_id", "typical_case.id"),
        sa.PrimaryKeyConstraint("case_id", "digest", name=op.f("pk_case_indicator")),
    )
    op.create_index("ix_case_indicator_digest", "case_indicator", ["digest"])


def _editions() -> None:
    two_persons = "released_by_id <> written_by_id AND released_by_id <> author_id"
    op.create_table(
        "edition",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("release_number", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("tlp", sa.String(length=32), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=True),
        sa.Column("prepared_for", PLAIN_DATA, nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_by_id", sa.Uuid(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("change_note", sa.String(length=500), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        *_told(),
        sa.CheckConstraint("(kind = 'public') = (audience_id IS NULL)", name=op.f("ck_edition_addressed")),
        sa.CheckConstraint("(kind = 'public') = (tlp = 'clear')", name=op.f("ck_edition_clear_is_public")),
        sa.CheckConstraint(two_persons, name=op.f("ck_edition_two_persons")),
        _refers("edition", "audience_id", "audience.id"),
        _refers("edition", "author_id", "person.id"),
        _refers("edition", "case_id", "typical_case.id"),
        _refers("edition", "district_code", "district.code"),
        _refers("edition", "fraud_type_id", "fraud_type.id"),
        _refers("edition", "organisation_id", "organisation.id"),
        _refers("edition", "released_by_id", "person.id"),
        _refers("edition", "source_id", "organisation.id"),
        _refers("edition", "written_by_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("case_id", "kind", "number", name=op.f("uq_edition_case_id_kind_number")),
        sa.UniqueConstraint("release_number", name=op.f("uq_edition_release_number")),
    )
    op.create_index("ix_edition_audience_id", "edition", ["audience_id"])
    op.create_index("ix_edition_source_id", "edition", ["source_id"])
    op.create_index("ix_edition_state_release_number", "edition", ["state", "release_number"])
    for state in ("prepared", "released"):
        only = sa.text(f"state = '{state}'")
        op.create_index(
            f"uq_edition_{state}",
            "edition",
            ["case_id", "kind"],
            unique=True,
            sqlite_where=only,
            postgresql_where=only,
        )


def _sealed() -> None:
    op.create_table(
        "sealed_original",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kinds", PLAIN_DATA, nullable=False),
        sa.Column("cipher", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("sealed_original", "case_id", "typical_case.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_original")),
    )
    op.create_index("ix_sealed_original_case_id", "sealed_original", ["case_id"])
    op.create_table(
        "opening",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("opening", "case_id", "typical_case.id"),
        _refers("opening", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening")),
    )
    op.create_index("ix_opening_case_id", "opening", ["case_id"])


def _files() -> None:
    op.create_table(
        "case_file",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        _refers("case_file", "case_id", "typical_case.id"),
        _refers("case_file", "file_id", "stored_file.id"),
        sa.PrimaryKeyConstraint("case_id", "file_id", name=op.f("pk_case_file")),
        sa.UniqueConstraint("file_id", name=op.f("uq_case_file_file_id")),
    )
    op.create_table(
        "edition_file",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        _refers("edition_file", "edition_id", "edition.id"),
        _refers("edition_file", "file_id", "stored_file.id"),
        sa.PrimaryKeyConstraint("edition_id", "file_id", name=op.f("pk_edition_file")),
    )
    op.create_index("ix_edition_file_file_id", "edition_file", ["file_id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
