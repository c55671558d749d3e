"""Many members are found and counted quickly: all names as one text, indexes, counts kept with a roster."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

INDEXES = (
    ("ix_organisation_state_confirmed_at", "organisation", ["state", "confirmed_at"]),
    ("ix_seat_alliance_code_organisation_id", "seat", ["alliance_code", "organisation_id", "from_on", "to_on", "id"]),
    ("ix_plaque_organisation_id_state", "plaque", ["organisation_id", "state"]),
    ("ix_plaque_state", "plaque", ["state"]),
    ("ix_organisation_name_to_on_organisation_id", "organisation_name", ["to_on", "organisation_id"]),
)


def upgrade() -> None:
    op.add_column("organisation", sa.Column("found_by", sa.Text(), nullable=False, server_default=""))
    _fill()
    _count_rosters()
    for name, table_name, columns in INDEXES:
        op.create_index(name, table_name, columns, unique=False)
    op.drop_index("ix_seat_alliance_code", table_name="seat")
    op.drop_index("ix_plaque_organisation_id", table_name="plaque")


def _fill() -> None:
    """Every name that each has borne, its pinyin, initials and code, folded, each on a line of its own."""
    connection = op.get_bind()
    former: dict[str, list[str]] = {}
    for organisation_id, name, short_name in connection.execute(
        sa.text("SELECT organisation_id, name, short_name FROM organisation_name ORDER BY from_on")
    ):
        former.setdefault(organisation_id, []).extend((name, short_name))
    members = sa.text("SELECT id, name, short_name, initials, pinyin, uscc FROM organisation")
    for organisation_id, name, short_name, initials, pinyin, uscc in connection.execute(members).all():
        words = (*former.get(organisation_id, ()), name, short_name, initials, pinyin.replace(" ", ""), uscc)
        lines = dict.fromkeys(unicodedata.normalize("NFKC", word).casefold().strip() for word in words)
        connection.execute(
            sa.text("UPDATE organisation SET found_by = :text WHERE id = :id"),
            {"text": "\n".join(lines), "id": organisation_id},
        )


def _count_rosters() -> None:
    op.add_column("roster", sa.Column("organisations", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("roster", sa.Column("seats", sa.Integer(), nullable=False, server_default="0"))
    own = "FROM roster_line WHERE roster_line.roster_id = roster.id"
    op.execute(
        f"UPDATE roster SET seats = (SELECT count(*) {own}), "  # noqa: S608 - both halves stand here
        f"organisations = (SELECT count(DISTINCT organisation_id) {own})"
    )


def downgrade() -> None:
    op.create_index("ix_plaque_organisation_id", "plaque", ["organisation_id"], unique=False)
    op.create_index("ix_seat_alliance_code", "seat", ["alliance_code"], unique=False)
    for name, table_name, _columns in INDEXES:
        op.drop_index(name, table_name=table_name)
    op.drop_column("roster", "seats")
    op.drop_column("roster", "organisations")
    op.drop_column("organisation", "found_by")
