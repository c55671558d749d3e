"""Joint actions in any number, each with five hundred assignments: invented, and the same every time but for their ids.

The newest forty run, with some organisations that are late; the older ones are closed, one day after the other. They
are laid in by the thousand, as if each had been drafted, launched and worked on; of the closed ones only the outcome is
kept, without what was reported.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import func, insert, select, update

from ..actions.model import Assignment, JointAction
from ..actions.vocabulary import (
    FINISHED,
    ActionState,
    AssignmentRole,
    AssignmentState,
    Priority,
    RollUpRule,
)
from ..actions.work_model import ActionReport
from ..audiences.commands import audience_of
from ..audiences.terms import Term, Terms
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.ids import new_id
from ..foundation.store.numbering import Numbering, next_number
from ..foundation.store.work import Work
from ..organisations.model import Organisation, OrganisationState
from ..people.model import Person
from . import many_members
from .many_cases import AlreadyMade

IDS = UUID("6f1d3a52-7c44-4e0b-9a51-2f0c96220000")
ORGANISATIONS = 500
RUNNING = 40
OVERDUE = 12
"""So many of the running actions are past their day."""
DAYS_TO_WORK, DAYS_TO_SIGN, DAYS_FRESH = 30, 5, 3
AT_ONCE = 20
TITLES = ("反诈宣传进网点", "可疑账户排查", "涉诈网址清理", "实名登记复核", "预警劝阻回访", "反诈课堂", "终端设备检查")
S = AssignmentState
Shape = Mapping[AssignmentState, int]
EARLY: Shape = {S.ASSIGNED: 35, S.RECEIVED: 30, S.ACCEPTED: 20, S.IN_PROGRESS: 12, S.QUERIED: 2, S.DECLINED: 1}
MIDDLE: Shape = {S.ACCEPTED: 20, S.IN_PROGRESS: 40, S.REPORTED: 15, S.RETURNED: 5, S.VERIFIED: 18, S.ASSIGNED: 2}
OVER: Shape = {S.VERIFIED: 82, S.REPORTED: 8, S.IN_PROGRESS: 6, S.RETURNED: 2, S.WAIVED: 1, S.ASSIGNED: 1}
ENDED: Shape = {S.VERIFIED: 91, S.WAIVED: 7, S.RECALLED: 2}
SIGNED = frozenset(S) - {S.ASSIGNED}
TOLD = frozenset({S.IN_PROGRESS, S.REPORTED, S.RETURNED, S.VERIFIED})
SENT = frozenset({S.REPORTED, S.RETURNED, S.VERIFIED})
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who asks and who reports, whom it is asked of (id, district), and the number of the first action."""

    officer: UUID
    liaison: UUID
    organisations: Sequence[tuple[UUID, str]]
    audience: UUID
    first: int


def make(work: Work, count: int) -> None:
    """Lay `count` actions into a portal that holds the demonstration; the caller commits."""
    if work.session.get(JointAction, uuid5(IDS, "action 0")):
        raise AlreadyMade("such actions are made once, into a demonstration that has none")
    cast = _cast(work)
    for begin in range(0, count, AT_ONCE):
        actions: list[Row] = []
        assignments: list[Row] = []
        for number in range(begin, min(count, begin + AT_ONCE)):
            action, its = _action(work, cast, number, count)
            actions.append(action)
            assignments += its
        _lay_in(work, JointAction, actions)
        _lay_in(work, Assignment, assignments)
        _lay_in(work, ActionReport, [_report(cast, one) for one in assignments if one["revision"]])
    last = update(Numbering).where(Numbering.series == "joint_action")
    work.session.execute(last.values(last=cast.first + count - 1))


def _lay_in(work: Work, model: type[Any], rows: Sequence[Row]) -> None:
    if rows:
        work.session.connection().execute(insert(model.__table__), rows)


def _cast(work: Work) -> Cast:
    member = Organisation.state == OrganisationState.MEMBER
    held = work.session.scalar(select(func.count()).select_from(Organisation).where(member)) or 0
    many_members.make(work, max(0, ORGANISATIONS - held))
    work.session.flush()
    asked = select(Organisation.id, Organisation.district_code).where(member).order_by(Organisation.uscc)
    accounts = select(Person.email, Person.id).where(Person.demonstration)
    people = {row.email: row.id for row in work.session.execute(accounts)}
    return Cast(
        officer=people["officer@demo.example"],
        liaison=people["bank@demo.example"],
        organisations=[(row[0], row[1]) for row in work.session.execute(asked.limit(ORGANISATIONS))],
        audience=audience_of(work, Terms.of([Term()])).id,
        first=next_number(work.session, "joint_action"),
    )


def _action(work: Work, cast: Cast, number: int, count: int) -> tuple[Row, Sequence[Row]]:
    """The action `number`, and its assignments; the newest is due last."""
    age = count - 1 - number
    due_on = local_day(work.now) + timedelta(days=RUNNING - OVERDUE - 1 - age)
    running = age < RUNNING
    launched_at = min(_noon(due_on - timedelta(days=DAYS_TO_WORK)), work.now)
    ended_at = None if running else min(_noon(due_on), work.now)
    action = _words(number, due_on) | {
        "id": uuid5(IDS, f"action {number}"),
        "number": cast.first + number,
        "audience_id": cast.audience,
        "officer_id": cast.officer,
        "drafted_at": launched_at,
        "launched_at": launched_at,
        "closed_at": ended_at,
        "state": ActionState.RUNNING if running else ActionState.CLOSED,
        "state_since": ended_at or launched_at,
    }
    assignments = _assignments(work, cast, action, _shape(due_on, work, running=running))
    counted = [one for one in assignments if one["role"] is not AssignmentRole.INFORM]
    asked = sum(one["state"] is not S.RECALLED for one in counted)
    done = sum(one["state"] is S.VERIFIED for one in counted)
    frozen = {"done_count": None if running else done, "asked_count": None if running else asked}
    return action | frozen, assignments


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(4), UTC)


def _words(number: int, due_on: date) -> Row:
    title = TITLES[number % len(TITLES)]
    return {
        "title": f"{title}（演示第{number + 1}次）",
        "what": f"各单位组织开展{title}，完成后报送数量和说明。",
        "why": "",
        "evidence_asked": "",
        "indicator": "完成数量",
        "target": 30,
        "unit": "个",
        "default_role": AssignmentRole.ASSIST,
        "rule": (RollUpRule.ALL, RollUpRule.WEIGHTED, RollUpRule.COUNT)[number % 3],
        "rule_number": (None, 90, 400)[number % 3],
        "receipt_due_on": due_on - timedelta(days=DAYS_TO_WORK - DAYS_TO_SIGN),
        "due_on": due_on,
        "priority": Priority.URGENT if number % 10 == 3 else Priority.NORMAL,
        "mandatory": number % 4 != 1,
        "matrix_code": many_members.MATRICES[number % 3],
        "focus_area_code": None,
        "drill": number % 25 == 12,
        "reason": "",
        "version": 1,
    }


def _shape(due_on: date, work: Work, *, running: bool) -> Shape:
    left = (due_on - local_day(work.now)).days
    if not running:
        return ENDED
    return OVER if left < 0 else MIDDLE if left < DAYS_TO_WORK - DAYS_FRESH - 2 else EARLY


def _assignments(work: Work, cast: Cast, action: Row, shape: Shape) -> Sequence[Row]:
    chance = Random(action["number"])  # noqa: S311 - nothing is kept secret by it
    states = chance.choices(list(shape), list(shape.values()), k=len(cast.organisations))
    return [
        _assignment(work, action, place, organisation, state)
        for place, (organisation, state) in enumerate(zip(cast.organisations, states, strict=True))
    ]


def _assignment(work: Work, action: Row, place: int, whose: tuple[UUID, str], state: AssignmentState) -> Row:
    """One in fifty leads; of the actions of the third rule, one organisation in ten is only informed."""
    informed = action["rule"] is RollUpRule.COUNT and place % 10 == 9
    role = AssignmentRole.INFORM if informed else AssignmentRole.LEAD if place % 50 == 0 else AssignmentRole.ASSIST
    if informed:
        state = S.ASSIGNED if state is S.ASSIGNED else S.NOTED
    at = min(action["launched_at"] + timedelta(days=DAYS_FRESH), work.now)
    sent = state in SENT and action["closed_at"] is None
    return {
        "id": new_id(),
        "action_id": action["id"],
        "organisation_id": whose[0],
        "district_code": whose[1],
        "role": role,
        "weight": 1,
        "receipt_due_on": action["receipt_due_on"],
        "due_on": action["due_on"],
        "assigned_at": action["launched_at"],
        "received_at": at if state in SIGNED else None,
        "received_by_id": None,
        "figure": 10 + place % 30 if state in TOLD else None,
        "revision": 1 if sent else 0,
        "reported_at": at if sent else None,
        "reported_by_id": None,
        "finished_at": (action["closed_at"] or at) if state in FINISHED else None,
        "state": state,
        "state_since": at,
        "version": 1,
    }


def _report(cast: Cast, assignment: Row) -> Row:
    judged = None if assignment["state"] is S.REPORTED else assignment["state"] is S.VERIFIED
    return {
        "id": new_id(),
        "assignment_id": assignment["id"],
        "revision": 1,
        "figure": assignment["figure"],
        "words": "已按要求完成。",
        "reported_by_id": cast.liaison,
        "reported_at": assignment["reported_at"],
        "verified": judged,
        "reviewed_by_id": None if judged is None else cast.officer,
        "reviewed_at": None if judged is None else assignment["state_since"],
        "review": "",
    }
