"""Editions are found by marks beside their words: for whom they are, and what the shelf filters them by."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

from alliance.cases.found_model import CASE_SEARCH
from alliance.cases.fulltext import put
from alliance.cases.fulltext_tables import add_marks, begin_anew, drop_marks
from alliance.cases.marks import marks_of
from alliance.cases.model import Edition

revision = "0017"
down_revision = "0016"

AT_ONCE = 2_000
MARKED_BY = (
    *("kind", "tlp", "audience_id", "source_id", "organisation_id", "district_code", "fraud_type_id"),
    *("happened_on", "lost_fen", "victim_group", "channel"),
)


def upgrade() -> None:
    add_marks(op, CASE_SEARCH.name)
    begin_anew(op, CASE_SEARCH.name, signs=True)
    _put_again(marked=True)


def downgrade() -> None:
    begin_anew(op, CASE_SEARCH.name, signs=False)
    _put_again(marked=False)
    drop_marks(op, CASE_SEARCH.name)


def _put_again(*, marked: bool) -> None:
    """Each text once more; what FTS5 has forgotten is not to be removed from it."""
    number, folded = CASE_SEARCH.c.number, CASE_SEARCH.c.folded
    with Session(op.get_bind()) as session:
        texts: dict[int, str] = {}
        last = 0
        while texts or not last:
            asked = sa.select(number, folded).where(number > last).order_by(number).limit(AT_ONCE)
            texts = {row.number: row.folded for row in session.execute(asked)}
            session.execute(sa.delete(CASE_SEARCH).where(number.in_(texts)))
            put(session, CASE_SEARCH, texts, _marks(session, list(texts)) if marked else {})
            last = max(texts, default=last + 1)


def _marks(session: Session, numbers: Sequence[int]) -> dict[int, list[str]]:
    columns = (getattr(Edition, name) for name in MARKED_BY)
    asked = sa.select(Edition.release_number, *columns).where(Edition.release_number.in_(numbers))
    rows: Sequence[Any] = session.execute(asked).all()
    return {row.release_number: marks_of(row) for row in rows}
