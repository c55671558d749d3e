"""What is the same for everybody and long to count is counted once for each change.

Whatever changes is in the journal: on one day, while its head is the same, so is the answer.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from sqlalchemy import select

from ..foundation.kernel.clock import local_day
from ..foundation.store.engine import for_reading_only
from ..foundation.store.work import Work
from .model import ChainHead

Known = TypeVar("Known")
HEAD = select(ChainHead.digest)


def once_a_change(count: Callable[[Work], Known]) -> Callable[[Work], Known]:
    """Keep the last answer of `count` in this process as long as it holds; `count` must not look at the actor.

    An act counts anew each time: what it has changed itself is not in the journal before it ends.
    """
    last: tuple[object, Known] | None = None

    @wraps(count)
    def known(work: Work) -> Known:
        nonlocal last
        if not for_reading_only(work.session):
            return count(work)
        mark = (local_day(work.now), work.session.scalars(HEAD).one())
        kept = last
        if kept is None or kept[0] != mark:
            last = kept = (mark, count(work))
        return kept[1]

    return known
