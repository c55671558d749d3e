"""What the front page counts, and what the portal needs before it can do its work."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ..foundation.store.work import Work
from ..journal.unchanged import once_a_change
from ..learning.cases import public_cases
from ..matrix.board import ELSEWHERE, Board, counted
from ..plaques.pdf import chinese_font_present


@dataclass(frozen=True, slots=True)
class Front:
    """The board, and how many public cases each alliance has given (by its code)."""

    board: Board
    cases: Mapping[str, int]


@once_a_change(ELSEWHERE)
def front(work: Work) -> Front:
    """The same for everybody, so counted once for each change; four statements then, one otherwise."""
    return Front(counted(work), public_cases(work))


def missing(work: Work) -> str:
    """One line on what is missing, or nothing."""
    from ..foundation.store.migrate import newest_revision

    try:
        revision = work.session.scalar(text("SELECT version_num FROM alembic_version"))
    except DBAPIError:
        return "the database does not answer, or holds no schema"
    if revision != newest_revision():
        return f"the schema is at {revision}, not {newest_revision()}"
    return "" if chinese_font_present() else "no Chinese font: plaques cannot be drawn"
