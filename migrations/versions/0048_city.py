"""What stays quick in a city of many years: hours and pledges to confirm, events at hand, public cases."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"

UNCONFIRMED = sa.text("kept_confirmed_at IS NULL")
TO_CONFIRM = sa.text("told_at IS NOT NULL AND confirmed_at IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_attendance_unconfirmed",
        "attendance",
        ["sign_up_id"],
        sqlite_where=UNCONFIRMED,
        postgresql_where=UNCONFIRMED,
    )
    op.create_index("ix_publicity_event_state_starts_at_id", "publicity_event", ["state", "starts_at", "id"])
    op.create_index(
        "ix_initiative_clause_to_confirm",
        "initiative_clause",
        ["pledge_id"],
        sqlite_where=TO_CONFIRM,
        postgresql_where=TO_CONFIRM,
    )
    op.create_index("ix_edition_kind_state_organisation_id", "edition", ["kind", "state", "organisation_id"])


def downgrade() -> None:
    op.drop_index("ix_edition_kind_state_organisation_id", table_name="edition")
    op.drop_index("ix_initiative_clause_to_confirm", table_name="initiative_clause")
    op.drop_index("ix_publicity_event_state_starts_at_id", table_name="publicity_event")
    op.drop_index("ix_attendance_unconfirmed", table_name="attendance")
