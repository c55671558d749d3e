"""Marks of readers, votes, comments, and what people follow."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    _marks()
    _comments()
    _follows()


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _marks() -> None:
    signed = "(received_at IS NULL) = (received_by_id IS NULL)"
    op.create_table(
        "receipt",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(signed, name=op.f("ck_receipt_signed")),
        _refers("receipt", "edition_id", "edition.id"),
        _refers("receipt", "organisation_id", "organisation.id"),
        _refers("receipt", "received_by_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("edition_id", "organisation_id", name=op.f("uq_receipt_edition_id_organisation_id")),
    )
    op.create_table(
        "vote",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("useful", sa.Boolean(), nullable=False),
        sa.Column("voted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("vote", "case_id", "typical_case.id"),
        _refers("vote", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote")),
        sa.UniqueConstraint("case_id", "kind", "person_id", name=op.f("uq_vote_case_id_kind_person_id")),
    )


def _comments() -> None:
    op.create_table(
        "comment",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("read_by", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("comment", "edition_id", "edition.id"),
        _refers("comment", "organisation_id", "organisation.id"),
        _refers("comment", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index("ix_comment_edition_id_written_at_id", "comment", ["edition_id", "written_at", "id"])


def _follows() -> None:
    op.create_table(
        "followed_type",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("concept_code", sa.String(length=32), nullable=False),
        _refers("followed_type", "concept_code", "fraud_concept.code"),
        _refers("followed_type", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("person_id", "concept_code", name=op.f("pk_followed_type")),
    )
    op.create_index("ix_followed_type_concept_code", "followed_type", ["concept_code"])
    op.create_table(
        "followed_group",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("victim_group", sa.String(length=32), nullable=False),
        _refers("followed_group", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("person_id", "victim_group", name=op.f("pk_followed_group")),
    )
    op.create_index("ix_followed_group_victim_group", "followed_group", ["victim_group"])
    op.create_table(
        "last_look",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("release_number", sa.Integer(), nullable=False),
        _refers("last_look", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_last_look")),
    )


def downgrade() -> None:
    for table in ("last_look", "followed_group", "followed_type", "comment", "vote", "receipt"):
        op.drop_table(table)
