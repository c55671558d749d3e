"""What is the same for everybody and long to count is counted once for each change.

Whatever changes is in the journal: on one day, while nothing has been added to it, the answer is the same.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, exists, select

from ..foundation.kernel.clock import local_day
from ..foundation.store.engine import for_reading_only
from ..foundation.store.work import Work
from .model import ChainHead, Entry

Known = TypeVar("Known")


@dataclass(frozen=True, slots=True)
class _Kept(Generic[Known]):
    """An answer, and up to which entry of the journal it is known to hold."""

    day: date
    number: int
    digest: str
    answer: Known


def once_a_change(elsewhere: Collection[str]) -> Callable[[Callable[[Work], Known]], Callable[[Work], Known]]:
    """Keep the last answer of what is so marked in this process as long as it holds; it must not look at the actor.

    `elsewhere`: subjects of the journal that leave the answer as it is, whatever is said of them. An act counts anew
    each time: what it has changed itself is not in the journal before it ends.
    """

    def marked(count: Callable[[Work], Known]) -> Callable[[Work], Known]:
        last: _Kept[Known] | None = None

        @wraps(count)
        def known(work: Work) -> Known:
            nonlocal last
            if not for_reading_only(work.session):
                return count(work)
            kept, day = last, local_day(work.now)
            head = work.session.execute(_head(kept.number if kept else 0, elsewhere)).one()
            if kept is None or kept.day != day or head.changed or _another_journal(kept, head):
                kept = _Kept(day, head.number, head.digest, count(work))
            last = replace(kept, number=head.number, digest=head.digest)
            return last.answer

        return known

    return marked


def _head(number: int, elsewhere: Collection[str]) -> Select[int, str, bool]:
    """The newest entry, and whether anything behind that `number` has changed the answer."""
    since = exists().where(Entry.number > number, Entry.subject.not_in(elsewhere))
    return select(ChainHead.number, ChainHead.digest, since.label("changed"))


def _another_journal(kept: _Kept[Any], head: Any) -> bool:
    """It is no longer than it was, and ends otherwise: a backup was restored."""
    return bool(head.number <= kept.number and head.digest != kept.digest)
