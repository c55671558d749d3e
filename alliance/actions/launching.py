"""Launching an action: one act that gives everyone in its audience an assignment; and ending it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, insert, select

from ..audiences.queries import members_of
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.ids import new_id
from ..foundation.kernel.words import N_
from ..foundation.store.numbering import next_number
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from ..organisations.model import Organisation
from . import events
from .assignment_events import AssignmentRecalled, AssignmentWaived
from .drafting import LATE_RECEIPT, PAST, terms_of
from .model import WORDS_LENGTH, ActionRole, Assignment, JointAction
from .rollup import RollUp, Tally, roll_up
from .signing import Signing, for_now
from .turning import move, needed, say
from .vocabulary import OPEN, AssignmentRole, AssignmentState, TurnKind
from .workflow import ACTION_WORKFLOW

SERIES = "joint_action"
NOBODY = N_("No organisation belongs to the audience any more. Choose again for whom the action is.")


def launch(work: Work, action: JointAction, seen: int | None = None) -> int:
    """Give the action its number and everyone in its audience an assignment; returns how many. `seen`: the version
    that the page showed; a draft that was changed since is looked at once more.

    The number is taken before the audience is read: whoever moves an organisation meanwhile waits for it, and then
    finds the action running (see `following`).
    """
    if seen is not None and seen != action.version:
        raise Conflict()
    if action.due_on < local_day(work.now):
        raise Invalid("due_on", PAST)
    action.receipt_due_on = _day_to_sign(work, action)
    ACTION_WORKFLOW.apply(action, "launch", work.now)
    action.launched_at, action.officer_id = work.now, work.person_id
    work.session.flush()
    action.number = next_number(work.session, SERIES)
    rows = assignments_for(work, action, members_of(terms_of(work, action), local_day(work.now)))
    if not rows:
        raise Conflict(NOBODY)
    work.session.execute(insert(Assignment), rows)
    record(work, events.ActionLaunched(action.id, action.number, len(rows)))
    return len(rows)


def count_addressed(work: Work, action: JointAction) -> int:
    """How many organisations belong to its audience now."""
    belong = select(func.count()).where(members_of(terms_of(work, action), local_day(work.now)))
    return work.session.scalar(belong.select_from(Organisation)) or 0


def count_left(work: Work, action: JointAction) -> int:
    """How many assignments are still open, and end with the action."""
    a = Assignment
    return work.session.scalar(select(func.count()).where(a.action_id == action.id, a.state.in_(OPEN))) or 0


def _day_to_sign(work: Work, action: JointAction) -> date:
    """Hours are counted from the launch, which may come days after the draft."""
    if action.receipt_hours is None:
        return action.receipt_due_on
    by = for_now(work, action.receipt_due_on, action.receipt_hours).due_on
    if by > action.due_on:
        raise Conflict(LATE_RECEIPT)
    return by


def assignments_for(work: Work, action: JointAction, which: Any) -> Sequence[Mapping[str, Any]]:
    """A new assignment as a row for each organisation that `which` (a condition) holds for."""
    roles = _roles(work, action)
    usual = (action.default_role, 1)
    signing = for_now(work, action.receipt_due_on, action.receipt_hours)
    asked = select(Organisation.id, Organisation.district_code).where(which).order_by(Organisation.id)
    return [
        _row(work, action, signing, Share(organisation_id, district, *roles.get(organisation_id, usual)))
        for organisation_id, district in work.session.execute(asked)
    ]


def _roles(work: Work, action: JointAction) -> Mapping[UUID, tuple[AssignmentRole, int]]:
    asked = select(ActionRole.organisation_id, ActionRole.role, ActionRole.weight)
    rows = work.session.execute(asked.where(ActionRole.action_id == action.id))
    return {organisation_id: (role, weight) for organisation_id, role, weight in rows}


@dataclass(frozen=True, slots=True)
class Share:
    """Whose assignment it is, and the part in it."""

    organisation_id: UUID
    district_code: str
    role: AssignmentRole
    weight: int


def _row(work: Work, action: JointAction, signing: Signing, share: Share) -> Mapping[str, Any]:
    """Whoever comes late has as many days for the work as are left, and at least until today."""
    return {
        "id": new_id(),
        "action_id": action.id,
        "organisation_id": share.organisation_id,
        "district_code": share.district_code,
        "role": share.role,
        "weight": share.weight,
        "receipt_due_on": signing.due_on,
        "receipt_due_at": signing.at,
        "due_on": max(action.due_on, local_day(work.now)),
        "assigned_at": work.now,
        "revision": 0,
        "state": AssignmentState.ASSIGNED,
        "state_since": work.now,
        "version": 1,
    }


def tallies(action_id: UUID) -> Select[AssignmentRole, AssignmentState, int, int]:
    """The assignments of an action, counted by role and state."""
    a = Assignment
    return (
        select(a.role, a.state, func.count(), func.sum(a.weight))
        .where(a.action_id == action_id)
        .group_by(a.role, a.state)
    )


def rolled_up(work: Work, action: JointAction) -> RollUp:
    """How far the action is now."""
    rows = work.session.execute(tallies(action.id))
    return roll_up(action.rule, action.rule_number, [Tally(row[0], row[1], row[2], int(row[3])) for row in rows])


def close(work: Work, action: JointAction, reason: str = "") -> None:
    """End a running action and keep how far it came. Where it is not done, it takes a reason; who is still open is
    waived with it."""
    before = check_reason(work, action, reason)
    reason = masked_within("reason", reason, WORDS_LENGTH)
    ACTION_WORKFLOW.apply(action, "close", work.now)
    action.closed_at, action.reason = work.now, reason
    action.done_count, action.asked_count = before.verified, before.asked
    work.session.flush()
    left = _open_assignments(work, action)
    for assignment in left:
        move(work, assignment, "waive")
        say(work, assignment, TurnKind.WAIVED, reason)
        record(work, AssignmentWaived(assignment.id))
    record(work, events.ActionClosed(action.id, before.verified, before.asked, len(left)))


def check_reason(work: Work, action: JointAction, reason: str) -> RollUp:
    """How far it is; raises Invalid where it is not done and no reason is given for closing it."""
    before = rolled_up(work, action)
    if not before.done:
        needed(reason, "reason")
    return before


def stop(work: Work, action: JointAction, reason: str) -> None:
    """End a running action that is not wanted any more: whatever is open is recalled."""
    reason = masked_within("reason", needed(reason, "reason"), WORDS_LENGTH)
    ACTION_WORKFLOW.apply(action, "stop", work.now)
    action.closed_at, action.reason = work.now, reason
    work.session.flush()
    left = _open_assignments(work, action)
    recall(work, left, reason)
    record(work, events.ActionStopped(action.id, len(left)))


def _open_assignments(work: Work, action: JointAction) -> Sequence[Assignment]:
    a = Assignment
    return work.session.scalars(select(a).where(a.action_id == action.id, a.state.in_(OPEN))).all()


def recall(work: Work, assignments: Iterable[Assignment], words: str = "") -> None:
    """Ask it of these no longer; what they have told stays theirs."""
    for assignment in assignments:
        move(work, assignment, "recall")
        say(work, assignment, TurnKind.RECALLED, words)
        record(work, AssignmentRecalled(assignment.id))
