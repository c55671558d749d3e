"""That a worker lives: a row for each process, written anew every few seconds, so that a dead one is seen."""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, tuple_, update

from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from .model import HOST_LENGTH, WorkerPulse

FORGOTTEN_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Worker:
    """A process, by its machine and its number there."""

    host: str
    pid: int
    started_at: datetime


def this_host() -> str:
    return socket.gethostname()[:HOST_LENGTH]


def this_process(now: datetime) -> Worker:
    return Worker(this_host(), os.getpid(), now)


def runs(pid: int) -> bool:
    """Whether a process of this machine has that number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def sign_on(work: Work, worker: Worker, alive: Callable[[int], bool] = runs) -> int:
    """The first word of a worker: it takes away what dead ones left on its machine, for it is there in their place. One
    that dies beside a living one stays to be seen."""
    left = work.session.scalars(select(WorkerPulse.pid).where(WorkerPulse.host == worker.host)).all()
    dead = [(worker.host, pid) for pid in left if pid != worker.pid and not alive(pid)]
    work.session.execute(delete(WorkerPulse).where(tuple_(WorkerPulse.host, WorkerPulse.pid).in_(dead)))
    return beat(work, worker)


def beat(work: Work, worker: Worker) -> int:
    """I live. Whoever was stopped on purpose, or has said nothing for a week, is forgotten."""
    values = {"started_at": worker.started_at, "seen_at": work.now, "signed_off": False}
    said = insert_or(work.session, WorkerPulse).values(host=worker.host, pid=worker.pid, **values)
    work.session.execute(said.on_conflict_do_update(index_elements=["host", "pid"], set_=values))
    old = WorkerPulse.seen_at < work.now - FORGOTTEN_AFTER
    work.session.execute(delete(WorkerPulse).where(WorkerPulse.signed_off | old))
    return 1


def sign_off(work: Work, worker: Worker) -> None:
    """The last word of a worker that was told to stop. It stays while no other lives, so that one sees since when."""
    own = update(WorkerPulse).where(WorkerPulse.host == worker.host, WorkerPulse.pid == worker.pid)
    work.session.execute(own.values(seen_at=work.now, signed_off=True))
