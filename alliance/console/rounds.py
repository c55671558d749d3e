"""The worker's rounds: each duty in its own time, one that fails holds up no other, and one that has begun is ended."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from logging import Logger
from threading import Event
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from ..foundation.kernel import clock
from ..foundation.kernel.actor import PORTAL
from ..foundation.store.work import Work
from ..operating.doing import Doing, during

Done = TypeVar("Done")


@dataclass(slots=True)
class Duty:
    """`words` name it in the log. At least `seconds` lie between one time and the next; `due_at`: by the clock of the
    rounds."""

    words: str
    do: Callable[[], object]
    seconds: int = 0
    due_at: float = 0


def go_round(duties: Sequence[Duty], now: float, log: Logger, stopped: Event | None = None) -> None:
    """Once `stopped` is set, the duty that has begun is ended, and no other is begun."""
    for duty in duties:
        if stopped is not None and stopped.is_set():
            return
        if now < duty.due_at:
            continue
        duty.due_at = now + duty.seconds
        with during(duty.words) as doing:
            try:
                _tell(log, duty.do(), doing)
            except Exception:  # the database may be away for a while; a later round tries again
                log.exception("the worker could not %s", duty.words)


def _tell(log: Logger, done: object, doing: Doing) -> None:
    """That there was nothing to do is no news; letters are told of one by one."""
    if isinstance(done, int) and done:
        log.info("duty", extra={"done": done, "ms": round(doing.seconds * 1000), "sql": doing.statements})


def in_one(database: Engine, act: Callable[[Work], Done], now: Callable[[], datetime] | None = None) -> Done:
    """What `act` does as the portal itself, in a transaction of its own; what it gives back (how much it was)."""
    with Session(database) as session:
        done = act(Work(PORTAL, (now or clock.now)(), session))
        session.commit()
    return done
