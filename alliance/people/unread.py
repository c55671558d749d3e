"""What the frame of every page says of the inbox; asked with who is signed in, so without a statement of its own."""

from sqlalchemy import ColumnElement, String, bindparam, func, select

from ..journal.model import InboxLetter
from .model import Person

UNREAD_MOST = 100
"""So far is counted what nobody has read."""


def columns() -> tuple[ColumnElement[int], ColumnElement[bool]]:
    """How many letters the person has not read, and whether one of them is about the page `path`."""
    unread = select(InboxLetter.id).where(InboxLetter.person_id == Person.id, InboxLetter.read_at.is_(None))
    counted = unread.limit(UNREAD_MOST).correlate(Person).subquery()
    here = unread.where(InboxLetter.path == bindparam("path", type_=String)).correlate(Person).exists()
    return select(func.count()).select_from(counted).scalar_subquery().label("unread"), here.label("waits_here")
