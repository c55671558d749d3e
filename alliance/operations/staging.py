"""The stages of an operation and their order: add, change, shift, remove. Days may be entered at any time later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import events
from .actions import check_actions_within, has_actions
from .holding import check_version, held, held_stage, held_stages
from .model import STAGES_MOST, Operation, Stage
from .vocabulary import OperationState, StageState

ORDERABLE = (OperationState.DRAFT, OperationState.RUNNING)
DATABLE = (*ORDERABLE, OperationState.FINISHED)
BEFORE = N_("The operation begins on %(day)s; a stage lies within its days.")
AFTER = N_("The operation ends on %(day)s; a stage lies within its days.")
TOO_EARLY = N_("A stage does not begin before the one before it: “%(title)s” begins on %(day)s.")
TOO_LATE = N_("A stage does not begin before the one before it: “%(title)s” already begins on %(day)s.")


@dataclass(frozen=True, slots=True)
class StageText:
    """What a stage says; a day that is not known yet is None. `version`: see OperationText."""

    title: str
    from_on: date | None = None
    to_on: date | None = None
    goals: str = ""
    deliverables: str = ""
    version: int = 0


def add(work: Work, operation_id: UUID, text: StageText) -> Stage:
    """The new stage is the last one."""
    operation = held(work, operation_id, *ORDERABLE)
    stages = held_stages(work, operation)
    if len(stages) >= STAGES_MOST:
        raise Invalid("title", N_("At most %(most)d stages, please."), most=STAGES_MOST)
    _check_days(operation, text, stages, ())
    position = stages[-1].position + 1 if stages else 1
    stage = Stage(operation_id=operation.id, position=position, state=StageState.PLANNED, state_since=work.now)
    _take(stage, text)
    work.session.add(stage)
    work.session.flush()
    record(work, events.StageAdded(operation.id, stage.id, stage.title))
    return stage


def change(work: Work, stage_id: UUID, text: StageText) -> Stage:
    """Even when all is over: the days of an old operation are often found later."""
    operation, stages, stage = held_stage(work, stage_id, *DATABLE)
    check_version(stage, text.version)
    place = stages.index(stage)
    _check_days(operation, text, stages[:place], stages[place + 1 :])
    check_actions_within(work, [stage.id], text.from_on or operation.from_on, text.to_on or operation.to_on)
    _take(stage, text)
    record(work, events.StageChanged(operation.id, stage.id, stage.title, stage.from_on, stage.to_on))
    return stage


def _take(stage: Stage, text: StageText) -> None:
    stage.title, stage.goals, stage.deliverables = text.title, text.goals, text.deliverables
    stage.from_on, stage.to_on = text.from_on, text.to_on


def shift(work: Work, stage_id: UUID, by: int) -> Stage:
    """Change places with the stage before (`by` -1) or behind (+1)."""
    operation, stages, stage = held_stage(work, stage_id, *ORDERABLE)
    place = stages.index(stage) + by
    if not 0 <= place < len(stages):
        raise Conflict()
    other = stages[place]
    first, then = (stage, other) if by < 0 else (other, stage)
    if first.from_on and then.from_on and first.from_on > then.from_on:
        raise Conflict(TOO_EARLY, title=then.title, day=then.from_on)
    was, will = stage.position, other.position
    for row, position in ((stage, 0), (other, was), (stage, will)):
        row.position = position
        work.session.flush()
    record(work, events.StageMoved(operation.id, stage.id, stage.title))
    return stage


def remove(work: Work, stage_id: UUID) -> UUID:
    """Only a stage that was never opened and has no action; the id of its operation."""
    operation, _stages, stage = held_stage(work, stage_id, *ORDERABLE)
    if stage.state is not StageState.PLANNED:
        raise Conflict(N_("A stage that was opened stays: it is part of what happened."))
    if has_actions(work, stage.id):
        raise Conflict(N_("The stage has joint actions and stays."))
    work.session.delete(stage)
    record(work, events.StageRemoved(operation.id, stage.id, stage.title))
    return operation.id


def _check_days(operation: Operation, text: StageText, before: Sequence[Stage], behind: Sequence[Stage]) -> None:
    for field, day in (("from_on", text.from_on), ("to_on", text.to_on)):
        if day and day < operation.from_on:
            raise Invalid(field, BEFORE, day=operation.from_on)
        if day and day > operation.to_on:
            raise Invalid(field, AFTER, day=operation.to_on)
    if text.from_on and text.to_on and text.to_on < text.from_on:
        raise Invalid("to_on", N_("The last day stands before the first one."))
    _check_order(text.from_on, before, behind)


def _check_order(from_on: date | None, before: Sequence[Stage], behind: Sequence[Stage]) -> None:
    if from_on is None:
        return
    for stage in before:
        if stage.from_on and stage.from_on > from_on:
            raise Invalid("from_on", TOO_EARLY, title=stage.title, day=stage.from_on)
    for stage in behind:
        if stage.from_on and stage.from_on < from_on:
            raise Invalid("from_on", TOO_LATE, title=stage.title, day=stage.from_on)
