"""What is read of operations: the list, one of them, what belongs to it, and what there is to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from ..actions.model import FocusArea
from ..audiences.model import Audience
from ..audiences.terms import Terms
from ..cases.visibility import audiences_reached
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..matrix.queries import open_on
from ..organisations.queries import Term
from .model import Operation, OperationFocus, OperationKind, OperationProgramme, Programme, Stage
from .visibility import in_statistics, readable
from .vocabulary import Level, OperationState, StageState

PARENTS_MOST = 200


@dataclass(frozen=True, slots=True)
class OperationReading:
    """An operation as its page shows it. `addressed`: the actor's organisation belongs to its audience now."""

    id: UUID
    title: str
    kind: Term
    level: Level
    parent_id: UUID | None
    document_number: str
    document: str
    from_on: date
    to_on: date
    audience_id: UUID
    drill: bool
    started_at: datetime | None
    reason: str
    state: OperationState
    version: int
    addressed: bool


def reading(work: Work, operation_id: UUID) -> OperationReading | None:
    """Whether the actor may read it is asked at the door, by the table."""
    o, k = Operation, OperationKind
    row: Any = work.session.execute(
        select(
            *(o.id, o.title, k.code, k.zh, k.en, o.level, o.parent_id, o.document_number, o.document),
            *(o.from_on, o.to_on, o.audience_id, o.drill, o.started_at, o.reason, o.state, o.version),
        )
        .join(k, k.code == o.kind_code)
        .where(o.id == operation_id)
    ).first()
    if row is None:
        return None
    addressed = row.audience_id in audiences_reached(work)
    values: list[Any] = [row.id, row.title, Term(row.code, row.zh, row.en), *row[5:], addressed]
    return OperationReading(*values)


@dataclass(frozen=True, slots=True)
class Links:
    """The programmes and focus areas of an operation, each in its order."""

    programmes: Sequence[Term]
    focus: Sequence[Term]


def links(work: Work, operation_id: UUID) -> Links:
    """One statement."""
    p, f = Programme, FocusArea
    programmes = (
        select(literal("programme").label("sort"), p.code, p.zh, p.en, p.position)
        .join(OperationProgramme, OperationProgramme.programme_code == p.code)
        .where(OperationProgramme.operation_id == operation_id)
    )
    focus = (
        select(literal("focus"), f.code, f.zh, f.en, f.position)
        .join(OperationFocus, OperationFocus.focus_area_code == f.code)
        .where(OperationFocus.operation_id == operation_id)
    )
    both = union_all(programmes, focus).subquery()
    rows = work.session.execute(select(both).order_by(both.c.position)).all()
    found = {
        sort: [Term(row.code, row.zh, row.en) for row in rows if row.sort == sort] for sort in ("programme", "focus")
    }
    return Links(found["programme"], found["focus"])


@dataclass(frozen=True, slots=True)
class OperationFilter:
    kind: str = ""
    level: Level | None = None
    state: OperationState | None = None


@dataclass(frozen=True, slots=True)
class OperationLine:
    """An operation in a list; `stages` in all, `closed` of them through their gate."""

    id: UUID
    title: str
    kind: Term
    level: Level
    from_on: date
    to_on: date
    drill: bool
    state: OperationState
    stages: int
    closed: int


@dataclass(frozen=True, slots=True)
class OperationPage:
    lines: Sequence[OperationLine]
    next_key: tuple[date, UUID] | None


def _lines(work: Work) -> Select[*tuple[Any, ...]]:
    o, k, s = Operation, OperationKind, Stage
    of_it = select(func.count()).select_from(s).where(s.operation_id == o.id)
    closed = of_it.where(s.state == StageState.CLOSED)
    return (
        select(
            *(o.id, o.title, k.code, k.zh, k.en, o.level, o.from_on, o.to_on, o.drill, o.state),
            *(of_it.scalar_subquery(), closed.scalar_subquery()),
        )
        .join(k, k.code == o.kind_code)
        .where(readable(work, audiences_reached(work)))
        .order_by(o.from_on.desc(), o.id.desc())
    )


def _line(row: Any) -> OperationLine:
    return OperationLine(row[0], row[1], Term(*row[2:5]), *row[5:])


def operations(work: Work, wanted: OperationFilter, after: tuple[date, UUID] | None = None) -> OperationPage:
    """A page of those that the actor may read, the newest first, drills among them."""
    o, asked = Operation, _lines(work)
    if wanted.kind:
        asked = asked.where(o.kind_code == wanted.kind)
    if wanted.level:
        asked = asked.where(o.level == wanted.level)
    if wanted.state:
        asked = asked.where(o.state == wanted.state)
    if after:
        day, last = after
        asked = asked.where(or_(o.from_on < day, and_(o.from_on == day, o.id < last)))
    rows = work.session.execute(asked.limit(PAGE_ROWS + 1)).all()
    lines = [_line(row) for row in rows[:PAGE_ROWS]]
    more = len(rows) > PAGE_ROWS
    return OperationPage(lines, (lines[-1].from_on, lines[-1].id) if more else None)


def relatives(work: Work, operation: OperationReading) -> tuple[OperationLine | None, Sequence[OperationLine]]:
    """What it belongs to and what belongs to it, as far as the actor may read that. One statement."""
    o = Operation
    kin = or_(o.id == operation.parent_id, o.parent_id == operation.id) if operation.parent_id else None
    rows = work.session.execute(_lines(work).where(kin if kin is not None else o.parent_id == operation.id)).all()
    lines = [_line(row) for row in rows]
    parent = next((line for line in lines if line.id == operation.parent_id), None)
    return parent, [line for line in lines if line.id != operation.parent_id]


@dataclass(frozen=True, slots=True)
class Counts:
    """Operations that the actor may read, by state; without drills."""

    by_state: Mapping[OperationState, int]


def counts(work: Work) -> Counts:
    o = Operation
    asked = select(o.state, func.count()).where(readable(work, audiences_reached(work)), in_statistics())
    rows = work.session.execute(asked.group_by(o.state)).all()
    return Counts({state: int(number) for state, number in rows})


@dataclass(frozen=True, slots=True)
class Choices:
    """What an operation can be and be linked with today."""

    kinds: Sequence[Term]
    programmes: Sequence[Term]
    focus: Sequence[Term]


def choices(work: Work) -> Choices:
    """One statement. What is no longer in use stays with the operations that have it, but is not chosen anew."""
    today = local_day(work.now)
    parts = [
        select(literal(sort).label("sort"), t.code, t.zh, t.en, t.position).where(open_on(cast(Any, t), today))
        for sort, t in (("kind", OperationKind), ("programme", Programme), ("focus", FocusArea))
    ]
    every = union_all(*parts).subquery()
    rows = work.session.execute(select(every).order_by(every.c.position)).all()
    found = {
        sort: [Term(row.code, row.zh, row.en) for row in rows if row.sort == sort]
        for sort in ("kind", "programme", "focus")
    }
    return Choices(found["kind"], found["programme"], found["focus"])


def possible_parents(work: Work, besides: UUID | None = None) -> Sequence[tuple[UUID, str]]:
    """What an operation may belong to: the newest first, nothing that was cancelled, never itself."""
    p = aliased(Operation)
    asked = select(p.id, p.title).where(p.state != OperationState.CANCELLED)
    if besides:
        asked = asked.where(p.id != besides)
    rows = work.session.execute(asked.order_by(p.from_on.desc(), p.id).limit(PARENTS_MOST))
    return [(row.id, row.title) for row in rows]


def terms_of(work: Work, audience_id: UUID) -> Terms:
    return Terms.from_json(work.session.get_one(Audience, audience_id).terms)
