"""Joint actions, the assignments of organisations, and what comes together at each.

The four focus areas are those of a year's work plan as cities publish it; a center renames and adds to them. Whoever
launches an action holds the row of its numbering, so there is one from the beginning.
"""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

FOCUS_AREAS = [
    ("cracking_cases", "破案攻坚·保持严打", "Cracking cases, striking hard"),
    ("dissuasion", "劝返反制·提升预警效能", "Dissuading and countering, warning in time"),
    ("cutting_cards", "断卡行动·铲除土壤", "Cutting cards, clearing the ground"),
    ("publicity", "宣传防范·营造氛围", "Publicity and prevention"),
]


def upgrade() -> None:
    _focus_area()
    _joint_action()
    _action_link()
    _action_role()
    _assignment()
    _action_report()
    _assignment_turn()
    _evidence()
    _extension()
    _sub_task()
    op.execute("INSERT INTO numbering (series, last) VALUES ('joint_action', 0)")


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _focus_area() -> None:
    table = op.create_table(
        "focus_area",
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("zh", sa.String(length=60), nullable=False),
        sa.Column("en", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_focus_area")),
    )
    op.bulk_insert(
        table,
        [
            {"code": code, "zh": zh, "en": en, "position": position, "from_on": date(2021, 1, 1), "to_on": None}
            for position, (code, zh, en) in enumerate(FOCUS_AREAS, 1)
        ],
    )


def _joint_action() -> None:
    op.create_table(
        "joint_action",
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("what", sa.String(length=2000), nullable=False),
        sa.Column("why", sa.String(length=2000), nullable=False),
        sa.Column("evidence_asked", sa.String(length=1000), nullable=False),
        sa.Column("indicator", sa.String(length=200), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("default_role", sa.String(length=32), nullable=False),
        sa.Column("rule", sa.String(length=32), nullable=False),
        sa.Column("rule_number", sa.Integer(), nullable=True),
        sa.Column("receipt_due_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("priority", sa.String(length=32), nullable=False),
        sa.Column("mandatory", sa.Boolean(), nullable=False),
        sa.Column("matrix_code", sa.String(length=32), nullable=True),
        sa.Column("focus_area_code", sa.String(length=32), nullable=True),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("launched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("done_count", sa.Integer(), nullable=True),
        sa.Column("asked_count", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("joint_action", "audience_id", "audience.id"),
        _refers("joint_action", "focus_area_code", "focus_area.code"),
        _refers("joint_action", "matrix_code", "matrix.code"),
        _refers("joint_action", "officer_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_action")),
        sa.UniqueConstraint("number", name=op.f("uq_joint_action_number")),
    )
    op.create_index("ix_joint_action_state_due_on", "joint_action", ["state", "due_on"])
    op.create_index("ix_joint_action_state_number", "joint_action", ["state", "number"])


def _action_link() -> None:
    op.create_table(
        "action_link",
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        _refers("action_link", "action_id", "joint_action.id"),
        sa.PrimaryKeyConstraint("action_id", "kind", name=op.f("pk_action_link")),
    )
    op.create_index("ix_action_link_kind_thing_id", "action_link", ["kind", "thing_id"])


def _action_role() -> None:
    op.create_table(
        "action_role",
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        _refers("action_role", "action_id", "joint_action.id"),
        _refers("action_role", "organisation_id", "organisation.id"),
        sa.PrimaryKeyConstraint("action_id", "organisation_id", name=op.f("pk_action_role")),
    )


def _assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("district_code", sa.String(length=6), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("receipt_due_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_by_id", sa.Uuid(), nullable=True),
        sa.Column("figure", sa.BigInteger(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reported_by_id", sa.Uuid(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("assignment", "action_id", "joint_action.id"),
        _refers("assignment", "district_code", "district.code"),
        _refers("assignment", "organisation_id", "organisation.id"),
        _refers("assignment", "received_by_id", "person.id"),
        _refers("assignment", "reported_by_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("action_id", "organisation_id", name=op.f("uq_assignment_action_id_organisation_id")),
    )
    op.create_index(
        "ix_assignment_of_action",
        "assignment",
        ["action_id", "state", "due_on", "receipt_due_on", "role", "weight", "organisation_id"],
    )
    op.create_index(
        "ix_assignment_of_organisation", "assignment", ["organisation_id", "finished_at", "id"], unique=False
    )
    op.create_index(
        "ix_assignment_open_by_day",
        "assignment",
        ["due_on", "organisation_id", "action_id"],
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_index(
        "ix_assignment_open_of_organisation",
        "assignment",
        ["organisation_id", "due_on", "id"],
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )


def _action_report() -> None:
    op.create_table(
        "action_report",
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("figure", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("reported_by_id", sa.Uuid(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=True),
        sa.Column("reviewed_by_id", sa.Uuid(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review", sa.String(length=1000), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("reviewed_by_id <> reported_by_id", name=op.f("ck_action_report_two_persons")),
        _refers("action_report", "assignment_id", "assignment.id"),
        _refers("action_report", "reported_by_id", "person.id"),
        _refers("action_report", "reviewed_by_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_report")),
        sa.UniqueConstraint("assignment_id", "revision", name=op.f("uq_action_report_assignment_id_revision")),
    )


def _assignment_turn() -> None:
    op.create_table(
        "assignment_turn",
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("figure", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("assignment_turn", "assignment_id", "assignment.id"),
        _refers("assignment_turn", "organisation_id", "organisation.id"),
        _refers("assignment_turn", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_turn")),
    )
    op.create_index(
        "ix_assignment_turn_assignment_id_at_id", "assignment_turn", ["assignment_id", "at", "id"], unique=False
    )


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(file_id IS NULL) = (kind = 'link')", name=op.f("ck_evidence_one_thing")),
        _refers("evidence", "added_by_id", "person.id"),
        _refers("evidence", "assignment_id", "assignment.id"),
        _refers("evidence", "file_id", "stored_file.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index("ix_evidence_assignment_id_revision", "evidence", ["assignment_id", "revision"])
    op.create_index(op.f("ix_evidence_file_id"), "evidence", ["file_id"])


def _extension() -> None:
    op.create_table(
        "extension",
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=1000), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("extension", "asked_by_id", "person.id"),
        _refers("extension", "assignment_id", "assignment.id"),
        _refers("extension", "decided_by_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    op.create_index("ix_extension_assignment_id_asked_at", "extension", ["assignment_id", "asked_at"])
    op.create_index(
        "uq_extension_open",
        "extension",
        ["assignment_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )


def _sub_task() -> None:
    op.create_table(
        "sub_task",
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("sub_task", "assignment_id", "assignment.id"),
        _refers("sub_task", "done_by_id", "person.id"),
        _refers("sub_task", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sub_task")),
    )
    op.create_index(
        "ix_sub_task_assignment_id_added_at_id", "sub_task", ["assignment_id", "added_at", "id"], unique=False
    )


def downgrade() -> None:
    tables = ["sub_task", "extension", "evidence", "assignment_turn", "action_report", "assignment", "action_role"]
    for table in (*tables, "action_link", "joint_action", "focus_area"):
        op.drop_table(table)
    op.execute("DELETE FROM numbering WHERE series = 'joint_action'")
