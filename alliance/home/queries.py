"""What the portal needs before it can do its work."""

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ..foundation.store.migrate import newest_revision
from ..foundation.store.work import Work


def missing(work: Work) -> str:
    """One line on what is missing, or nothing."""
    try:
        revision = work.session.scalar(text("SELECT version_num FROM alembic_version"))
    except DBAPIError:
        return "the database does not answer, or holds no schema"
    return "" if revision == newest_revision() else f"the schema is at {revision}, not {newest_revision()}"
