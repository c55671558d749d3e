"""Sealed files: pdfs whose copies tell author and dates, as all do so far; `flask files renew` makes them anew."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    op.add_column("stored_file", sa.Column("sealed", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute("UPDATE stored_file SET sealed = TRUE WHERE kind = 'pdf' AND original_sha256 = shared_sha256")


def downgrade() -> None:
    op.drop_column("stored_file", "sealed")
