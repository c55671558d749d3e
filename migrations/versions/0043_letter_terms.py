"""How often letters come by mail: what readers have chosen, how a letter travels, and with which others."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    paces = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
    op.create_table(
        "letter_terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("paces", paces, nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=False),
        sa.Column("quiet_until", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name=op.f("ck_letter_terms_of_one")),
        sa.CheckConstraint("quiet_from >= 0 AND quiet_from < 24", name=op.f("ck_letter_terms_quiet_from_an_hour")),
        sa.CheckConstraint("quiet_until >= 0 AND quiet_until < 24", name=op.f("ck_letter_terms_quiet_until_an_hour")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_letter_terms_person_id_person")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_letter_terms_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_terms")),
        sa.UniqueConstraint("person_id", name=op.f("uq_letter_terms_person_id")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_letter_terms_organisation_id")),
    )
    with op.batch_alter_table("letter") as letter:
        letter.add_column(sa.Column("person_id", sa.Uuid(), nullable=True))
        letter.add_column(sa.Column("manner", sa.String(length=32), nullable=False, server_default="alone"))
        letter.add_column(sa.Column("bundle_id", sa.Uuid(), nullable=True))
        letter.create_foreign_key(op.f("fk_letter_person_id_person"), "person", ["person_id"], ["id"])
    with op.batch_alter_table("letter") as letter:
        letter.alter_column("manner", server_default=None)
    op.create_index("ix_letter_address_sent_at", "letter", ["address", "sent_at"])
    op.create_index("ix_letter_bundle_id", "letter", ["bundle_id"])
    op.create_index("ix_contact_email", "contact", ["email"])


def downgrade() -> None:
    op.drop_index("ix_contact_email", "contact")
    op.drop_index("ix_letter_bundle_id", "letter")
    op.drop_index("ix_letter_address_sent_at", "letter")
    with op.batch_alter_table("letter") as letter:
        letter.drop_constraint(op.f("fk_letter_person_id_person"), type_="foreignkey")
        letter.drop_column("bundle_id")
        letter.drop_column("manner")
        letter.drop_column("person_id")
    op.drop_table("letter_terms")
