"""What follows for supervision from what happens to assignments: where nothing is left to do, nothing is supervised."""

from ..actions.assignment_events import AssignmentRecalled, AssignmentReceived, AssignmentVerified, AssignmentWaived
from ..actions.assignment_queries import find
from ..actions.vocabulary import AssignmentState
from ..foundation.store.work import Work
from . import measuring
from .vocabulary import LiftCause

CAUSES = {
    AssignmentState.VERIFIED: LiftCause.VERIFIED,
    AssignmentState.NOTED: LiftCause.NOTED,
    AssignmentState.WAIVED: LiftCause.WAIVED,
    AssignmentState.RECALLED: LiftCause.RECALLED,
}


def lift_with_assignment(
    work: Work, event: AssignmentVerified | AssignmentWaived | AssignmentRecalled | AssignmentReceived
) -> None:
    """Whoever signs for what it was only informed of has nothing left to do; whoever signs for work has."""
    assignment = find(work, event.assignment_id)
    if assignment is not None and assignment.state in CAUSES:
        measuring.lift_all_about(work.as_portal(), assignment.id, CAUSES[assignment.state])
