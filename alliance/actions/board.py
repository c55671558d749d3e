"""The tracking board: a page of actions by a page of organisations, a light at each crossing, and how far each is.

Of the actions on the page everything is asked at once: three statements beside the one of the actions themselves, and
one for the words that it is filtered by, however many assignments there are.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, select, tuple_

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import small
from ..matrix.model import Seat
from ..matrix.queries import open_on
from ..organisations.model import Organisation
from .board_filter import BoardFilter, Order, actions_asked, assignments_asked, sees_whole, with_any
from .lights import light
from .model import Assignment, JointAction
from .rollup import RollUp, Tally, roll_up
from .vocabulary import ActionState, AssignmentRole, AssignmentState, Light, Priority, RollUpRule

ROWS = 15
COLUMNS = 10
RowKey = tuple[date, int]
ColumnKey = tuple[str, UUID]
Lights = Mapping[Light, int]


def key_of(day: str, number: str) -> RowKey:
    """What the address of a page says of the row before it."""
    return date.fromisoformat(day), small(number)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """An action on the board."""

    id: UUID
    number: int
    title: str
    due_on: date
    priority: Priority
    drill: bool
    state: ActionState
    rule: RollUpRule
    rule_number: int | None


@dataclass(frozen=True, slots=True)
class BoardColumn:
    id: UUID
    name: str
    short_name: str
    pinyin: str


@dataclass(frozen=True, slots=True)
class BoardCell:
    """An assignment at its crossing."""

    id: UUID
    action_id: UUID
    organisation_id: UUID
    revision: int
    due_on: date
    role: AssignmentRole
    state: AssignmentState
    light: Light


@dataclass(frozen=True, slots=True)
class Far:
    """How far an action is in all, and how the assignments look that fit and may be read."""

    roll_up: RollUp
    lights: Lights


@dataclass(frozen=True, slots=True)
class Rows:
    rows: Sequence[BoardRow]
    next_key: RowKey | None

    @property
    def ids(self) -> list[UUID]:
        return [row.id for row in self.rows]


@dataclass(frozen=True, slots=True)
class Columns:
    columns: Sequence[BoardColumn]
    next_key: ColumnKey | None


def rows(work: Work, wanted: BoardFilter, after: RowKey | None = None) -> Rows:
    """A page of the actions that fit, behind `after` (day, number)."""
    x = JointAction
    asked: Any = select(x.id, x.number, x.title, x.due_on, x.priority, x.drill, x.state, x.rule, x.rule_number).where(
        *actions_asked(work, wanted), *with_any(work, wanted)
    )
    some: Sequence[Any] = work.session.execute(_ordered(asked, wanted.order, after).limit(ROWS + 1)).all()
    found = [BoardRow(*row) for row in some]
    shown = found[:ROWS]
    more = len(found) > ROWS
    return Rows(shown, (shown[-1].due_on, shown[-1].number) if more else None)


def _ordered(asked: Select[Any], order: Order, after: RowKey | None) -> Select[Any]:
    x = JointAction
    if order is Order.NEWEST:
        asked = asked.order_by(x.number.desc())
        return asked.where(x.number < after[1]) if after else asked
    asked = asked.order_by(x.due_on, x.number)
    return asked.where(tuple_(x.due_on, x.number) > tuple_(*map(literal, after))) if after else asked


def columns(work: Work, wanted: BoardFilter, actions: Collection[UUID], along: ColumnKey | None = None) -> Columns:
    """A page of the organisations that have a fitting assignment of any of these, by pinyin behind `along`."""
    if not actions:
        return Columns((), None)
    o, a = Organisation, Assignment
    has = exists().where(a.organisation_id == o.id, a.action_id.in_(list(actions)), *assignments_asked(work, wanted))
    asked = select(o.id, o.name, o.short_name, o.pinyin).where(has).order_by(o.pinyin, o.id).limit(COLUMNS + 1)
    if along:
        asked = asked.where(tuple_(o.pinyin, o.id) > tuple_(literal(along[0]), literal(along[1], o.id.type)))
    found = [BoardColumn(*row) for row in work.session.execute(asked)]
    shown = found[:COLUMNS]
    more = len(found) > COLUMNS
    return Columns(shown, (shown[-1].pinyin, shown[-1].id) if more else None)


def cells(
    work: Work, wanted: BoardFilter, actions: Collection[UUID], organisations: Collection[UUID]
) -> Sequence[BoardCell]:
    """The fitting assignments at the crossings of these."""
    if not organisations:
        return []
    a, shown = Assignment, light(local_day(work.now))
    found = work.session.execute(
        select(a.id, a.action_id, a.organisation_id, a.revision, a.due_on, a.role, a.state, shown).where(
            a.action_id.in_(list(actions)),
            a.organisation_id.in_(list(organisations)),
            *assignments_asked(work, wanted),
        )
    )
    return [BoardCell(*row[:-1], light=Light(row[-1])) for row in found]


def far(work: Work, wanted: BoardFilter, shown: Sequence[BoardRow]) -> Mapping[UUID, Far]:
    """How far each action is, by its rule, of all its assignments; and the lights of those that fit. One statement.

    Counts of all tell nothing of a single organisation; the lights are of what the reader may read.
    """
    if not shown:
        return {}
    a, look, fits = Assignment, light(local_day(work.now)).label("light"), _fits(work, wanted).label("fits")
    found = work.session.execute(
        select(a.action_id, a.role, a.state, look, fits, func.count(), func.sum(a.weight))
        .where(a.action_id.in_([row.id for row in shown]))
        .group_by(a.action_id, a.role, a.state, look, fits)
    )
    tallies: dict[UUID, list[Tally]] = {row.id: [] for row in shown}
    lights: dict[UUID, dict[Light, int]] = {row.id: {} for row in shown}
    for action_id, role, state, name, fitting, count, weight in found:
        tallies[action_id].append(Tally(role, state, count, int(weight)))
        if fitting:
            its = lights[action_id]
            its[Light(name)] = its.get(Light(name), 0) + count
    return {row.id: Far(roll_up(row.rule, row.rule_number, tallies[row.id]), lights[row.id]) for row in shown}


def _fits(work: Work, wanted: BoardFilter) -> ColumnElement[Any]:
    return literal(True) if sees_whole(work, wanted) else and_(*assignments_asked(work, wanted))


def by_alliance(work: Work, wanted: BoardFilter, actions: Collection[UUID]) -> Mapping[tuple[UUID, str], Lights]:
    """The fitting assignments of each action in each alliance, counted by light: (action, alliance) → light → count.
    An organisation that sits in two alliances counts in both."""
    if not actions:
        return {}
    a, look, today = Assignment, light(local_day(work.now)).label("light"), local_day(work.now)
    found = work.session.execute(
        select(a.action_id, Seat.alliance_code, look, func.count())
        .join(Seat, and_(Seat.organisation_id == a.organisation_id, open_on(Seat, today)))
        .where(a.action_id.in_(list(actions)), *assignments_asked(work, wanted))
        .group_by(a.action_id, Seat.alliance_code, look)
    )
    counts: dict[tuple[UUID, str], dict[Light, int]] = {}
    for action_id, alliance, name, count in found:
        counts.setdefault((action_id, alliance), {})[Light(name)] = count
    return counts
