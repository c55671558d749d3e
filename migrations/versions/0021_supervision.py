"""Supervision: the ladder with its five steps, what is supervised, the measures taken, and the three lists of problems.

The steps are those of the field; after how many working days each is due, which need a second person and how long an
answer may take are ours, and the center's administrator changes them from a day on.
"""

from datetime import date
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

FIRST_DAY = date(2021, 1, 1)
STEPS = [
    ("remind", "提醒", "Reminder", 0, False, None),
    ("notice", "通报", "Notice", 1, False, None),
    ("letter", "督办函", "Supervision letter", 3, True, 5),
    ("interview", "约谈", "Interview", 5, True, 5),
    ("listed", "挂牌督办", "Listed supervision", 10, True, 10),
]
"""Code, names, due after so many working days, whether a second person approves, working days for the answer."""


def upgrade() -> None:
    _ladder_step()
    _supervised_matter()
    _measure()
    _measure_file()
    _problem()
    _problem_file()
    _problem_remedy()


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _ladder_step() -> None:
    table = op.create_table(
        "ladder_step",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("zh", sa.String(length=60), nullable=False),
        sa.Column("en", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("after_working_days", sa.Integer(), nullable=False),
        sa.Column("needs_approver", sa.Boolean(), nullable=False),
        sa.Column("answer_within", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ladder_step")),
        sa.UniqueConstraint("code", "from_on", name=op.f("uq_ladder_step_code_from_on")),
    )
    op.create_index(
        "uq_ladder_step_open",
        "ladder_step",
        ["code"],
        unique=True,
        sqlite_where=sa.text("to_on IS NULL"),
        postgresql_where=sa.text("to_on IS NULL"),
    )
    columns = ("code", "zh", "en", "after_working_days", "needs_approver", "answer_within")
    op.bulk_insert(
        table,
        [
            {"id": uuid4(), "position": place, "from_on": FIRST_DAY, **dict(zip(columns, step, strict=True))}
            for place, step in enumerate(STEPS, 1)
        ],
    )


def _supervised_matter() -> None:
    op.create_table(
        "supervised_matter",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("district_code", sa.String(length=6), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=True),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("supervised_matter", "assignment_id", "assignment.id"),
        _refers("supervised_matter", "district_code", "district.code"),
        _refers("supervised_matter", "organisation_id", "organisation.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervised_matter")),
    )
    op.create_index("ix_supervised_matter_assignment_id", "supervised_matter", ["assignment_id"])
    op.create_index(
        "uq_supervised_matter_open",
        "supervised_matter",
        ["assignment_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(
        op.f("ix_supervised_matter_organisation_id"), "supervised_matter", ["organisation_id"], unique=False
    )


def _measure() -> None:
    op.create_table(
        "measure",
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("district_code", sa.String(length=6), nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column("needs_approver", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.String(length=500), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("skip_reason", sa.String(length=500), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approver_id", sa.Uuid(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("letter_year", sa.Integer(), nullable=True),
        sa.Column("letter_number", sa.Integer(), nullable=True),
        sa.Column("answer_due_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=2000), nullable=False),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lift_cause", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("lifted_by_id", sa.Uuid(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(letter_year IS NULL) = (letter_number IS NULL)", name=op.f("ck_measure_whole_number")),
        sa.CheckConstraint(
            "NOT needs_approver OR issued_at IS NULL OR approver_id IS NOT NULL", name=op.f("ck_measure_approved")
        ),
        sa.CheckConstraint("approver_id <> proposed_by_id", name=op.f("ck_measure_two_persons")),
        _refers("measure", "answered_by_id", "person.id"),
        _refers("measure", "approver_id", "person.id"),
        _refers("measure", "district_code", "district.code"),
        _refers("measure", "lifted_by_id", "person.id"),
        _refers("measure", "matter_id", "supervised_matter.id"),
        _refers("measure", "organisation_id", "organisation.id"),
        _refers("measure", "proposed_by_id", "person.id"),
        _refers("measure", "step_id", "ladder_step.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sa.UniqueConstraint("letter_year", "letter_number", name=op.f("uq_measure_letter_year_letter_number")),
    )
    op.create_index(
        "ix_measure_organisation_id_proposed_at_id", "measure", ["organisation_id", "proposed_at", "id"], unique=False
    )
    op.create_index("ix_measure_proposed_at_id", "measure", ["proposed_at", "id"], unique=False)
    op.create_index("ix_measure_state", "measure", ["state"], unique=False)
    op.create_index(
        "uq_measure_proposed",
        "measure",
        ["matter_id"],
        unique=True,
        sqlite_where=sa.text("state = 'proposed'"),
        postgresql_where=sa.text("state = 'proposed'"),
    )
    op.create_index(
        "uq_measure_step",
        "measure",
        ["matter_id", "step"],
        unique=True,
        sqlite_where=sa.text("state <> 'withdrawn'"),
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )


def _measure_file() -> None:
    op.create_table(
        "measure_file",
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        _refers("measure_file", "file_id", "stored_file.id"),
        _refers("measure_file", "measure_id", "measure.id"),
        sa.PrimaryKeyConstraint("measure_id", "file_id", name=op.f("pk_measure_file")),
    )
    op.create_index(op.f("ix_measure_file_file_id"), "measure_file", ["file_id"], unique=False)


def _problem() -> None:
    op.create_table(
        "problem",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("district_code", sa.String(length=6), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=True),
        sa.Column("matter_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("listed_by_id", sa.Uuid(), nullable=False),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("office", sa.String(length=60), nullable=False),
        sa.Column("leader", sa.String(length=60), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rectification", sa.String(length=2000), nullable=False),
        sa.Column("rectified_by_id", sa.Uuid(), nullable=True),
        sa.Column("rectified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned", sa.String(length=500), nullable=False),
        sa.Column("recheck", sa.String(length=500), nullable=False),
        sa.Column("rechecked_by_id", sa.Uuid(), nullable=True),
        sa.Column("rechecked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("write_off", sa.String(length=500), nullable=False),
        sa.Column("written_off_by_id", sa.Uuid(), nullable=True),
        sa.Column("written_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state <> 'written_off' OR (rechecked_by_id IS NOT NULL AND written_off_by_id IS NOT NULL)",
            name=op.f("ck_problem_whole"),
        ),
        sa.CheckConstraint("rechecked_by_id <> rectified_by_id", name=op.f("ck_problem_rechecked_by_another")),
        sa.CheckConstraint("written_off_by_id <> rechecked_by_id", name=op.f("ck_problem_two_persons")),
        sa.CheckConstraint("written_off_by_id <> rectified_by_id", name=op.f("ck_problem_written_off_by_another")),
        _refers("problem", "district_code", "district.code"),
        _refers("problem", "listed_by_id", "person.id"),
        _refers("problem", "matter_id", "supervised_matter.id"),
        _refers("problem", "measure_id", "measure.id"),
        _refers("problem", "organisation_id", "organisation.id"),
        _refers("problem", "rechecked_by_id", "person.id"),
        _refers("problem", "rectified_by_id", "person.id"),
        _refers("problem", "written_off_by_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem")),
    )
    op.create_index("ix_problem_listed_at_id", "problem", ["listed_at", "id"], unique=False)
    op.create_index(op.f("ix_problem_measure_id"), "problem", ["measure_id"], unique=False)
    op.create_index(
        "ix_problem_organisation_id_listed_at_id", "problem", ["organisation_id", "listed_at", "id"], unique=False
    )
    op.create_index("ix_problem_state", "problem", ["state"], unique=False)


def _problem_file() -> None:
    op.create_table(
        "problem_file",
        sa.Column("problem_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        _refers("problem_file", "file_id", "stored_file.id"),
        _refers("problem_file", "problem_id", "problem.id"),
        sa.PrimaryKeyConstraint("problem_id", "file_id", name=op.f("pk_problem_file")),
    )
    op.create_index(op.f("ix_problem_file_file_id"), "problem_file", ["file_id"], unique=False)


def _problem_remedy() -> None:
    op.create_table(
        "problem_remedy",
        sa.Column("problem_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("problem_remedy", "problem_id", "problem.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem_remedy")),
    )
    op.create_index("uq_problem_remedy_place", "problem_remedy", ["problem_id", "position"], unique=True)


def downgrade() -> None:
    for table in ("problem_remedy", "problem_file", "problem", "measure_file", "measure", "supervised_matter"):
        op.drop_table(table)
    op.drop_table("ladder_step")
    op.execute("DELETE FROM numbering WHERE series LIKE 'supervision-letter-%'")
