"""Reminding by the calendar, as the worker does it."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from ..foundation.kernel import clock
from ..foundation.kernel.actor import PORTAL
from ..foundation.store.work import Work
from ..reminding import stepping


def remind_all(database: Engine, now: Callable[[], datetime] = clock.now) -> int:
    """Take every step that is due, some hundreds in one transaction; how many were taken."""
    count = 0
    while True:
        with Session(database) as session:
            taken = stepping.remind(Work(PORTAL, now(), session))
            session.commit()
        if not taken:
            return count
        count += taken
