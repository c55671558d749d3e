"""The board as a list: an assignment in each row, page by page on the screen, and as far as it goes in a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, literal, select, tuple_

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..journal.record import record
from ..organisations.model import District, Organisation
from . import events
from .board_filter import BoardFilter, actions_asked, assignments_asked
from .lights import light
from .model import Assignment, JointAction
from .vocabulary import AssignmentRole, AssignmentState, Light

SHEET_MOST = 20_000
ListKey = tuple[date, UUID, UUID]


def key_of(day: str, organisation_id: str, action_id: str) -> ListKey:
    """What the address of a page says of the row before it."""
    return date.fromisoformat(day), UUID(organisation_id), UUID(action_id)


@dataclass(frozen=True, slots=True)
class ListLine:
    """An assignment. `revision`: of its newest report; `figure`: the newest told, of `unit`."""

    id: UUID
    action_id: UUID
    organisation_id: UUID
    number: int
    title: str
    drill: bool
    organisation: str
    district_zh: str
    district_en: str
    role: AssignmentRole
    receipt_due_on: date
    due_on: date
    received_at: datetime | None
    figure: int | None
    target: int | None
    unit: str
    revision: int
    reported_at: datetime | None
    state: AssignmentState
    finished_at: datetime | None
    light: Light


@dataclass(frozen=True, slots=True)
class ListPage:
    lines: Sequence[ListLine]
    next_key: ListKey | None


@dataclass(frozen=True, slots=True)
class Taken:
    """`fits`: how many there are, of which `lines` are the first."""

    lines: Sequence[ListLine]
    fits: int


def listed(work: Work, wanted: BoardFilter, after: ListKey | None = None) -> ListPage:
    """A page of the assignments that fit, by the day they are due, behind `after` (day, organisation, action)."""
    a, keys = Assignment, _keys(work, wanted).limit(PAGE_ROWS + 1)
    if after:
        mark = tuple_(literal(after[0]), literal(after[1], a.id.type), literal(after[2], a.id.type))
        keys = keys.where(tuple_(a.due_on, a.organisation_id, a.action_id) > mark)
    found = [_line(row) for row in work.session.execute(_lines(work, keys))]
    lines = found[:PAGE_ROWS]
    more = len(found) > PAGE_ROWS
    last = lines[-1] if more else None
    return ListPage(lines, (last.due_on, last.organisation_id, last.action_id) if last else None)


def _keys(work: Work, wanted: BoardFilter) -> Select[UUID, UUID]:
    """Which assignments fit, in their order. What is asked of them stands in the index of an action's assignments, so
    that no row is looked at, of whatever age, but those that are shown."""
    a, x = Assignment, JointAction
    return (
        select(a.action_id, a.organisation_id)
        .join(x, x.id == a.action_id)
        .where(*actions_asked(work, wanted), *assignments_asked(work, wanted))
        .order_by(a.due_on, a.organisation_id, a.action_id)
    )


def _lines(work: Work, keys: Select[UUID, UUID]) -> Select[Any]:
    """The assignments that `keys` names, with what a row shows of them."""
    a, x, o, key = Assignment, JointAction, Organisation, keys.subquery()
    asked_of: list[Any] = [a.role, a.receipt_due_on, a.due_on, a.received_at, a.figure, x.target, x.unit, a.revision]
    stands: list[Any] = [a.reported_at, a.state, a.finished_at, light(local_day(work.now))]
    return (
        select(a.id, a.action_id, a.organisation_id, x.number, x.title, x.drill, o.name, District.zh, District.en)
        .add_columns(*asked_of, *stands)
        .join(key, and_(key.c.action_id == a.action_id, key.c.organisation_id == a.organisation_id))
        .join(x, x.id == a.action_id)
        .join(o, o.id == a.organisation_id)
        .join(District, District.code == a.district_code)
        .order_by(a.due_on, a.organisation_id, a.action_id)
    )


def _line(row: Any) -> ListLine:
    values: list[Any] = [*row[:-1], Light(row[-1])]
    return ListLine(*values)


def take(work: Work, wanted: BoardFilter) -> Taken:
    """The first SHEET_MOST that fit, to leave the portal as a sheet; who took them is on record."""
    taken = look(work, wanted)
    note(work, taken)
    return taken


def look(work: Work, wanted: BoardFilter) -> Taken:
    lines = [_line(row) for row in work.session.execute(_lines(work, _keys(work, wanted).limit(SHEET_MOST + 1)))]
    fits = count(work, wanted) if len(lines) > SHEET_MOST else len(lines)
    return Taken(lines[:SHEET_MOST], fits)


def note(work: Work, taken: Taken) -> None:
    record(work, events.BoardTaken(work.person_id, len(taken.lines), taken.fits))


def count(work: Work, wanted: BoardFilter) -> int:
    """How many assignments fit."""
    counted = _keys(work, wanted).with_only_columns(func.count()).order_by(None)
    return work.session.scalar(counted) or 0
