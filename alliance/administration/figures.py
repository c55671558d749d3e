"""How many letters, messages of bots and jobs wait, since when, and what became of the last ones: one statement."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, select

from ..bots.model import Bot, BotMessage
from ..bots.telling import standing
from ..bots.vocabulary import BotState
from ..foundation.store.work import Work
from ..jobs.model import Job, JobState
from ..jobs.running import BROKE_OFF, FAILED
from ..journal.model import Letter
from ..organisations.model import Organisation

DAY = timedelta(days=1)


class Letters(NamedTuple):
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


class Bots(NamedTuple):
    """`late`: of the messages that wait, those that are due or were tried in vain, `late_since` the first of them was.
    `overdue_since`: when the longest overdue message should have been said by a bot that is free to speak. `failing`:
    bots in use that do not get through; `stopped`: those that the portal stopped, `own` the center's of them."""

    waiting: int
    oldest_at: datetime | None
    late: int
    late_since: datetime | None
    overdue_since: datetime | None
    failing: int
    stopped: int
    own: int


class Jobs(NamedTuple):
    """`waiting`: for their turn, or for another worker than the one that is no longer heard of. `failed`: in the last
    24 hours; `broken` of them by a fault on our side."""

    waiting: int
    since: datetime | None
    running: int
    failed: int
    broken: int


@dataclass(frozen=True, slots=True)
class Figures:
    letters: Letters
    bots: Bots
    jobs: Jobs


def figures(work: Work) -> Figures:
    row = _row(work, _all())
    letters, rest = row[: len(Letters._fields)], row[len(Letters._fields) :]
    return Figures(Letters(*letters), *_parted(rest))


def bots_and_jobs(work: Work) -> tuple[Bots, Jobs]:
    """Without the letters, for who counts those otherwise; one statement."""
    return _parted(_row(work, _two()))


def _row(work: Work, asked: Select[*tuple[Any, ...]]) -> tuple[Any, ...]:
    return tuple(work.session.execute(asked, {"now": work.now, "since": work.now - DAY}).one())


def _parted(row: tuple[Any, ...]) -> tuple[Bots, Jobs]:
    return Bots(*row[: len(Bots._fields)]), Jobs(*row[len(Bots._fields) :])


@cache
def _all() -> Select[*tuple[Any, ...]]:
    return select(*_letters(), *_bots(), *_jobs())


@cache
def _two() -> Select[*tuple[Any, ...]]:
    return select(*_bots(), *_jobs())


def _moment(name: str) -> ColumnElement[datetime]:
    return bindparam(name, type_=Letter.due_at.type)


def _one(figure: ColumnElement[Any], *which: ColumnElement[bool]) -> ColumnElement[Any]:
    return select(figure).where(*which).scalar_subquery()


def _letters() -> list[ColumnElement[Any]]:
    """Each figure is a range of the outbox's index; those that wait are few beside those that were sent."""
    x, now = Letter, _moment("now")
    unsent, waits = x.sent_at.is_(None), (x.sent_at.is_(None), x.given_up_at.is_(None))
    return [
        _one(func.count(), *waits),
        _one(func.min(x.written_at), *waits),
        _one(func.min(x.due_at), *waits, x.due_at <= now),
        _one(func.count(), *waits, x.last_error != ""),
        _one(func.count(), x.sent_at > _moment("since")),
        _one(func.count(), unsent, x.given_up_at.is_not(None)),
        _one(func.max(x.sent_at)),
        _one(func.max(x.tried_at), unsent, x.last_error != ""),
    ]


def _bots() -> list[ColumnElement[Any]]:
    """What a bot that may not speak still has is no message that waits."""
    m, b, now = BotMessage, Bot, _moment("now")
    speaks = and_(b.state == BotState.WORKS, standing())
    free_at = case((m.due_at > b.free_at, m.due_at), else_=b.free_at)
    late_since = case((m.attempts > 0, m.written_at), else_=m.due_at)
    late = or_(m.due_at <= now, m.attempts > 0)

    def of(figure: ColumnElement[Any], *which: ColumnElement[bool]) -> ColumnElement[Any]:
        asked = select(figure).select_from(m).join(b, b.id == m.bot_id)
        asked = asked.outerjoin(Organisation, Organisation.id == b.organisation_id)
        return asked.where(speaks, ~m.trial, *which).scalar_subquery()

    bots = select(func.count()).select_from(b).outerjoin(Organisation, Organisation.id == b.organisation_id)
    stopped = b.state == BotState.STOPPED
    return [
        of(func.count()),
        of(func.min(m.written_at)),
        of(func.count(), late),
        of(func.min(late_since), late),
        of(func.min(free_at), free_at <= now),
        bots.where(speaks, b.failing_since.is_not(None)).scalar_subquery(),
        _one(func.count(b.id), stopped),
        _one(func.count(b.id), stopped, b.organisation_id.is_(None)),
    ]


def _jobs() -> list[ColumnElement[Any]]:
    j, now = Job, _moment("now")
    queued, runs = j.state == JobState.QUEUED, j.state == JobState.RUNNING
    waits = or_(queued, and_(runs, j.leased_until <= now))
    since = case((queued, j.state_since), else_=j.leased_until)
    failed = (j.state == JobState.FAILED, j.state_since > _moment("since"))
    return [
        _one(func.count(j.id), waits),
        _one(func.min(since), waits),
        _one(func.count(j.id), runs, j.leased_until > now),
        _one(func.count(j.id), *failed),
        _one(func.count(j.id), *failed, j.words.in_((BROKE_OFF, FAILED))),
    ]
