"""Reminding by the calendar, as the worker does it."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from ..reminding import stepping
from .rounds import in_one


def remind_all(database: Engine, now: Callable[[], datetime] | None = None) -> int:
    """Take every step that is due, some of each in one transaction; how many were taken."""
    count = 0
    while taken := in_one(database, stepping.remind, now):
        count += taken
    return count
