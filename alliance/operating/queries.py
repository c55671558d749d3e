"""How the portal stands: whether the database answers, what waits in the outbox, how many are signed in."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, TimeoutError

from ..foundation.store.work import Work
from ..journal.model import Letter
from ..people.model import SignIn


@dataclass(frozen=True, slots=True)
class Standing:
    """None where nothing is known, because the database is away."""

    database_answers: bool
    waiting: int | None = None
    oldest_seconds: float | None = None
    given_up: int | None = None
    devices: int | None = None


def standing(work: Work) -> Standing:
    unsent = (Letter.sent_at.is_(None), Letter.given_up_at.is_(None))
    waiting = select(func.count(Letter.id), func.min(Letter.written_at)).where(*unsent)
    given_up = select(func.count(Letter.id)).where(Letter.sent_at.is_(None), Letter.given_up_at.is_not(None))
    devices = select(func.count(SignIn.id)).where(SignIn.ends_at > work.now)
    try:
        count, oldest = work.session.execute(waiting).one()
        return Standing(
            database_answers=True,
            waiting=count,
            oldest_seconds=max(0.0, (work.now - oldest).total_seconds()) if count else 0.0,
            given_up=work.session.scalar(given_up),
            devices=work.session.scalar(devices),
        )
    except (DBAPIError, TimeoutError):
        return Standing(database_answers=False)
