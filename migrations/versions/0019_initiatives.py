"""Initiatives: their asks and files, how each organisation has answered, and every version of its pledge."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    _initiative()
    _initiative_ask()
    _initiative_file()
    _initiative_response()
    _initiative_pledge()
    _initiative_clause()
    op.execute("INSERT INTO numbering (series, last) VALUES ('initiative', 0)")


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _initiative() -> None:
    op.create_table(
        "initiative",
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("office", sa.String(length=60), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=8000), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("initiative", "audience_id", "audience.id"),
        _refers("initiative", "issued_by_id", "person.id"),
        _refers("initiative", "officer_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative")),
        sa.UniqueConstraint("number", name=op.f("uq_initiative_number")),
    )
    op.create_index("ix_initiative_state_audience_id", "initiative", ["state", "audience_id"], unique=False)


def _initiative_ask() -> None:
    op.create_table(
        "initiative_ask",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("indicator", sa.String(length=200), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("initiative_ask", "initiative_id", "initiative.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_ask")),
        sa.UniqueConstraint("initiative_id", "position", name=op.f("uq_initiative_ask_initiative_id_position")),
    )


def _initiative_file() -> None:
    op.create_table(
        "initiative_file",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        _refers("initiative_file", "file_id", "stored_file.id"),
        _refers("initiative_file", "initiative_id", "initiative.id"),
        sa.PrimaryKeyConstraint("initiative_id", "file_id", name=op.f("pk_initiative_file")),
    )
    op.create_index("ix_initiative_file_file_id", "initiative_file", ["file_id"], unique=False)


def _initiative_response() -> None:
    op.create_table(
        "initiative_response",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_by_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("initiative_response", "answered_by_id", "person.id"),
        _refers("initiative_response", "initiative_id", "initiative.id"),
        _refers("initiative_response", "organisation_id", "organisation.id"),
        _refers("initiative_response", "read_by_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_response")),
        sa.UniqueConstraint(
            "initiative_id", "organisation_id", name=op.f("uq_initiative_response_initiative_id_organisation_id")
        ),
    )
    op.create_index(
        "ix_initiative_response_initiative_id_state", "initiative_response", ["initiative_id", "state"], unique=False
    )
    op.create_index(
        "ix_initiative_response_organisation_id_state",
        "initiative_response",
        ["organisation_id", "state"],
        unique=False,
    )


def _initiative_pledge() -> None:
    op.create_table(
        "initiative_pledge",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("signer", sa.String(length=40), nullable=False),
        sa.Column("signer_office", sa.String(length=60), nullable=False),
        sa.Column("name_shown", sa.Boolean(), nullable=False),
        sa.Column("signer_shown", sa.Boolean(), nullable=False),
        sa.Column("pledged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pledged_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("initiative_pledge", "pledged_by_id", "person.id"),
        _refers("initiative_pledge", "response_id", "initiative_response.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_pledge")),
        sa.UniqueConstraint("response_id", "revision", name=op.f("uq_initiative_pledge_response_id_revision")),
    )


def _initiative_clause() -> None:
    op.create_table(
        "initiative_clause",
        sa.Column("pledge_id", sa.Uuid(), nullable=False),
        sa.Column("ask_id", sa.Uuid(), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("figure", sa.BigInteger(), nullable=True),
        sa.Column("account", sa.String(length=1000), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_by_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("confirmed_by_id <> told_by_id", name=op.f("ck_initiative_clause_two_persons")),
        _refers("initiative_clause", "ask_id", "initiative_ask.id"),
        _refers("initiative_clause", "confirmed_by_id", "person.id"),
        _refers("initiative_clause", "pledge_id", "initiative_pledge.id"),
        _refers("initiative_clause", "told_by_id", "person.id"),
        sa.PrimaryKeyConstraint("pledge_id", "ask_id", name=op.f("pk_initiative_clause")),
    )
    op.create_index("ix_initiative_clause_ask_id", "initiative_clause", ["ask_id"], unique=False)


def downgrade() -> None:
    for table in ("clause", "pledge", "response", "file", "ask"):
        op.drop_table(f"initiative_{table}")
    op.drop_table("initiative")
    op.execute("DELETE FROM numbering WHERE series = 'initiative'")
