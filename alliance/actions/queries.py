"""What is read of actions: one with what it comes from, how far several are, and those that come from one thing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, literal, select

from ..audiences.model import Audience
from ..audiences.terms import Terms
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..matrix.model import Matrix
from ..organisations.queries import Term
from ..policy.can import Can
from ..policy.table import may
from .lights import behind_on
from .model import ActionLink, Assignment, FocusArea, JointAction
from .rollup import RollUp, Tally, roll_up
from .visibility import actions_of, assigned_to
from .vocabulary import ActionState, AssignmentRole, OriginKind, Priority, RollUpRule

NO_TERM = Term("", "", "")
DRAFTS_MOST = 100


def find(work: Work, action_id: UUID, **_address: Any) -> JointAction | None:
    """The action, to be changed; whether the actor may is asked at the door."""
    return work.session.get(JointAction, action_id)


@dataclass(frozen=True, slots=True)
class ActionWords:
    """What an action says to everyone who has a part in it."""

    title: str
    what: str
    why: str
    evidence_asked: str
    indicator: str
    target: int | None
    unit: str
    priority: Priority
    mandatory: bool
    drill: bool


@dataclass(frozen=True, slots=True)
class ActionReading:
    """One action. `assigned`: the actor's own organisation has an assignment of it. `matrix` and `focus_area` have an
    empty code where the action has none."""

    id: UUID
    number: int | None
    words: ActionWords
    audience_id: UUID
    terms: Terms
    default_role: AssignmentRole
    rule: RollUpRule
    rule_number: int | None
    receipt_due_on: date
    receipt_hours: int | None
    due_on: date
    matrix: Term
    focus_area: Term
    officer_id: UUID
    launched_at: datetime | None
    closed_at: datetime | None
    reason: str
    done_count: int | None
    asked_count: int | None
    state: ActionState
    state_since: datetime
    version: int
    assigned: bool


def words_columns() -> list[Any]:
    """The columns of ActionWords, in their order."""
    x = JointAction
    said: list[Any] = [x.title, x.what, x.why, x.evidence_asked, x.indicator, x.target, x.unit]
    return [*said, x.priority, x.mandatory, x.drill]


def _named(of: type[Matrix] | type[FocusArea]) -> list[ColumnElement[str]]:
    return [func.coalesce(column, "") for column in (of.code, of.zh, of.en)]


def reading(work: Work, action_id: UUID, **_address: Any) -> ActionReading | None:
    """One action that the actor may read, in one statement."""
    x, said = JointAction, words_columns()
    to_own = assigned_to(work.actor) if may(work.actor, Can.SEE_OWN_ACTIONS) else literal(False)
    about: list[Any] = [
        x.audience_id,
        Audience.terms,
        x.default_role,
        x.rule,
        x.rule_number,
        x.receipt_due_on,
        x.receipt_hours,
        x.due_on,
    ]
    life: list[Any] = [x.officer_id, x.launched_at, x.closed_at, x.reason, x.done_count, x.asked_count]
    row: Any = work.session.execute(
        select(x.id, x.number, *said, *about, *_named(Matrix), *_named(FocusArea), *life)
        .add_columns(x.state, x.state_since, x.version, to_own)
        .join(Audience, Audience.id == x.audience_id)
        .outerjoin(Matrix, Matrix.code == x.matrix_code)
        .outerjoin(FocusArea, FocusArea.code == x.focus_area_code)
        .where(x.id == action_id, actions_of(work.actor))
    ).first()
    if row is None:
        return None
    parts = list(row)
    after = 2 + len(said)
    words, (audience_id, terms, *rest) = ActionWords(*parts[2:after]), parts[after : after + 8]
    matrix, focus_area = Term(*parts[after + 8 : after + 11]), Term(*parts[after + 11 : after + 14])
    values: list[Any] = [*parts[:2], words, audience_id, Terms.from_json(terms), *rest, matrix, focus_area]
    return ActionReading(*values, *parts[after + 14 :])


@dataclass(frozen=True, slots=True)
class LinkLine:
    """What an action comes from, as its page names it."""

    kind: OriginKind
    thing_id: UUID
    title: str


def links(work: Work, action_id: UUID) -> Sequence[LinkLine]:
    """Ask only for an action that the actor may read."""
    asked = select(ActionLink.kind, ActionLink.thing_id, ActionLink.title).where(ActionLink.action_id == action_id)
    return [LinkLine(*row) for row in work.session.execute(asked.order_by(ActionLink.kind))]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an action is, and how many of its organisations are late."""

    roll_up: RollUp
    late: int


def standings(work: Work, rules: Mapping[UUID, tuple[RollUpRule, int | None]]) -> Mapping[UUID, Standing]:
    """How far each of these actions is (action → its rule and number), of all their assignments. One statement.

    Counts tell nothing of a single organisation; ask only for actions that the actor may read.
    """
    if not rules:
        return {}
    a, today = Assignment, local_day(work.now)
    late = func.count().filter(behind_on(today))
    rows = work.session.execute(
        select(a.action_id, a.role, a.state, func.count(), func.sum(a.weight), late)
        .where(a.action_id.in_(list(rules)))
        .group_by(a.action_id, a.role, a.state)
    )
    found: dict[UUID, list[Tally]] = {action_id: [] for action_id in rules}
    lates = dict.fromkeys(rules, 0)
    for action_id, role, state, count, weight, behind in rows:
        found[action_id].append(Tally(role, state, count, int(weight)))
        lates[action_id] += behind
    return {one: Standing(roll_up(*rules[one], tallies), lates[one]) for one, tallies in found.items()}


@dataclass(frozen=True, slots=True)
class LinkedAction:
    """An action that comes from the thing `thing_id`, and how far it is. `version`: of the action."""

    thing_id: UUID
    action_id: UUID
    number: int | None
    title: str
    state: ActionState
    mandatory: bool
    launched_on: date | None
    due_on: date
    version: int
    standing: Standing


def of_origins(work: Work, kind: OriginKind, thing_ids: Collection[UUID]) -> Sequence[LinkedAction]:
    """The actions that come from any of these things and that the actor may read, in the order of their days. Two
    statements."""
    if not thing_ids:
        return []
    x, link = JointAction, ActionLink
    rows: Sequence[Any] = work.session.execute(
        select(link.thing_id, x.id, x.number, x.title, x.state, x.mandatory, x.launched_at, x.due_on)
        .add_columns(x.version, x.rule, x.rule_number)
        .join(link, link.action_id == x.id)
        .where(link.kind == kind, link.thing_id.in_(list(thing_ids)), actions_of(work.actor))
        .order_by(x.due_on, x.number, x.id)
    ).all()
    far = standings(work, {row.id: (row.rule, row.rule_number) for row in rows})
    return [_linked(row, far[row.id]) for row in rows]


def _linked(row: Any, standing: Standing) -> LinkedAction:
    launched_on = local_day(row.launched_at) if row.launched_at else None
    values: list[Any] = [*row[:6], launched_on, row.due_on, row.version, standing]
    return LinkedAction(*values)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft that may be put somewhere; `version`: of the action."""

    id: UUID
    title: str
    due_on: date
    version: int


def drafts_without(work: Work, kind: OriginKind) -> Sequence[DraftLine]:
    """The actor's own drafts that belong to nothing of this kind yet, the newest first."""
    x = JointAction
    placed = exists().where(ActionLink.action_id == x.id, ActionLink.kind == kind)
    own = (x.state == ActionState.DRAFT, x.officer_id == work.actor.person_id, actions_of(work.actor), ~placed)
    rows = work.session.execute(
        select(x.id, x.title, x.due_on, x.version).where(*own).order_by(x.drafted_at.desc(), x.id).limit(DRAFTS_MOST)
    )
    return [DraftLine(*row) for row in rows]


def open_mandatory(work: Work, kind: OriginKind, thing_id: UUID) -> Sequence[LinkedAction]:
    """The mandatory actions of the thing that keep its gate shut: neither done, nor closed, nor stopped."""
    ended = (ActionState.CLOSED, ActionState.STOPPED)
    return [
        one
        for one in of_origins(work, kind, [thing_id])
        if one.mandatory and one.state not in ended and not (one.launched_on and one.standing.roll_up.done)
    ]
