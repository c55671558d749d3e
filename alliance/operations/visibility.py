"""Who may read which operation: the one filter for every list, count, errand and export.

It says in SQL what `Can.READ_OPERATION` says of one operation; a test holds the two together.
"""

from collections.abc import Set
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, true

from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from .model import Operation


def readable(work: Work, audiences: Set[UUID]) -> ColumnElement[bool]:
    """The operations that the actor may read; `audiences`: those to which the own organisation belongs now."""
    actor, begun = work.actor, Operation.started_at.is_not(None)
    if may(actor, Can.WRITE_OPERATION):
        return true()
    if may(actor, Can.OVERSEE_OPERATIONS):
        return begun
    if may(actor, Can.SEE_OPERATIONS) and audiences:
        return and_(begun, Operation.audience_id.in_(audiences))
    return false()


def in_statistics() -> ColumnElement[bool]:
    """The operations that are counted: a drill never is."""
    return Operation.drill.is_(False)
