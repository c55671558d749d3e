"""Letters that have lain in inboxes for long enough."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from ..foundation.kernel import clock
from ..foundation.kernel.actor import PORTAL
from ..foundation.store.work import Work
from ..inbox import marking


def forget_letters(database: Engine) -> int:
    """Erase what is older than letters are kept; how many."""
    with Session(database) as session:
        count = marking.forget(Work(PORTAL, clock.now(), session))
        session.commit()
    return count
