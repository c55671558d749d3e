"""Joint actions in any number, each for several hundred organisations: invented, and the same every time but for ids.

The newest run, with some organisations that are late; the older ones are closed, one after the other. They are laid in
by the thousand, as if each had been drafted, launched and worked on; the assignments are made by `many_assignments`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from sqlalchemy import func, select, update

from ..actions.model import Assignment, JointAction
from ..actions.vocabulary import ActionState, AssignmentRole, AssignmentState, Priority, RollUpRule
from ..actions.work_model import ActionReport, Turn
from ..audiences.commands import audience_of
from ..audiences.terms import Term, Terms
from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.store.numbering import Numbering, next_number
from ..foundation.store.work import Work
from ..organisations.model import Organisation, OrganisationState
from ..people.model import Appointment, Person
from . import many_members
from .laying import AlreadyMade, Row, Rows, lay_in, lay_in_all
from .many_assignments import DAYS_TO_SIGN, DAYS_TO_WORK, Asked, assignments_of, noon, reports_of, turns_of

IDS = UUID("6f1d3a52-7c44-4e0b-9a51-2f0c96220000")
ORGANISATIONS = 500
RUNNING = 40
OVERDUE = 12
"""So many of the running actions are past their day, where one is due each day."""
AT_ONCE = 20
SATURDAY = 5
MEMBER = Organisation.state == OrganisationState.MEMBER
TITLES = ("反诈宣传进网点", "可疑账户排查", "涉诈网址清理", "实名登记复核", "预警劝阻回访", "反诈课堂", "终端设备检查")


@dataclass(frozen=True, slots=True)
class Plan:
    """One action is due each `days_apart` days. `whole`: what was done and reported is kept of the closed ones too;
    otherwise only their outcome is."""

    count: int
    organisations: int = 0
    days_apart: int = 1
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Cast:
    """Who asks, of whom, and the number of the first action."""

    officer: UUID
    asked: Sequence[Asked]
    audience: UUID
    first: int


def make(work: Work, plan: Plan) -> None:
    """Lay the actions into a portal that holds the demonstration; the caller commits."""
    if work.session.get(JointAction, uuid5(IDS, "action 0")):
        raise AlreadyMade("such actions are made once, into a demonstration that has none")
    cast = _cast(work, plan.organisations or ORGANISATIONS)
    for begin in range(0, plan.count, AT_ONCE):
        rows: Rows = {JointAction: [], Assignment: []}
        for number in range(begin, min(plan.count, begin + AT_ONCE)):
            action, its = _action(work, cast, number, plan)
            rows[JointAction].append(action)
            rows[Assignment] += its
        lay_in_all(work, rows)
        lay_in(work, ActionReport, reports_of(cast.officer, rows[Assignment]))
        if plan.whole:
            lay_in(work, Turn, turns_of(cast.officer, rows[Assignment]))
    last = update(Numbering).where(Numbering.series == "joint_action")
    work.session.execute(last.values(last=cast.first + plan.count - 1))


def _cast(work: Work, organisations: int) -> Cast:
    held = work.session.scalar(select(func.count()).select_from(Organisation).where(MEMBER)) or 0
    many_members.make(work, max(0, organisations - held))
    work.session.flush()
    accounts = select(Person.email, Person.id).where(Person.demonstration)
    people = {row.email: row.id for row in work.session.execute(accounts)}
    return Cast(
        officer=people["officer@demo.example"],
        asked=asked_of(work, organisations, people["bank@demo.example"]),
        audience=audience_of(work, Terms.of([Term()])).id,
        first=next_number(work.session, "joint_action"),
    )


def asked_of(work: Work, organisations: int, otherwise: UUID) -> Sequence[Asked]:
    """So many members in their order, each with its liaison, or with `otherwise` where it has none."""
    o, a = Organisation, Appointment
    holds = (a.role == Role.LIAISON, a.ended_at.is_(None), a.organisation_id.is_not(None))
    liaisons = {row[0]: row[1] for row in work.session.execute(select(a.organisation_id, a.person_id).where(*holds))}
    members = select(o.id, o.district_code).where(MEMBER).order_by(o.uscc)
    rows = work.session.execute(members.limit(organisations))
    return [Asked(row.id, row.district_code, liaisons.get(row.id, otherwise)) for row in rows]


def _action(work: Work, cast: Cast, number: int, plan: Plan) -> tuple[Row, Sequence[Row]]:
    """The action `number`, and its assignments; the newest is due last."""
    age = (plan.count - 1 - number) * plan.days_apart
    left = RUNNING - OVERDUE - 1 - age
    running = left >= -OVERDUE
    due_on = _workday(local_day(work.now) + timedelta(days=left))
    launched_at = min(noon(due_on - timedelta(days=DAYS_TO_WORK)), work.now)
    ended_at = None if running else min(noon(due_on), work.now)
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
    assignments = assignments_of(work, action, cast.asked, whole=plan.whole)
    counted = [one for one in assignments if one["role"] is not AssignmentRole.INFORM]
    asked = sum(one["state"] is not AssignmentState.RECALLED for one in counted)
    done = sum(one["state"] is AssignmentState.VERIFIED for one in counted)
    frozen = {"done_count": None if running else done, "asked_count": None if running else asked}
    return action | frozen, assignments


def _workday(day: date) -> date:
    """The Friday before, of a day at the weekend."""
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


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
