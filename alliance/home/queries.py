"""What the portal needs before it can do its work."""

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ..foundation.store.work import Work
from ..plaques.pdf import chinese_font_present


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
