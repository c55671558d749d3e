"""How the portal stands: whether the database answers, what waits in the outbox, for bots and as jobs, how many are
signed in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, or_, select
from sqlalchemy.exc import DBAPIError, TimeoutError

from ..administration.figures import Bots, Jobs, bots_and_jobs
from ..administration.model import WorkerPulse
from ..foundation.store.work import Work
from ..journal.model import Letter
from ..journal.vocabulary import Manner
from ..people.model import SignIn


@dataclass(frozen=True, slots=True)
class Standing:
    """None where nothing is known, because the database is away. `waiting`: letters that are due or were tried in vain,
    not those that wait for a morning. `worker_seconds`: since a worker last said that it lives. `bots_seconds`,
    `jobs_seconds`: so long the first message or job waits."""

    database_answers: bool
    waiting: int | None = None
    oldest_seconds: float | None = None
    worker_seconds: float | None = None
    given_up: int | None = None
    devices: int | None = None
    bots: Bots | None = None
    bots_seconds: float | None = None
    jobs: Jobs | None = None
    jobs_seconds: float | None = None


def standing(work: Work) -> Standing:
    x = Letter
    late = (x.sent_at.is_(None), x.given_up_at.is_(None), or_(x.due_at <= work.now, x.last_error != ""))
    since = case((x.manner == Manner.ALONE, x.written_at), else_=x.due_at)
    waiting = select(func.count(x.id), func.min(since)).where(*late)
    alive = select(func.max(WorkerPulse.seen_at))
    given_up = select(func.count(Letter.id)).where(Letter.sent_at.is_(None), Letter.given_up_at.is_not(None))
    devices = select(func.count(SignIn.id)).where(SignIn.ends_at > work.now)
    try:
        count, oldest = work.session.execute(waiting).one()
        bots, jobs = bots_and_jobs(work)
        return Standing(
            database_answers=True,
            waiting=count,
            oldest_seconds=_seconds(work, oldest) or 0.0,
            worker_seconds=_seconds(work, work.session.scalar(alive)),
            given_up=work.session.scalar(given_up),
            devices=work.session.scalar(devices),
            bots=bots,
            bots_seconds=_seconds(work, bots.late_since) or 0.0,
            jobs=jobs,
            jobs_seconds=_seconds(work, jobs.since) or 0.0,
        )
    except (DBAPIError, TimeoutError):
        return Standing(database_answers=False)


def _seconds(work: Work, since: datetime | None) -> float | None:
    return max(0.0, (work.now - since).total_seconds()) if since else None
