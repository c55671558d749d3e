"""What follows for running actions when an organisation comes to their audience, or goes from it."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from sqlalchemy import insert, select, update

from ..audiences.queries import audiences_of
from ..foundation.kernel.clock import local_day
from ..foundation.store.numbering import Numbering
from ..foundation.store.work import Work
from ..journal.record import record
from ..organisations.model import Organisation
from . import launching
from .assignment_events import AssignmentMade, AssignmentMadeAgain
from .model import Assignment, JointAction
from .signing import for_now
from .turning import move, say
from .vocabulary import FINISHED, ActionState, AssignmentState, TurnKind


class AboutOrganisation(Protocol):
    """An event after which an organisation may belong to other audiences than before."""

    @property
    def organisation_id(self) -> UUID: ...


def follow_organisation(work: Work, event: AboutOrganisation) -> None:
    realign(work.as_portal(), event.organisation_id)


def realign(work: Work, organisation_id: UUID) -> None:
    """Give the organisation what is running in the audiences that it belongs to now, and recall what is open in
    others. The row that a launch holds is held first, so that no action slips through between the two."""
    work.session.flush()
    work.session.execute(select(Numbering.last).where(Numbering.series == launching.SERIES).with_for_update())
    running = _running(work)
    if not running:
        return
    belongs = audiences_of(work, organisation_id)
    held = _held(work, organisation_id)
    for action in running:
        assignment = held.get(action.id)
        if action.audience_id in belongs:
            _give(work, action, organisation_id, assignment)
        elif assignment is not None and assignment.state not in FINISHED:
            launching.recall(work, [assignment])
    _keep_district(work, organisation_id)


def _running(work: Work) -> Sequence[JointAction]:
    running = select(JointAction).where(JointAction.state == ActionState.RUNNING).order_by(JointAction.number)
    return work.session.scalars(running).all()


def _held(work: Work, organisation_id: UUID) -> dict[UUID, Assignment]:
    """The organisation's assignments of running actions, by action."""
    a = Assignment
    own = select(a).join(JointAction, JointAction.id == a.action_id)
    rows = own.where(a.organisation_id == organisation_id, JointAction.state == ActionState.RUNNING)
    return {assignment.action_id: assignment for assignment in work.session.scalars(rows)}


def _give(work: Work, action: JointAction, organisation_id: UUID, held: Assignment | None) -> None:
    if held is None:
        [row] = launching.assignments_for(work, action, Organisation.id == organisation_id)
        work.session.execute(insert(Assignment), [row])
        record(work, AssignmentMade(row["id"], action.id, organisation_id))
    elif held.state is AssignmentState.RECALLED:
        move(work, held, "assign_again")
        _begin_again(work, action, held)
        say(work, held, TurnKind.ASSIGNED_AGAIN)
        record(work, AssignmentMadeAgain(held.id))


def _begin_again(work: Work, action: JointAction, held: Assignment) -> None:
    """Whoever returns is no later than who comes late: days that passed meanwhile are not held against it."""
    today = local_day(work.now)
    signing = for_now(work, held.receipt_due_on, action.receipt_hours)
    held.receipt_due_on, held.receipt_due_at = signing.due_on, signing.at
    held.due_on = max(held.due_on, today)
    held.received_at = held.received_by_id = None


def _keep_district(work: Work, organisation_id: UUID) -> None:
    """Open assignments stand in the district where the organisation is now."""
    district = select(Organisation.district_code).where(Organisation.id == organisation_id).scalar_subquery()
    a = Assignment
    own = (a.organisation_id == organisation_id, a.finished_at.is_(None), a.district_code != district)
    work.session.execute(update(a).where(*own).values(district_code=district))
