"""Materials of an event: what is brought, and by which office."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    op.add_column("publicity_event", sa.Column("materials", sa.String(length=2000), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("publicity_event", "materials")
