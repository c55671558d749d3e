"""What waits on somebody's desk because of joint actions: of an organisation's people, and of the center."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, case, cast, func, select

from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from ..questions import Found, Question, columns, listed
from .drills import titled
from .lights import WITH_THE_CENTER
from .model import Assignment, JointAction
from .visibility import assignments_of
from .vocabulary import DIVISIBLE, AssignmentState, ExtensionState, Only, Priority
from .work_model import Extension, SubTask

OWN_MOST = 10
URGENT = "urgent "
WITH_OTHERS = (*WITH_THE_CENTER, AssignmentState.REPORTED)
"""What an organisation has done its part of, for now."""

DOING: Mapping[str, str] = {
    AssignmentState.ASSIGNED: N_("Sign for: %(title)s"),
    AssignmentState.RETURNED: N_("Mend your report: %(title)s"),
}
WHY_OWN = N_("It is asked of your organisation.")
WHY_URGENT = N_("Urgent. It is asked of your organisation.")
WHY_PART = N_("This part of the work bears your name.")
YOUR_PART = N_("Your part: %(title)s")
WHY_CENTER = N_("You answer for this action.")
TO_THE_CENTER: Mapping[str, str] = {
    Only.REPORTED: N_("Reports to verify: %(title)s"),
    Only.QUERIED: N_("Questions to answer: %(title)s"),
    Only.DECLINED: N_("Declined, to decide: %(title)s"),
    Only.MORE_TIME: N_("More time is asked for: %(title)s"),
}


def questions(work: Work) -> list[Question]:
    """Of one's own organisation the next few by day; of the center what waits at the actions that one answers for."""
    if may(work.actor, Can.SEE_OWN_ACTIONS):
        mine = assignments_of(work.actor)
        own = listed(_open().where(mine), _do, [_day_of(Assignment), Assignment.id], OWN_MOST)
        return [own, listed(_parts(work).where(mine), _do_part, [SubTask.due_on, SubTask.id], OWN_MOST)]
    if may(work.actor, Can.STEER_ASSIGNMENT):
        return [_turns(work), _wishes(work)]
    return []


def _open() -> Select[Any]:
    """What an organisation still has to do something for. `more`: the state, before it whether it is urgent."""
    a, x = Assignment, JointAction
    said = case((x.priority == Priority.URGENT, URGENT), else_="").concat(cast(a.state, String))
    asked = select(*columns(id=a.id, title=titled(x), more=said, day=_day_of(a))).join(x, x.id == a.action_id)
    return asked.where(a.finished_at.is_(None), a.state.not_in(WITH_OTHERS))


def _day_of(a: type[Assignment]) -> ColumnElement[date]:
    """The day by which the next thing is to be done: to sign, and then to report."""
    return case((a.state == AssignmentState.ASSIGNED, a.receipt_due_on), else_=a.due_on)


def _parts(work: Work) -> Select[Any]:
    """The parts of the work that bear one's own name."""
    a, s = Assignment, SubTask
    asked = select(*columns(id=a.id, title=s.title, day=s.due_on)).join(a, a.id == s.assignment_id)
    return asked.where(s.person_id == work.actor.person_id, s.done_at.is_(None), a.state.in_(DIVISIBLE))


def _do_part(found: Found) -> Errand:
    address = {"assignment_id": found.id}
    return Errand(YOUR_PART, WHY_PART, "actions.assignment", address, {"title": found.title}, due=found.day)


def _do(found: Found) -> Errand:
    words = DOING.get(found.more.removeprefix(URGENT), N_("Report: %(title)s"))
    why, tone = (WHY_URGENT, "red") if found.more.startswith(URGENT) else (WHY_OWN, "blue")
    address, params = {"assignment_id": found.id}, {"title": found.title}
    return Errand(words, why, "actions.assignment", address, params, due=found.day, tone=tone)


def _turns(work: Work) -> Question:
    """Reports, questions and refusals, action by action."""
    a, x = Assignment, JointAction
    asked = (
        select(*columns(id=x.id, title=titled(x), more=a.state, count=func.count()))
        .join(x, x.id == a.action_id)
        .where(x.officer_id == work.actor.person_id, a.finished_at.is_(None), a.state.in_(WITH_OTHERS))
        .group_by(x.id, x.title, x.drill, a.state)
    )
    return listed(asked, _decide, [func.min(a.state_since)], OWN_MOST)


def _wishes(work: Work) -> Question:
    """Wishes for more time, action by action; `more`: the assignment, where it is a single one."""
    a, x, wish = Assignment, JointAction, Extension
    asked = (
        select(*columns(id=x.id, title=titled(x), more=func.min(cast(a.id, String)), count=func.count()))
        .join(a, a.action_id == x.id)
        .join(wish, wish.assignment_id == a.id)
        .where(x.officer_id == work.actor.person_id, wish.state == ExtensionState.OPEN, a.finished_at.is_(None))
        .group_by(x.id, x.title, x.drill)
    )
    return listed(asked, _give_time, [func.min(wish.asked_at)], OWN_MOST)


def _decide(found: Found) -> Errand:
    return _for_the_officer(Only(found.more), found)


def _give_time(found: Found) -> Errand:
    if found.count > 1:
        return _for_the_officer(Only.MORE_TIME, found)
    words, address = TO_THE_CENTER[Only.MORE_TIME], {"assignment_id": UUID(found.more)}
    return Errand(words, WHY_CENTER, "actions.assignment", address, {"title": found.title}, tone="purple")


def _for_the_officer(only: Only, found: Found) -> Errand:
    """To the organisations of the action of which it is said, and to no others."""
    return Errand(
        words=TO_THE_CENTER[only],
        why=WHY_CENTER,
        endpoint="actions.action",
        address={"action_id": found.id, "only": str(only)},
        params={"title": found.title},
        count=found.count,
        tone="purple",
    )
