"""What a reader does with letters. That one was read is nobody else's business: the journal does not tell it."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, update

from ..foundation.store.work import Work
from ..journal.model import InboxLetter
from . import queries
from .queries import InboxFilter

KEPT_FOR = timedelta(days=180)


def read_all(work: Work, wanted: InboxFilter, until: datetime) -> int:
    """All that the filter means has been read, but for what came after `until`, the moment of the page; how many."""
    return _mark(work, wanted, InboxLetter.written_at <= until)


def read_page(work: Work, path: str, until: datetime) -> int:
    """What was written about the thing of a page until then has been read, by opening it or not; how many letters."""
    return _mark(work, InboxFilter(), InboxLetter.path == path, InboxLetter.written_at <= until)


def forget(work: Work) -> int:
    """Erase what is older than letters are kept; how many."""
    old = delete(InboxLetter).where(InboxLetter.written_at < work.now - KEPT_FOR)
    return len(work.session.scalars(old.returning(InboxLetter.id)).all())


def _mark(work: Work, wanted: InboxFilter, *which: ColumnElement[bool]) -> int:
    """What was read before stays read as it was."""
    unread = queries.own(work, replace(wanted, unread=True))
    marked = update(InboxLetter).where(*unread, *which).values(read_at=work.now).returning(InboxLetter.id)
    return len(work.session.scalars(marked, execution_options={"synchronize_session": False}).all())
