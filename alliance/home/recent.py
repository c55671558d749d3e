"""What somebody changed or began last, from the journal: what they may still read, under the hat that they wear."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal, select, union_all

from ..actions.drills import titled
from ..actions.model import Assignment, JointAction
from ..actions.visibility import actions_of, assignments_of
from ..cases.model import TypicalCase
from ..cases.visibility import cases_of
from ..foundation.store.kinds import REACHED, by_kind, given
from ..foundation.store.work import Work
from ..initiatives import visibility as initiatives
from ..initiatives.model import Initiative
from ..journal.model import Entry
from ..operations import visibility as operations
from ..operations.model import Operation
from ..organisations.model import Organisation
from ..organisations.queries import visible_to
from ..publicity import visibility as publicity
from ..publicity.model import PublicityEvent
from ..supervision.model import Matter, Measure
from ..supervision.problem_model import Problem
from ..supervision.visibility import measures_for, problems_for

SHOWN_MOST = 7
LOOKED_AT_MOST = 200
"""So many of one's newest entries: what was done before them is not recent any more."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What the journal calls it, its page with the name of the id in its address, its id and title, and which of them
    the actor may read. `beside`: what is joined for it, and by what."""

    subject: str
    endpoint: str
    argument: str
    id: Any
    title: Any
    readable: ColumnElement[bool]
    beside: tuple[Any, ColumnElement[bool]] | None = None


@dataclass(frozen=True, slots=True)
class Recent:
    """`at`: when one changed it last."""

    subject: str
    endpoint: str
    argument: str
    id: UUID
    title: str
    at: datetime


def recent(work: Work, reached: Set[UUID], most: int = SHOWN_MOST) -> Sequence[Recent]:
    """The last first; `reached`: see `cases.visibility.audiences_reached`. One statement."""
    asked, kinds = _asked(work)
    rows = work.session.execute(asked.limit(most), given(work, reached))
    found = [(kinds[place], id_, title, at) for place, id_, title, at in rows]
    return [Recent(kind.subject, kind.endpoint, kind.argument, id_, title, at) for kind, id_, title, at in found]


@by_kind
def _asked(work: Work) -> tuple[Select[Any], Sequence[Kind]]:
    kinds, e = _kinds(work), Entry
    own = select(e.subject, e.subject_id, e.number, e.at).where(e.actor_id == work.actor.person_id)
    newest = own.where(e.subject.in_([kind.subject for kind in kinds])).order_by(e.number.desc()).limit(LOOKED_AT_MOST)
    its = newest.cte("newest").c
    once = select(its.subject, its.subject_id, func.max(its.number).label("number"), func.max(its.at).label("at"))
    last = once.group_by(its.subject, its.subject_id).cte("last").c
    every = union_all(*(_part(place, kind, last) for place, kind in enumerate(kinds))).subquery("every").c
    return select(every.place, every.id, every.title, every.at).order_by(every.number.desc()), kinds


def _part(place: int, kind: Kind, last: Any) -> Select[Any]:
    """The things of one kind."""
    columns = (literal(place).label("place"), kind.id.label("id"), kind.title.label("title"), last.at, last.number)
    asked = select(*columns).join_from(kind.id.class_, last.subject_id.table, last.subject_id == kind.id)
    if kind.beside is not None:
        asked = asked.join(*kind.beside)
    return asked.where(last.subject == kind.subject, kind.readable)


def _kinds(work: Work) -> Sequence[Kind]:
    c, x, a, i, o = TypicalCase, JointAction, Assignment, Initiative, Operation
    e, m, p, g, actor = PublicityEvent, Measure, Problem, Organisation, work.actor
    issued = initiatives.readable(work, REACHED)
    to_action = (x, x.id == a.action_id)
    to_matter = (Matter, Matter.id == m.matter_id)
    running = operations.readable(work, REACHED)
    return (
        Kind("typical_case", "cases.case", "case_id", c.id, c.title, cases_of(actor)),
        Kind("joint_action", "actions.action", "action_id", x.id, titled(x), actions_of(actor)),
        Kind("assignment", "actions.assignment", "assignment_id", a.id, titled(x), assignments_of(actor), to_action),
        Kind("initiative", "initiatives.initiative", "initiative_id", i.id, i.title, issued),
        Kind("operation", "operations.operation", "operation_id", o.id, titled(o), running),
        Kind("publicity_event", "publicity.event", "event_id", e.id, e.title, publicity.readable(work, REACHED)),
        Kind("measure", "supervision.measure", "measure_id", m.id, Matter.subject, measures_for(actor), to_matter),
        Kind("problem", "supervision.problem", "problem_id", p.id, p.words, problems_for(actor)),
        Kind("organisation", "directory.member", "organisation_id", g.id, g.name, visible_to(actor)),
    )
