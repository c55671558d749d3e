"""Holding an operation, a stage or a hotspot for a change: its operation's row is locked first, whatever changes."""

from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.errors import Conflict, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from .hotspot_model import Hotspot
from .model import Operation, Stage
from .vocabulary import OperationState

NOT_RUNNING = N_("The operation is not running.")


def held(work: Work, operation_id: UUID, *states: OperationState) -> Operation:
    """The operation, locked until the transaction ends; refused unless it is in one of `states`, where any are told."""
    operation = work.session.get_one(Operation, operation_id, with_for_update=True)
    if states and operation.state not in states:
        raise MoveNotOpen()
    return operation


def held_stages(work: Work, operation: Operation) -> list[Stage]:
    """The stages of a held operation, in their order."""
    ordered = select(Stage).where(Stage.operation_id == operation.id).order_by(Stage.position)
    return list(work.session.scalars(ordered))


def held_stage(work: Work, stage_id: UUID, *states: OperationState) -> tuple[Operation, list[Stage], Stage]:
    """A stage with its held operation and all its like. One that somebody has removed meanwhile is a conflict."""
    operation_id = work.session.scalar(select(Stage.operation_id).where(Stage.id == stage_id))
    if operation_id is None:
        raise Conflict()
    operation = held(work, operation_id, *states)
    stages = held_stages(work, operation)
    stage = next((one for one in stages if one.id == stage_id), None)
    if stage is None:
        raise Conflict()
    return operation, stages, stage


def held_hotspot(work: Work, hotspot_id: UUID) -> Hotspot:
    """The hotspot of a running operation, locked until the transaction ends."""
    hotspot = work.session.get_one(Hotspot, hotspot_id, with_for_update=True)
    if work.session.get_one(Operation, hotspot.operation_id).state is not OperationState.RUNNING:
        raise Conflict(NOT_RUNNING)
    return hotspot


def check_version(row: Operation | Stage, version: int) -> None:
    """Refuse what was written over a page that is no longer the newest."""
    if row.version != version:
        raise Conflict()
