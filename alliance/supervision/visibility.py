"""Who may read which measure and which problem: the one filter of every list, count, sheet and errand.

It says in SQL what `Can.READ_MEASURE` and `Can.READ_PROBLEM` say of one; tests hold the two together.
"""

from sqlalchemy import ColumnElement, and_, false, true

from ..foundation.kernel.actor import Actor
from ..policy.can import Can
from ..policy.table import may
from .model import Measure
from .problem_model import Problem


def measures_for(actor: Actor) -> ColumnElement[bool]:
    """A member reads its own once they are issued, a district officer the district's, the rest by their role."""
    if may(actor, Can.READ_MEASURE):
        return true()
    if may(actor, Can.SEE_LADDER):
        return Measure.district_code == actor.district_code if actor.district_code else false()
    return and_(_own(Measure, actor), Measure.issued_at.is_not(None))


def problems_for(actor: Actor) -> ColumnElement[bool]:
    if may(actor, Can.READ_PROBLEM):
        return true()
    if may(actor, Can.SEE_LADDER):
        return Problem.district_code == actor.district_code if actor.district_code else false()
    return _own(Problem, actor)


def _own(kind: type[Measure] | type[Problem], actor: Actor) -> ColumnElement[bool]:
    if actor.organisation_id is None or not may(actor, Can.SEE_SUPERVISION):
        return false()
    return kind.organisation_id == actor.organisation_id
