"""Where an operation stands among the others: no circle of parents, and nothing above what it belongs to."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from .model import Operation
from .vocabulary import RANKS, Level, OperationState

GONE = N_("This operation is not there any more, or was cancelled. Choose another one.")
CIRCLE = N_("“%(title)s” belongs to this operation already. Two operations cannot belong to each other.")
TOO_HIGH = N_("“%(title)s” is of a lower level: an operation never stands above the one that it belongs to.")
PARTS_TOO_HIGH = N_("“%(title)s”, which belongs to it, is of a higher level.")


def check_place(work: Work, operation_id: UUID | None, parent_id: UUID | None, level: Level) -> None:
    """Refuse a place that would make no tree. Every operation is locked, in one order, until the transaction ends:
    of two officers who tie operations to each other at once, the second sees what the first has tied."""
    o = Operation
    rows = work.session.execute(
        select(o.id, o.parent_id, o.level, o.title, o.state).order_by(o.id).with_for_update()
    ).all()
    tree = {row.id: row for row in rows}
    if parent_id is not None:
        _check_above(tree, operation_id, parent_id, level)
    part = next((row for row in rows if row.parent_id == operation_id and RANKS[row.level] < RANKS[level]), None)
    if operation_id is not None and part is not None:
        raise Invalid("level", PARTS_TOO_HIGH, title=part.title)


def _check_above(tree: Mapping[UUID, Any], operation_id: UUID | None, parent_id: UUID, level: Level) -> None:
    parent = tree.get(parent_id)
    if parent is None or parent.state is OperationState.CANCELLED:
        raise Invalid("parent_id", GONE)
    above = parent
    while above is not None:
        if above.id == operation_id:
            raise Invalid("parent_id", CIRCLE, title=parent.title)
        above = tree.get(above.parent_id)
    if RANKS[parent.level] > RANKS[level]:
        raise Invalid("level", TOO_HIGH, title=parent.title)
