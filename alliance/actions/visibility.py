"""Who may read which action and which assignment: the one filter for every list, board, count, sheet and letter.

It says in SQL what Can.READ_ACTION and Can.READ_ASSIGNMENT say of a single one; tests hold the two together.
"""

from sqlalchemy import ColumnElement, and_, exists, false, true

from ..foundation.kernel.actor import Actor
from ..policy.can import Can
from ..policy.table import may
from .model import Assignment, JointAction


def actions_of(actor: Actor) -> ColumnElement[bool]:
    """The actions that `actor` may read."""
    if may(actor, Can.WRITE_ACTION):
        return true()
    was_launched = JointAction.launched_at.is_not(None)
    if may(actor, Can.SEE_BOARD):
        return was_launched
    return and_(was_launched, assigned_to(actor))


def assigned_to(actor: Actor) -> ColumnElement[bool]:
    """The actions of which the actor's organisation has an assignment."""
    if not may(actor, Can.SEE_OWN_ACTIONS) or actor.organisation_id is None:
        return false()
    a = Assignment
    return exists().where(a.action_id == JointAction.id, a.organisation_id == actor.organisation_id)


def assignments_of(actor: Actor) -> ColumnElement[bool]:
    """The assignments that `actor` may read."""
    if may(actor, Can.SEE_LEADERS_PAGE):
        return true()
    if may(actor, Can.SEE_BOARD):
        return Assignment.district_code == actor.district_code if actor.district_code else false()
    if may(actor, Can.SEE_OWN_ACTIONS) and actor.organisation_id is not None:
        return Assignment.organisation_id == actor.organisation_id
    return false()
