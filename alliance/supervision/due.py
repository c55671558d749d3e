"""Who is due for what: assignments that are late, each with the next step of the ladder, where its day has come."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, literal, or_, select, tuple_

from ..actions.lights import missed_on, red_on
from ..actions.model import Assignment, JointAction
from ..actions.visibility import assignments_of
from ..actions.vocabulary import AssignmentState
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..matrix.model import Seat
from ..matrix.queries import open_on
from ..organisations.model import District, Organisation
from ..organisations.queries import Term
from ..worktime.counting import Calendar
from ..worktime.queries import calendar
from . import ladder
from .ladder import Step
from .measuring import SUPERVISED
from .model import Matter, Measure
from .vocabulary import MeasureState


@dataclass(frozen=True, slots=True)
class DueFilter:
    alliance: str = ""
    district: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class DueLine:
    """A late assignment. `since`: the day by which it was due, or to be signed for where it was not even that."""

    assignment_id: UUID
    organisation_id: UUID
    organisation: str
    district: Term
    action: str
    number: int | None
    unsigned: bool
    since: date
    days: int
    step: Step


@dataclass(frozen=True, slots=True)
class DuePage:
    lines: Sequence[DueLine]
    next_key: tuple[datetime, UUID] | None


@dataclass(frozen=True, slots=True)
class Held:
    """What holds today: the ladder, from its lowest step up, and the calendar by which it is counted."""

    steps: Sequence[Step]
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Came:
    """A step that has come where the highest that was issued lies `below` it, for what was missed by `cutoff`: so many
    working days have passed."""

    code: str
    below: int
    position: int
    cutoff: date


def held_today(work: Work) -> Held:
    """Two statements."""
    return Held(ladder.steps(work), calendar(work))


def steps_that_came(work: Work) -> tuple[Came, ...]:
    """From the lowest up, as they hold today; two statements."""
    return _came(work, held_today(work))


def _came(work: Work, held: Held) -> tuple[Came, ...]:
    today, below = local_day(work.now), (0, *(step.position for step in held.steps))
    return tuple(
        Came(step.code, lower, step.position, held.calendar.last_due(today, step.after_working_days))
        for lower, step in zip(below, held.steps, strict=False)
    )


def due(work: Work, wanted: DueFilter, after: tuple[datetime, UUID] | None = None) -> DuePage:
    """A page of them, the latest first."""
    held = held_today(work)
    asked = _asked(work, _came(work, held), wanted)
    if after:
        asked = asked.where(tuple_(missed_on(local_day(work.now)), Assignment.id) > (after[0].date(), after[1]))
    found = _lines(work, held, asked.limit(PAGE_ROWS + 1))
    shown = found[:PAGE_ROWS]
    last = (datetime.combine(shown[-1].since, time.min, UTC), shown[-1].assignment_id) if shown else None
    return DuePage(shown, last if len(found) > PAGE_ROWS else None)


def due_among(work: Work, assignment_ids: Collection[UUID]) -> Sequence[DueLine]:
    """Those of the named assignments that are due for a step now."""
    held = held_today(work)
    return _lines(work, held, _asked(work, _came(work, held), DueFilter()).where(Assignment.id.in_(assignment_ids)))


def anybody_due(work: Work, came: Sequence[Came]) -> ColumnElement[bool]:
    """Whether anybody is, as a part of another statement; `came`: of `steps_that_came`."""
    return exists(_asked(work, came, DueFilter()).order_by(None).with_only_columns(Assignment.id))


def _asked(work: Work, came: Sequence[Came], wanted: DueFilter) -> Select[Any]:
    since = missed_on(local_day(work.now))
    waiting = exists().where(Measure.matter_id == Matter.id, Measure.state == MeasureState.PROPOSED)
    columns: list[Any] = [Assignment.id, Assignment.organisation_id, Organisation.name]
    columns += [District.code, District.zh, District.en, JointAction.title, JointAction.number, Assignment.state]
    asked = (
        select(*columns, since, func.coalesce(Matter.reached, 0))
        .select_from(Assignment)
        .join(JointAction, JointAction.id == Assignment.action_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .join(District, District.code == Assignment.district_code)
        .outerjoin(Matter, and_(Matter.assignment_id == Assignment.id, Matter.closed_at.is_(None)))
        .where(red_on(local_day(work.now)), JointAction.drill.is_(False), assignments_of(work.actor))
        .where(Organisation.state.in_(sorted(SUPERVISED)), or_(Matter.id.is_(None), ~waiting))
        .where(_next_of(came, wanted.step, since))
    )
    if wanted.district:
        asked = asked.where(Assignment.district_code == wanted.district)
    if wanted.alliance:
        asked = asked.where(_seated(work, wanted.alliance))
    return asked.order_by(since, Assignment.id)


def _next_of(came: Sequence[Came], code: str, since: ColumnElement[date]) -> ColumnElement[bool]:
    """The step above the highest that was issued has come; of this code, where one is given. One comparison, because of
    many PostgreSQL expects no row at all, and then joins what it finds with every organisation."""
    reached = func.coalesce(Matter.reached, 0)
    wanted = [step for step in came if code in ("", step.code)]
    cutoffs = [(and_(reached >= step.below, reached < step.position), literal(step.cutoff)) for step in wanted]
    return since <= case(*cutoffs, else_=None) if cutoffs else false()


def _seated(work: Work, alliance: str) -> ColumnElement[bool]:
    return exists().where(
        Seat.organisation_id == Assignment.organisation_id,
        Seat.alliance_code == alliance,
        open_on(Seat, local_day(work.now)),
    )


def _lines(work: Work, held: Held, asked: Select[Any]) -> Sequence[DueLine]:
    today = local_day(work.now)
    lines = []
    for row in work.session.execute(asked):
        assignment_id, organisation_id, organisation, *district, action, number, state, since, reached = row
        step = next(one for one in held.steps if one.position > reached)
        unsigned, days = state is AssignmentState.ASSIGNED, held.calendar.days_since(since, today)
        named = (assignment_id, organisation_id, organisation, Term(*district), action, number)
        lines.append(DueLine(*named, unsigned, since, days, step))
    return lines
