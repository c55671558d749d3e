"""Volunteers: who they are, what they are trained for, their teams; and when an account was erased."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

QUALIFICATIONS = [
    ("fraud_lecturing", "反诈宣讲培训", "Training to lecture against fraud"),
    ("fraud_quiz", "防诈骗知识测验", "Test of knowledge about fraud"),
    ("first_aid", "急救员证", "First-aid certificate"),
    ("sign_language", "手语", "Sign language"),
    ("foreign_language", "外语", "A foreign language"),
    ("dialect", "方言", "A dialect"),
]
SINCE = date(2020, 1, 1)
HERE = sa.text("state <> 'left'")


def upgrade() -> None:
    op.add_column("person", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    _volunteer()
    _qualification()
    _volunteer_qualification()
    _volunteer_team()
    _team_membership()


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _volunteer() -> None:
    op.create_table(
        "volunteer",
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("district_code", sa.String(length=6), nullable=True),
        sa.Column("guardian", sa.String(length=40), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_to", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("volunteer", "district_code", "district.code"),
        _refers("volunteer", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer")),
        sa.UniqueConstraint("person_id", name=op.f("uq_volunteer_person_id")),
    )
    op.create_index(
        "uq_volunteer_email_here", "volunteer", ["email"], unique=True, postgresql_where=HERE, sqlite_where=HERE
    )
    op.create_index("ix_volunteer_state_since", "volunteer", ["state", "state_since", "id"], unique=False)


def _qualification() -> None:
    table = op.create_table(
        "qualification",
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("zh", sa.String(length=60), nullable=False),
        sa.Column("en", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_qualification")),
    )
    rows = [
        {"code": code, "zh": zh, "en": en, "position": position, "from_on": SINCE, "to_on": None}
        for position, (code, zh, en) in enumerate(QUALIFICATIONS, 1)
    ]
    op.bulk_insert(table, rows)


def _volunteer_qualification() -> None:
    op.create_table(
        "volunteer_qualification",
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("qualification_code", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_because", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("volunteer_qualification", "confirmed_by_id", "person.id"),
        _refers("volunteer_qualification", "organisation_id", "organisation.id"),
        _refers("volunteer_qualification", "qualification_code", "qualification.code"),
        _refers("volunteer_qualification", "volunteer_id", "volunteer.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_qualification")),
    )
    op.create_index(op.f("ix_volunteer_qualification_volunteer_id"), "volunteer_qualification", ["volunteer_id"])


def _volunteer_team() -> None:
    op.create_table(
        "volunteer_team",
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("district_code", sa.String(length=6), nullable=True),
        sa.Column("founded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("volunteer_team", "district_code", "district.code"),
        _refers("volunteer_team", "organisation_id", "organisation.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_team")),
    )
    op.create_index(op.f("ix_volunteer_team_organisation_id"), "volunteer_team", ["organisation_id"], unique=False)


def _team_membership() -> None:
    op.create_table(
        "team_membership",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("coordinates", sa.Boolean(), nullable=False),
        sa.CheckConstraint("NOT coordinates OR state = 'in'", name=op.f("ck_team_membership_coordinates_from_within")),
        _refers("team_membership", "team_id", "volunteer_team.id"),
        _refers("team_membership", "volunteer_id", "volunteer.id"),
        sa.PrimaryKeyConstraint("team_id", "volunteer_id", name=op.f("pk_team_membership")),
    )
    op.create_index(op.f("ix_team_membership_volunteer_id"), "team_membership", ["volunteer_id"], unique=False)


def downgrade() -> None:
    op.drop_table("team_membership")
    op.drop_table("volunteer_team")
    op.drop_table("volunteer_qualification")
    op.drop_table("qualification")
    op.drop_table("volunteer")
    op.drop_column("person", "erased_at")
