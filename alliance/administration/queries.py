"""What the overview reads in four statements: who works, what was seen, the keys, and how the letters stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from ..foundation.store.work import Work
from ..journal.model import Letter
from .model import KeyMark, OperatingFact, WorkerPulse
from .vocabulary import Looked

DAY = timedelta(days=1)
WORKERS_MOST = 50


@dataclass(frozen=True, slots=True)
class Pulse:
    host: str
    pid: int
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """What the worker saw of one matter, and when."""

    at: datetime
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Key:
    mark: str
    first_seen_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Letters:
    """`overdue_since`: when the longest overdue letter should have been tried; `failed_at`: when one that has not
    arrived was last tried in vain."""

    waiting: int
    oldest_at: datetime | None
    overdue_since: datetime | None
    retried: int
    sent_today: int
    given_up: int
    sent_at: datetime | None
    failed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Overview:
    """`pulses` and `keys`: the last seen first."""

    pulses: Sequence[Pulse]
    seen: Mapping[Looked, Seen]
    keys: Sequence[Key]
    letters: Letters


def overview(work: Work) -> Overview:
    p, fact, k = WorkerPulse, OperatingFact, KeyMark
    pulses = work.session.execute(select(p.host, p.pid, p.seen_at).order_by(p.seen_at.desc()).limit(WORKERS_MOST))
    facts = work.session.execute(select(fact.looked, fact.at, fact.details))
    keys = work.session.execute(select(k.mark, k.first_seen_at, k.last_seen_at).order_by(k.last_seen_at.desc()))
    moments = {"now": work.now, "since": work.now - DAY}
    return Overview(
        pulses=[Pulse(*row) for row in pulses],
        seen={looked: Seen(at, details) for looked, at, details in facts},
        keys=[Key(*row) for row in keys],
        letters=Letters(*work.session.execute(_letters(), moments).one()),
    )


@cache
def _letters() -> Select[*tuple[Any, ...]]:
    """Each figure is a range of the outbox's index; those that wait are few beside those that were sent."""
    x = Letter
    now, since = (bindparam(name, type_=x.due_at.type) for name in ("now", "since"))
    unsent, waits = x.sent_at.is_(None), (x.sent_at.is_(None), x.given_up_at.is_(None))

    def one(figure: ColumnElement[Any], *which: ColumnElement[bool]) -> ColumnElement[Any]:
        return select(figure).where(*which).scalar_subquery()

    return select(
        one(func.count(), *waits),
        one(func.min(x.written_at), *waits),
        one(func.min(x.due_at), *waits, x.due_at <= now),
        one(func.count(), *waits, x.last_error != ""),
        one(func.count(), x.sent_at > since),
        one(func.count(), unsent, x.given_up_at.is_not(None)),
        one(func.max(x.sent_at)),
        one(func.max(x.tried_at), unsent, x.last_error != ""),
    )
