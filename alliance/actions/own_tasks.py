"""What an organisation has still to tell: the assignments that wait for its signature, its progress or its report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, select

from ..foundation.store.work import Work
from ..sheets.model import SHEET_ROWS_MOST
from .drills import titled
from .model import Assignment, JointAction
from .visibility import assignments_of
from .vocabulary import AT_WORK, AssignmentRole, AssignmentState
from .work_model import Evidence

TO_TELL = (AssignmentState.ASSIGNED, *sorted(AT_WORK))


@dataclass(frozen=True, slots=True)
class OpenTask:
    """`title` carries the mark of a drill. `figure`: the newest told; `gathered`: pieces of evidence for the next
    report."""

    id: UUID
    number: int
    title: str
    due_on: date
    indicator: str
    target: int | None
    unit: str
    evidence_asked: str
    figure: int | None
    state: AssignmentState
    gathered: int

    @property
    def told_before(self) -> bool:
        return self.figure is not None or self.state in {AssignmentState.IN_PROGRESS, AssignmentState.RETURNED}


def open_tasks(work: Work) -> Sequence[OpenTask]:
    """Those of the reader's own organisation, by the day that they are due. One statement."""
    a, x, e = Assignment, JointAction, Evidence
    prepared = and_(e.assignment_id == a.id, e.revision == a.revision + 1)
    gathered = select(func.count()).select_from(e).where(prepared).correlate(a).scalar_subquery()
    found = work.session.execute(
        select(a.id, x.number, titled(x), a.due_on, x.indicator, x.target, x.unit, x.evidence_asked)
        .add_columns(a.figure, a.state, gathered)
        .join(x, x.id == a.action_id)
        .where(assignments_of(work.actor), a.organisation_id == work.actor.organisation_id)
        .where(a.finished_at.is_(None), a.state.in_(TO_TELL), a.role != AssignmentRole.INFORM)
        .order_by(a.due_on, x.number)
        .limit(SHEET_ROWS_MOST)
    )
    return [OpenTask(*row) for row in found]
