"""What organisations have still to do by a day: which rows, by which day, since when. One rule, for reminding of it and
for dropping what reminds of it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, null, or_, select
from sqlalchemy.orm import aliased

from ..actions.lights import CHASED
from ..actions.model import Assignment, JointAction
from ..actions.vocabulary import AssignmentRole, AssignmentState, Priority
from ..audiences.queries import members_of
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..initiatives.model import Ask, Clause, Initiative, Pledge, Response
from ..initiatives.reading import terms_of
from ..initiatives.vocabulary import UNANSWERED, InitiativeState, ResponseState
from ..journal.reminders import key
from ..organisations.model import Organisation
from ..supervision.measuring import SUPERVISED
from ..supervision.model import Measure
from ..supervision.problem_model import Problem
from ..supervision.vocabulary import UNMENDED, MeasureState
from .vocabulary import Duty

NEVER = false()


def _all(_work: Work, asked: Select[Any]) -> Select[Any]:
    return asked


@dataclass(frozen=True, slots=True)
class Open:
    """What of a duty is still to be done: `asked`, as (id of the thing, `day`).

    `thing`: the row that whoever does it changes. `since`: when the organisation got it, or last did something about
    it. `urgent`: it disturbs quiet hours too. `narrowed`: to what only further questions tell.
    """

    thing: Any
    day: Any
    since: Any
    asked: Select[Any]
    urgent: ColumnElement[bool] = NEVER
    narrowed: Callable[[Work, Select[Any]], Select[Any]] = _all


def _assignments(day: Any, waits: ColumnElement[bool]) -> Open:
    a, x = Assignment, JointAction
    asked = select(a.id, day).join(x, x.id == a.action_id).where(a.finished_at.is_(None), waits)
    return Open(a, day, a.assigned_at, asked, x.priority == Priority.URGENT)


def _supervised(thing: Any, day: Any, waits: ColumnElement[bool]) -> Open:
    asked: Select[Any] = select(thing.id, day).join(Organisation, Organisation.id == thing.organisation_id)
    return Open(thing, day, thing.state_since, asked.where(waits, Organisation.state.in_(sorted(SUPERVISED))))


def _initiatives(day: Any, waits: ColumnElement[bool]) -> Open:
    r, i = Response, Initiative
    asked = select(r.id, day).select_from(r).join(i, i.id == r.initiative_id)
    asked = asked.join(Organisation, Organisation.id == r.organisation_id).where(waits)
    return Open(r, day, r.state_since, asked, narrowed=_addressed)


def _asks(waits: ColumnElement[bool]) -> Open:
    """Those that name a day; several of one day are one reminder."""
    it = _initiatives(Ask.due_on, and_(Ask.due_on.is_not(None), waits))
    return replace(it, asked=it.asked.join(Ask, Ask.initiative_id == Initiative.id))


def _addressed(work: Work, asked: Select[Any]) -> Select[Any]:
    """Organisations that belong to the audience now."""
    found = work.session.execute(asked.with_only_columns(Initiative.id, Initiative.audience_id).distinct()).all()
    today = local_day(work.now)
    belong = (and_(Initiative.id == row.id, members_of(terms_of(work, row.audience_id), today)) for row in found)
    return asked.where(or_(false(), *belong))


def _first_day() -> ColumnElement[Any]:
    """Of what an initiative asks."""
    other = aliased(Ask)
    return select(func.min(other.due_on)).where(other.initiative_id == Initiative.id).scalar_subquery()


def _untold() -> ColumnElement[bool]:
    """The ask is taken on in the pledge that holds, and not told as done."""
    of_response = (Pledge.response_id == Response.id, Pledge.revision == Response.revision)
    clause = (Clause.pledge_id == Pledge.id, Clause.ask_id == Ask.id, Clause.told_at.is_(None))
    return exists().where(*of_response, *clause).correlate(Response, Ask)


CHASED_NOW = Assignment.state.in_(CHASED)
UNANSWERED_NOW = and_(Response.state.in_(UNANSWERED), Initiative.state == InitiativeState.ISSUED)
OPEN: Mapping[Duty, Open] = {
    Duty.SIGN: _assignments(
        Assignment.receipt_due_on,
        and_(Assignment.received_at.is_(None), Assignment.state == AssignmentState.ASSIGNED),
    ),
    Duty.REPORT: _assignments(Assignment.due_on, and_(CHASED_NOW, Assignment.role != AssignmentRole.INFORM)),
    Duty.WORK: _assignments(Assignment.due_on, CHASED_NOW),
    Duty.ANSWER: _supervised(
        Measure,
        Measure.answer_due_on,
        and_(Measure.state == MeasureState.ISSUED, Measure.answer_due_on.is_not(None)),
    ),
    Duty.MEND: _supervised(Problem, Problem.due_on, Problem.state.in_(UNMENDED)),
    Duty.CALL: _initiatives(null(), UNANSWERED_NOW),
    Duty.REPLY: _asks(and_(UNANSWERED_NOW, Ask.due_on == _first_day())),
    Duty.KEEP: _asks(
        and_(Response.state == ResponseState.PLEDGED, Initiative.state != InitiativeState.WITHDRAWN, _untold())
    ),
}


def waiting(work: Work, keys: Collection[str]) -> Set[str]:
    """Those of these duties that are still to be done, by the day that each key names; see `journal.reminders`."""
    things: dict[Duty, set[UUID]] = defaultdict(set)
    for duty, thing_id, _day in (one.split(":") for one in keys):
        things[Duty(duty)].add(UUID(thing_id))
    return {its for duty, ids in things.items() for its in _still(work, duty, ids)} & set(keys)


def _still(work: Work, duty: Duty, ids: Set[UUID]) -> Set[str]:
    """Their keys, with the day and without."""
    it = OPEN[duty]
    rows = work.session.execute(it.narrowed(work, it.asked.where(it.thing.id.in_(sorted(ids))))).all()
    return {its for thing_id, day in rows for its in (key(duty, thing_id, day), key(duty, thing_id))}
