"""Publicity events: who holds them, their venues, formations and points, and what came of them."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

KINDS = [
    ("launch", "启动仪式", "Launch ceremony"),
    ("publicity_month", "集中宣传月", "Publicity month"),
    ("lecture", "宣讲", "Lecture"),
    ("fair", "广场宣传", "Fair in a square"),
    ("door_knock", "敲门行动", "Door-knock"),
    ("exhibition", "展览", "Exhibition"),
    ("training", "培训", "Training"),
    ("live_stream", "直播", "Live stream"),
]


def upgrade() -> None:
    _event_kind()
    _event_series()
    _publicity_event()
    _agenda_item()
    _event_coverage()
    _event_file()
    _event_host()
    _event_reach()
    _event_venue()
    _formation()
    _formation_member()
    _publicity_point()
    _calendar_link()


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _event_kind() -> None:
    table = op.create_table(
        "event_kind",
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("zh", sa.String(length=60), nullable=False),
        sa.Column("en", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_event_kind")),
    )
    op.bulk_insert(
        table,
        [
            {"code": code, "zh": zh, "en": en, "position": position, "from_on": date(2000, 1, 1), "to_on": None}
            for position, (code, zh, en) in enumerate(KINDS, 1)
        ],
    )


def _event_series() -> None:
    op.create_table(
        "event_series",
        sa.Column("rhythm", sa.String(length=32), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_series")),
    )


def _publicity_event() -> None:
    op.create_table(
        "publicity_event",
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("theme", sa.String(length=80), nullable=False),
        sa.Column("kind_code", sa.String(length=32), nullable=False),
        sa.Column("five_entry", sa.String(length=32), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("approved_by_id", sa.Uuid(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("audience_id", sa.Uuid(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("district_code", sa.String(length=6), nullable=False),
        sa.Column("venue", sa.String(length=80), nullable=False),
        sa.Column("description", sa.String(length=2000), nullable=False),
        sa.Column("safety_plan", sa.String(length=2000), nullable=False),
        sa.Column("contact_office", sa.String(length=60), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("planned_attendance", sa.Integer(), nullable=True),
        sa.Column("attendance", sa.Integer(), nullable=True),
        sa.Column("series_id", sa.Uuid(), nullable=True),
        sa.Column("summary", sa.String(length=2000), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_publicity_event_hours_in_order")),
        sa.CheckConstraint(
            "approved_by_id <> proposed_by_id OR organisation_id IS NULL", name=op.f("ck_publicity_event_two_persons")
        ),
        _refers("publicity_event", "approved_by_id", "person.id"),
        _refers("publicity_event", "audience_id", "audience.id"),
        _refers("publicity_event", "district_code", "district.code"),
        _refers("publicity_event", "kind_code", "event_kind.code"),
        _refers("publicity_event", "organisation_id", "organisation.id"),
        _refers("publicity_event", "proposed_by_id", "person.id"),
        _refers("publicity_event", "series_id", "event_series.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_event")),
    )
    op.create_index(op.f("ix_publicity_event_organisation_id"), "publicity_event", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_publicity_event_series_id"), "publicity_event", ["series_id"], unique=False)
    op.create_index("ix_publicity_event_starts_at_id", "publicity_event", ["starts_at", "id"], unique=False)


def _agenda_item() -> None:
    op.create_table(
        "agenda_item",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("office", sa.String(length=60), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("agenda_item", "event_id", "publicity_event.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    op.create_index(op.f("ix_agenda_item_event_id"), "agenda_item", ["event_id"], unique=False)


def _event_coverage() -> None:
    op.create_table(
        "event_coverage",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("event_coverage", "event_id", "publicity_event.id"),
        _refers("event_coverage", "organisation_id", "organisation.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_coverage")),
    )
    op.create_index(op.f("ix_event_coverage_event_id"), "event_coverage", ["event_id"], unique=False)


def _event_file() -> None:
    op.create_table(
        "event_file",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.String(length=120), nullable=False),
        sa.Column("faces_agreed", sa.Boolean(), nullable=False),
        _refers("event_file", "event_id", "publicity_event.id"),
        _refers("event_file", "file_id", "stored_file.id"),
        sa.PrimaryKeyConstraint("event_id", "file_id", name=op.f("pk_event_file")),
    )


def _event_host() -> None:
    op.create_table(
        "event_host",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("office", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("event_host", "event_id", "publicity_event.id"),
        _refers("event_host", "organisation_id", "organisation.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_host")),
    )
    op.create_index(op.f("ix_event_host_event_id"), "event_host", ["event_id"], unique=False)


def _event_reach() -> None:
    op.create_table(
        "event_reach",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("people >= 0", name=op.f("ck_event_reach_people_counted")),
        _refers("event_reach", "event_id", "publicity_event.id"),
        _refers("event_reach", "organisation_id", "organisation.id"),
        sa.PrimaryKeyConstraint("event_id", "organisation_id", name=op.f("pk_event_reach")),
    )


def _event_venue() -> None:
    op.create_table(
        "event_venue",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=120), nullable=False),
        sa.Column("across", sa.Integer(), nullable=True),
        sa.Column("down", sa.Integer(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("across BETWEEN 0 AND 100", name=op.f("ck_event_venue_across_in_percent")),
        sa.CheckConstraint("down BETWEEN 0 AND 100", name=op.f("ck_event_venue_down_in_percent")),
        _refers("event_venue", "event_id", "publicity_event.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_venue")),
    )
    op.create_index(op.f("ix_event_venue_event_id"), "event_venue", ["event_id"], unique=False)


def _formation() -> None:
    op.create_table(
        "formation",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.Column("leader", sa.String(length=60), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("heads > 0", name=op.f("ck_formation_heads_counted")),
        _refers("formation", "event_id", "publicity_event.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_formation")),
        sa.UniqueConstraint("event_id", "position", name=op.f("uq_formation_event_id_position")),
    )


def _formation_member() -> None:
    op.create_table(
        "formation_member",
        sa.Column("formation_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        _refers("formation_member", "formation_id", "formation.id"),
        _refers("formation_member", "organisation_id", "organisation.id"),
        sa.PrimaryKeyConstraint("formation_id", "organisation_id", name=op.f("pk_formation_member")),
    )
    op.create_index(op.f("ix_formation_member_organisation_id"), "formation_member", ["organisation_id"], unique=False)


def _publicity_point() -> None:
    op.create_table(
        "publicity_point",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("venue_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("materials", sa.String(length=300), nullable=False),
        sa.Column("staff", sa.String(length=300), nullable=False),
        sa.Column("across", sa.Integer(), nullable=True),
        sa.Column("down", sa.Integer(), nullable=True),
        sa.Column("visitors", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("across BETWEEN 0 AND 100", name=op.f("ck_publicity_point_across_in_percent")),
        sa.CheckConstraint("down BETWEEN 0 AND 100", name=op.f("ck_publicity_point_down_in_percent")),
        sa.CheckConstraint("number > 0", name=op.f("ck_publicity_point_number_counts")),
        sa.CheckConstraint("visitors >= 0 AND questions >= 0", name=op.f("ck_publicity_point_people_counted")),
        _refers("publicity_point", "event_id", "publicity_event.id"),
        _refers("publicity_point", "organisation_id", "organisation.id"),
        _refers("publicity_point", "venue_id", "event_venue.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity_point")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_publicity_point_event_id_number")),
    )
    op.create_index(op.f("ix_publicity_point_organisation_id"), "publicity_point", ["organisation_id"], unique=False)


def _calendar_link() -> None:
    op.create_table(
        "calendar_link",
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _refers("calendar_link", "appointment_id", "appointment.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_link")),
        sa.UniqueConstraint("appointment_id", name=op.f("uq_calendar_link_appointment_id")),
    )


def downgrade() -> None:
    op.drop_table("calendar_link")
    op.drop_table("publicity_point")
    op.drop_table("formation_member")
    op.drop_table("formation")
    op.drop_table("event_venue")
    op.drop_table("event_reach")
    op.drop_table("event_host")
    op.drop_table("event_file")
    op.drop_table("event_coverage")
    op.drop_table("agenda_item")
    op.drop_table("publicity_event")
    op.drop_table("event_series")
    op.drop_table("event_kind")
