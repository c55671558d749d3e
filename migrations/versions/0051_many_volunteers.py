"""Indexes that a province needs: volunteers counted by district, and what an organisation has reached at events."""

from alembic import op

revision = "0051"
down_revision = "0050"


def upgrade() -> None:
    op.create_index("ix_volunteer_state_district_code", "volunteer", ["state", "district_code"])
    op.create_index(op.f("ix_event_reach_organisation_id"), "event_reach", ["organisation_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_event_reach_organisation_id"), table_name="event_reach")
    op.drop_index("ix_volunteer_state_district_code", table_name="volunteer")
