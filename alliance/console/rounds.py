"""The worker's rounds: each duty in its own time, and one that fails holds up no other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from logging import Logger
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from ..foundation.kernel import clock
from ..foundation.kernel.actor import PORTAL
from ..foundation.store.work import Work

Done = TypeVar("Done")


@dataclass(slots=True)
class Duty:
    """`words` name it in the log. At least `seconds` lie between one time and the next; `due_at`: by the clock of the
    rounds."""

    words: str
    do: Callable[[], object]
    seconds: int = 0
    due_at: float = 0


def go_round(duties: Sequence[Duty], now: float, log: Logger) -> None:
    for duty in duties:
        if now < duty.due_at:
            continue
        duty.due_at = now + duty.seconds
        try:
            duty.do()
        except Exception:  # the database may be away for a while; a later round tries again
            log.exception("the worker could not %s", duty.words)


def in_one(database: Engine, act: Callable[[Work], Done], now: Callable[[], datetime] | None = None) -> Done:
    """What `act` does as the portal itself, in a transaction of its own; what it gives back (how much it was)."""
    with Session(database) as session:
        done = act(Work(PORTAL, (now or clock.now)(), session))
        session.commit()
    return done
