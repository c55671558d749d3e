"""One's own letters: the newest of each thing, with how many there are and how many of them are unread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select, tuple_

from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..journal.model import InboxLetter
from ..journal.vocabulary import Topic


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """What of the inbox is meant: letters on one topic, or on any; only what is unread, or all."""

    topic: Topic | None = None
    unread: bool = True


@dataclass(frozen=True, slots=True)
class InboxLine:
    """The newest letter about a thing. `letters`: how many there are about it, `unread` of them unread."""

    id: UUID
    topic: Topic
    template: str
    params: Mapping[str, Any]
    path: str
    written_at: datetime
    letters: int
    unread: int


@dataclass(frozen=True, slots=True)
class InboxPage:
    lines: Sequence[InboxLine]
    next_key: tuple[datetime, UUID] | None


def own(work: Work, wanted: InboxFilter) -> list[ColumnElement[bool]]:
    """The letters that a filter means: one's own, never another's."""
    x = InboxLetter
    mine = [x.person_id == work.person_id, *([x.topic == wanted.topic] if wanted.topic else ())]
    return [*mine, x.read_at.is_(None)] if wanted.unread else mine


def inbox(work: Work, wanted: InboxFilter, after: tuple[datetime, UUID] | None = None) -> InboxPage:
    """A page of things, the one that was written about last first; one statement."""
    x = InboxLetter
    newest = func.row_number().over(partition_by=x.path, order_by=(x.written_at.desc(), x.id.desc()))
    unread = func.sum(case((x.read_at.is_(None), 1), else_=0)).over(partition_by=x.path)
    counted = func.count().over(partition_by=x.path)
    columns = (x.id, x.topic, x.template, x.params, x.path, x.written_at)
    told = select(*columns, counted.label("letters"), unread.label("unread"), newest.label("place"))
    its = told.where(*own(work, wanted)).subquery().c
    page = select(*(column for column in its if column.name != "place"))
    page = page.where(its.place == 1).order_by(its.written_at.desc(), its.id.desc())
    if after:
        page = page.where(tuple_(its.written_at, its.id) < after)
    lines = [InboxLine(*row) for row in work.session.execute(page.limit(PAGE_ROWS + 1))]
    last = lines[PAGE_ROWS - 1] if len(lines) > PAGE_ROWS else None
    return InboxPage(lines[:PAGE_ROWS], (last.written_at, last.id) if last else None)
