"""What is read of stages: those of an operation in their order, one of them, and what was waived at its gate."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from ..actions.queries import LinkedAction
from ..foundation.store.work import Work
from ..people.model import Person
from . import queries
from .actions import of_stages
from .model import Stage, StageWaiver
from .queries import OperationReading
from .vocabulary import StageState


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage; `number`: its place in the order, from 1."""

    id: UUID
    number: int
    title: str
    from_on: date | None
    to_on: date | None
    goals: str
    deliverables: str
    state: StageState
    version: int


def of_operation(work: Work, operation_id: UUID) -> Sequence[StageLine]:
    s = Stage
    rows = work.session.execute(
        select(s.id, s.title, s.from_on, s.to_on, s.goals, s.deliverables, s.state, s.version)
        .where(s.operation_id == operation_id)
        .order_by(s.position)
    )
    return [StageLine(row.id, number, *row[1:]) for number, row in enumerate(rows, 1)]


@dataclass(frozen=True, slots=True)
class StageReading:
    """A stage within its operation, with all of them. The policy asks of it what it asks of the operation.

    `action`: one of its actions, where the address names one.
    """

    stage: StageLine
    operation: OperationReading
    all: Sequence[StageLine]
    action: LinkedAction | None = None

    @property
    def id(self) -> UUID:
        return self.stage.id

    @property
    def started_at(self) -> datetime | None:
        return self.operation.started_at

    @property
    def addressed(self) -> bool:
        return self.operation.addressed

    @property
    def from_on(self) -> date:
        """Its first day, or, where that is not known yet, the operation's."""
        return self.stage.from_on or self.operation.from_on

    @property
    def to_on(self) -> date:
        return self.stage.to_on or self.operation.to_on


def reading(work: Work, stage_id: UUID) -> StageReading | None:
    operation_id = work.session.scalar(select(Stage.operation_id).where(Stage.id == stage_id))
    operation = queries.reading(work, operation_id) if operation_id else None
    if operation is None:
        return None
    every = of_operation(work, operation.id)
    return StageReading(next(one for one in every if one.id == stage_id), operation, every)


def with_action(work: Work, stage_id: UUID, action_id: UUID) -> StageReading | None:
    """The stage, and the action of it that the address names."""
    found = reading(work, stage_id)
    action = next((one for one in of_stages(work, [stage_id]) if one.action_id == action_id), None)
    return replace(found, action=action) if found and action else None


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why the gate does not wait for an action. `by`: who decided that, by name."""

    action_id: UUID
    reason: str
    by: str
    waived_at: datetime


def waivers(work: Work, stage_id: UUID) -> Sequence[Waiver]:
    w = StageWaiver
    rows = work.session.execute(
        select(w.action_id, w.reason, Person.name, w.waived_at)
        .join(Person, Person.id == w.waived_by_id)
        .where(w.stage_id == stage_id)
        .order_by(w.waived_at)
    )
    return [Waiver(*row) for row in rows]
