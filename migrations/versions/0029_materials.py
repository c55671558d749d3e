"""Publicity materials: versions with their files, the links of members, and how often each was opened."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0029"
down_revision = "0024"

UNFINISHED = sa.text("state IN ('draft', 'proposed')")
PLAIN_DATA = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    _material()
    _material_link()
    _material_version()
    _material_file()
    _material_look()
    _material_type()


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _material() -> None:
    op.create_table(
        "material",
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("material", "organisation_id", "organisation.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
    )
    op.create_index(op.f("ix_material_organisation_id"), "material", ["organisation_id"], unique=False)


def _material_link() -> None:
    op.create_table(
        "material_link",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("material_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.Uuid(), nullable=False),
        _refers("material_link", "material_id", "material.id"),
        _refers("material_link", "organisation_id", "organisation.id"),
        _refers("material_link", "taken_by_id", "person.id"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_material_link")),
        sa.UniqueConstraint(
            "material_id", "organisation_id", name=op.f("uq_material_link_material_id_organisation_id")
        ),
    )
    op.create_index(op.f("ix_material_link_organisation_id"), "material_link", ["organisation_id"], unique=False)


def _material_version() -> None:
    op.create_table(
        "material_version",
        sa.Column("material_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("changes", sa.String(length=500), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("victim_groups", PLAIN_DATA, nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "approved_by_id <> written_by_id AND approved_by_id <> author_id",
            name=op.f("ck_material_version_two_persons"),
        ),
        _refers("material_version", "approved_by_id", "person.id"),
        _refers("material_version", "author_id", "person.id"),
        _refers("material_version", "material_id", "material.id"),
        _refers("material_version", "written_by_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_version")),
        sa.UniqueConstraint("material_id", "number", name=op.f("uq_material_version_material_id_number")),
    )
    op.create_index(
        "ix_material_version_state_approved_at_id", "material_version", ["state", "approved_at", "id"], unique=False
    )
    op.create_index(
        "uq_material_version_unfinished",
        "material_version",
        ["material_id"],
        unique=True,
        postgresql_where=UNFINISHED,
        sqlite_where=UNFINISHED,
    )


def _material_file() -> None:
    op.create_table(
        "material_file",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        _refers("material_file", "file_id", "stored_file.id"),
        _refers("material_file", "version_id", "material_version.id"),
        sa.PrimaryKeyConstraint("version_id", "file_id", name=op.f("pk_material_file")),
    )
    op.create_index(op.f("ix_material_file_file_id"), "material_file", ["file_id"], unique=False)


def _material_look() -> None:
    op.create_table(
        "material_look",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        _refers("material_look", "code", "material_link.code"),
        sa.PrimaryKeyConstraint("code", "number", "looked_on", name=op.f("pk_material_look")),
    )


def _material_type() -> None:
    op.create_table(
        "material_type",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("fraud_type_id", sa.Uuid(), nullable=False),
        _refers("material_type", "fraud_type_id", "fraud_type.id"),
        _refers("material_type", "version_id", "material_version.id"),
        sa.PrimaryKeyConstraint("version_id", "fraud_type_id", name=op.f("pk_material_type")),
    )
    op.create_index(op.f("ix_material_type_fraud_type_id"), "material_type", ["fraud_type_id"], unique=False)


def downgrade() -> None:
    op.drop_table("material_type")
    op.drop_table("material_look")
    op.drop_table("material_file")
    op.drop_table("material_version")
    op.drop_table("material_link")
    op.drop_table("material")
