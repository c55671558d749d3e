"""The lists of actions: those that run, the drafts, those that ended; and the organisations of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select, true, tuple_

from ..foundation.kernel.words import N_, Labelled
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..organisations.model import Organisation
from .model import Assignment, JointAction
from .queries import Standing, standings
from .visibility import actions_of, assignments_of
from .vocabulary import ActionState, AssignmentRole, AssignmentState, ExtensionState, Only, Priority
from .work_model import Extension


class Shelf(Labelled):
    """Which of the lists."""

    RUNNING = "running", N_("Running actions")
    DRAFTS = "drafts", N_("Drafts")
    ENDED = "ended", N_("Ended actions")


STATES: Mapping[Shelf, Sequence[ActionState]] = {
    Shelf.RUNNING: (ActionState.RUNNING,),
    Shelf.DRAFTS: (ActionState.DRAFT,),
    Shelf.ENDED: (ActionState.CLOSED, ActionState.STOPPED),
}


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action in a list. `standing` is None for a draft."""

    id: UUID
    number: int | None
    title: str
    priority: Priority
    drill: bool
    due_on: date
    state: ActionState
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class ActionPage:
    lines: Sequence[ActionLine]
    next_key: tuple[str, UUID] | None


def actions(work: Work, shelf: Shelf, after: tuple[datetime, UUID] | None) -> ActionPage:
    """A page of the list, the newest first; two statements."""
    x = JointAction
    moment: ColumnElement[datetime] = x.drafted_at if shelf is Shelf.DRAFTS else x.launched_at  # type: ignore[assignment]
    asked = (
        select(x.id, x.number, x.title, x.priority, x.drill, x.due_on, x.state, x.rule, x.rule_number, moment)
        .where(x.state.in_(STATES[shelf]), actions_of(work.actor))
        .order_by(moment.desc(), x.id.desc())
        .limit(PAGE_ROWS + 1)
    )
    if after:
        asked = asked.where(tuple_(moment, x.id) < after)
    rows: Sequence[Any] = work.session.execute(asked).all()
    shown = rows[:PAGE_ROWS]
    launched = {row.id: (row.rule, row.rule_number) for row in shown if row.number is not None}
    far = standings(work, launched)
    lines = [_action_line(row, far.get(row.id)) for row in shown]
    last = shown[-1] if len(rows) > PAGE_ROWS else None
    return ActionPage(lines, (last[9].isoformat(), last.id) if last is not None else None)


def _action_line(row: Any, standing: Standing | None) -> ActionLine:
    values: list[Any] = [*row[:7], standing]
    return ActionLine(*values)


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment of one action, by its organisation."""

    id: UUID
    organisation: str
    role: AssignmentRole
    state: AssignmentState
    receipt_due_on: date
    due_on: date
    figure: int | None


@dataclass(frozen=True, slots=True)
class AssignmentPage:
    lines: Sequence[AssignmentLine]
    next_key: tuple[str, UUID] | None


def assignments(work: Work, action_id: UUID, only: Only, after: tuple[str, UUID] | None) -> AssignmentPage:
    """A page of `only` such assignments of the action that the actor may read, by the name of the organisation."""
    a, o = Assignment, Organisation
    asked = (
        select(a.id, o.short_name, a.role, a.state, a.receipt_due_on, a.due_on, a.figure, o.pinyin, o.id)
        .join(o, o.id == a.organisation_id)
        .where(a.action_id == action_id, assignments_of(work.actor), _fits(only))
        .order_by(o.pinyin, o.id)
        .limit(PAGE_ROWS + 1)
    )
    if after:
        asked = asked.where(tuple_(o.pinyin, o.id) > after)
    rows: Sequence[Any] = work.session.execute(asked).all()
    last = rows[PAGE_ROWS - 1] if len(rows) > PAGE_ROWS else None
    lines = [AssignmentLine(*list(row)[:7]) for row in rows[:PAGE_ROWS]]
    return AssignmentPage(lines, (last[7], last[8]) if last is not None else None)


def _fits(only: Only) -> ColumnElement[bool]:
    a, wish = Assignment, Extension
    if only is Only.ALL:
        return true()
    if only is Only.MORE_TIME:
        asked = exists().where(wish.assignment_id == a.id, wish.state == ExtensionState.OPEN)
        return and_(a.finished_at.is_(None), asked)
    return a.state == AssignmentState(only)


def own_assignment(work: Work, action_id: UUID) -> UUID | None:
    """The assignment that the actor's own organisation has of the action."""
    own = (Assignment.action_id == action_id, Assignment.organisation_id == work.actor.organisation_id)
    return work.session.scalar(select(Assignment.id).where(*own))
