"""What the overview reads in four statements: who works, what was seen, the keys, and how stands what waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ..foundation.store.work import Work
from . import figures
from .figures import Figures
from .model import KeyMark, OperatingFact, WorkerPulse
from .pulse import FORGOTTEN_AFTER
from .vocabulary import Looked

WORKERS_MOST = 50


@dataclass(frozen=True, slots=True)
class Pulse:
    host: str
    pid: int
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """What the worker of one machine saw of one matter, and when."""

    looked: Looked
    host: str
    at: datetime
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Key:
    mark: str
    first_seen_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """`pulses`, `seen` and `keys`: the last one first."""

    pulses: Sequence[Pulse]
    seen: Sequence[Seen]
    keys: Sequence[Key]
    figures: Figures

    def of(self, looked: Looked) -> Sequence[Seen]:
        """What the machines saw of it on which a worker is known; where none is, what was seen before."""
        its, hosts = [one for one in self.seen if one.looked is looked], {one.host for one in self.pulses}
        return [one for one in its if one.host in hosts] or its

    def last(self, looked: Looked) -> Mapping[str, Any] | None:
        return next((one.details for one in self.of(looked)), None)


def overview(work: Work) -> Overview:
    p, fact, k = WorkerPulse, OperatingFact, KeyMark
    pulses = work.session.execute(select(p.host, p.pid, p.seen_at).order_by(p.seen_at.desc()).limit(WORKERS_MOST))
    facts = select(fact.looked, fact.host, fact.at, fact.details).where(fact.at >= work.now - FORGOTTEN_AFTER)
    keys = work.session.execute(select(k.mark, k.first_seen_at, k.last_seen_at).order_by(k.last_seen_at.desc()))
    return Overview(
        pulses=[Pulse(*row) for row in pulses],
        seen=[Seen(*row) for row in work.session.execute(facts.order_by(fact.at.desc(), fact.host))],
        keys=[Key(*row) for row in keys],
        figures=figures.figures(work),
    )
