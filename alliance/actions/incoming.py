"""What organisations have done at their assignments that waits for nothing: it is counted, action by action."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from ..foundation.store.work import Work
from .model import Assignment, JointAction
from .vocabulary import SUMMED_UP, TurnKind
from .work_model import Turn


@dataclass(frozen=True, slots=True)
class CameIn:
    """`count`: how often `what`, a msgid, was done at the thing. `officer_id`: who answers for it."""

    thing_id: UUID
    title: str
    drill: bool
    officer_id: UUID
    what: str
    count: int


def came_in(work: Work, since: datetime, until: datetime) -> Sequence[CameIn]:
    """From `since` to before `until`, of all officers, in the order of the actions. For the worker's letters: ask it
    for nobody else. One statement."""
    t, a, x = Turn, Assignment, JointAction
    asked: Any = (
        select(x.id, x.title, x.drill, x.officer_id, t.kind, func.count().label("times"))
        .join(a, a.id == t.assignment_id)
        .join(x, x.id == a.action_id)
        .where(t.kind.in_(SUMMED_UP), t.at >= since, t.at < until)
        .group_by(x.id, x.number, x.title, x.drill, x.officer_id, t.kind)
        .order_by(x.number, t.kind)
    )
    rows: Any = work.session.execute(asked).all()
    return [CameIn(row.id, row.title, row.drill, row.officer_id, TurnKind(row.kind).label, row.times) for row in rows]
